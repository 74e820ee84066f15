import { Button, Stack, Text, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoucherCategoryRow } from '../../../core/protocol/reference.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useReason } from '../administration/revoke-dialogs.tsx';
import { CommandDialog } from '../command/command-dialog.tsx';
import { categoriesText, readCategories } from './categories-text.ts';

/** The numbered categories by which the queue is ordered under voucher2025 (domain.md §1.7). */
export function CategoriesPage() {
  const { t } = useTranslation('region');
  const locale = useLocale();
  const reference = useCore('reference.load', {});
  const [saved, setSaved] = useState<readonly VoucherCategoryRow[] | null>(null);
  const [editing, setEditing] = useState(false);
  const categories = saved ?? reference.data?.categories ?? [];
  return (
    <Page
      title={t('categories.title')}
      lead={t('categories.lead')}
      back="cabinet"
      aside={
        <Button
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
          onClick={() => setEditing(true)}
        >
          {t('calendar.edit')}
        </Button>
      }
    >
      <DataTable
        caption={t('categories.title')}
        rows={categories}
        keyOf={({ number }) => String(number)}
        columns={[
          { key: 'number', head: t('categories.number'), cell: ({ number }) => number },
          {
            key: 'name',
            head: t('categories.name'),
            cell: ({ name }) =>
              name === null ? (
                <Text c="var(--kezek-ink-soft)">{t('categories.unnamed')}</Text>
              ) : locale === 'ru' ? (
                name.ru
              ) : (
                name.kk
              ),
          },
        ]}
      />
      {editing ? (
        <CategoriesDialog
          categories={categories}
          onClose={(after) => {
            setEditing(false);
            if (after !== null) setSaved(after);
          }}
        />
      ) : null}
    </Page>
  );
}

function CategoriesDialog(props: {
  readonly categories: readonly VoucherCategoryRow[];
  /** @param after the table as it was saved, or null */
  readonly onClose: (after: readonly VoucherCategoryRow[] | null) => void;
}) {
  const { t } = useTranslation('region');
  const [text, setText] = useState(() => categoriesText(props.categories));
  const [pressed, setPressed] = useState(false);
  const reason = useReason();
  const read = readCategories(text);
  return (
    <CommandDialog
      name="saveVoucherCategories"
      title={t('categories.dialog')}
      lead={t('categories.dialogLead')}
      meaning={[t('categories.kept')]}
      action={t('calendar.save')}
      command={
        read.ok && reason.text !== null
          ? { do: 'saveVoucherCategories', categories: read.value, reason: reason.text }
          : null
      }
      onIncomplete={() => {
        setPressed(true);
        reason.press();
      }}
      done={t('categories.done')}
      onClose={(done) => props.onClose(done && read.ok ? read.value : null)}
    >
      <Stack gap="md">
        <Textarea
          label={t('categories.lines')}
          description={t('categories.format')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={pressed && !read.ok ? t('categories.fault', { line: read.error }) : null}
          autosize
          minRows={6}
          maxRows={18}
        />
        {reason.field}
      </Stack>
    </CommandDialog>
  );
}
