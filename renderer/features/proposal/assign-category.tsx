import { Button, Group, Select } from '@mantine/core';
import { IconListNumbers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAllowed } from '../../../core/domain/application/transitions.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useSession, useStatus } from '../../session.ts';
import { CommandDialog } from '../command/command-dialog.tsx';

/** Under voucher2025 the moderator gives an application its numbered category (domain.md §1.7); elsewhere there is nothing to give. */
export function CategoryAction({ card }: { readonly card: Card }) {
  const { t } = useTranslation('proposal');
  const { policy } = useStatus();
  const session = useSession();
  const moderator = session?.grants.some(({ role }) => role === 'moderator') ?? false;
  const [asked, setAsked] = useState(false);
  const { status } = card.row;
  if (policy !== 'voucher2025' || !moderator || card.record === null) return null;
  if (status === null || !isAllowed('assignCategory', status)) return null;
  // The second eye is never that of whoever entered the application.
  if (card.record.enteredBy === session?.iin) return null;
  return (
    <Group justify="flex-end">
      <Button
        variant="default"
        leftSection={<IconListNumbers size={20} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {t('category.title')}
      </Button>
      {asked ? <AssignCategory card={card} onClose={() => setAsked(false)} /> : null}
    </Group>
  );
}

function AssignCategory({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('proposal');
  const locale = useLocale();
  const categories = useCore('reference.load', {}).data?.categories ?? [];
  const [category, setCategory] = useState(card.record?.category ?? null);
  return (
    <CommandDialog
      name="assignCategory"
      title={t('category.title')}
      lead={t('category.lead', { child: card.row.childName })}
      meaning={[t('category.meaning')]}
      action={t('category.action')}
      command={{ do: 'assignCategory', application: card.row.uuid, category }}
      done={t('category.done')}
      onClose={onClose}
    >
      <Select
        label={t('category.label')}
        placeholder={t('category.none')}
        clearable
        searchable
        value={category === null ? null : String(category)}
        onChange={(value) => setCategory(value === null ? null : Number(value))}
        data={categories.map(({ number, name }) => ({
          value: String(number),
          label:
            name === null
              ? t('category.numbered', { number })
              : t('category.named', { number, name: locale === 'ru' ? name.ru : name.kk }),
        }))}
      />
    </CommandDialog>
  );
}
