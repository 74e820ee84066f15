import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { RECEIPT_LIMITS } from '../../../core/protocol/receipt.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { RemoveButton } from './handed-rows.tsx';
import { type DraftFaults, type MissingRow, newMissing } from './receipt-draft.ts';

/** The documents that are missing; none where the set is complete. */
export function MissingRows(props: {
  readonly rows: readonly MissingRow[];
  readonly faults: DraftFaults | null;
  readonly onChange: (rows: readonly MissingRow[]) => void;
}) {
  const { t } = useTranslation('receipt');
  const { rows, faults, onChange } = props;
  const add = useRef<HTMLButtonElement>(null);
  const remove = (key: string) => {
    onChange(rows.filter((row) => row.key !== key));
    // The button that had the focus goes with its row.
    add.current?.focus();
  };
  return (
    <fieldset className="plain-group">
      <legend>{t('missing.title')}</legend>
      <Text c="var(--kezek-ink-soft)" mb="sm">
        {t('missing.text')}
      </Text>
      <Stack gap="md">
        {rows.map((row, index) => {
          const number = index + 1;
          return (
            <Group key={row.key} gap="sm" align="flex-start">
              <TextInput
                flex={1}
                miw="14rem"
                label={t('missing.row', { number })}
                required
                maxLength={RECEIPT_LIMITS.letters}
                value={row.name}
                onChange={({ currentTarget: { value } }) =>
                  onChange(rows.map((each) => (each.key === row.key ? { ...each, name: value } : each)))
                }
                error={faults?.unnamed.has(row.key) ? <FaultText failure={{ code: 'required' }} /> : null}
              />
              <RemoveButton label={t('missing.remove', { number })} onClick={() => remove(row.key)} />
            </Group>
          );
        })}
        <Group>
          <Button
            ref={add}
            variant="light"
            leftSection={<IconPlus size={20} aria-hidden />}
            disabled={rows.length >= RECEIPT_LIMITS.lines}
            onClick={() => onChange([...rows, newMissing()])}
          >
            {t('missing.add')}
          </Button>
        </Group>
      </Stack>
    </fieldset>
  );
}
