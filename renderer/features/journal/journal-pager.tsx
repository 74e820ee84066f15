import { ActionIcon, Group, Select, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft, IconChevronsRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PAGE_SIZES, pagesOf } from './journal-query.ts';

/** «Страница 1 из 1 (Всего элементов: 2)», the steps between pages and how many rows a page holds. */
export function JournalPager(props: {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
  readonly onSize: (size: number) => void;
}) {
  const { t } = useTranslation('journal');
  const { page, onPage } = props;
  const pages = pagesOf(props.total, props.pageSize);
  const step = (label: string, to: number, icon: ReactNode) => (
    <ActionIcon
      size={42}
      variant="default"
      aria-label={label}
      title={label}
      disabled={to < 1 || to > pages || to === page}
      onClick={() => onPage(to)}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <Group component="nav" aria-label={t('pager.label')} justify="space-between" gap="sm">
      <Text role="status" className="numbers">
        {t('pager.page', { page, pages, total: props.total })}
      </Text>
      <Group gap="md">
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" c="var(--kezek-ink-soft)" aria-hidden>
            {t('pager.size')}
          </Text>
          <Select
            w="5.75rem"
            aria-label={t('pager.size')}
            data={PAGE_SIZES.map(String)}
            value={String(props.pageSize)}
            onChange={(value) => props.onSize(Number(value))}
          />
        </Group>
        <Group gap={6} wrap="nowrap">
          {step(t('pager.first'), 1, <IconChevronsLeft size={20} aria-hidden />)}
          {step(t('pager.previous'), page - 1, <IconChevronLeft size={20} aria-hidden />)}
          {step(t('pager.next'), page + 1, <IconChevronRight size={20} aria-hidden />)}
          {step(t('pager.last'), pages, <IconChevronsRight size={20} aria-hidden />)}
        </Group>
      </Group>
    </Group>
  );
}
