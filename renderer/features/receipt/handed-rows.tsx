import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { HANDED_FORMS, RECEIPT_LIMITS } from '../../../core/protocol/receipt.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { type DraftFaults, type HandedRow, newHanded } from './receipt-draft.ts';

/** The documents that were handed in. Where both lists are empty, it is said here. */
export function HandedRows(props: {
  readonly rows: readonly HandedRow[];
  readonly faults: DraftFaults | null;
  readonly onChange: (rows: readonly HandedRow[]) => void;
}) {
  const { t } = useTranslation('receipt');
  const { rows, faults, onChange } = props;
  const add = useRef<HTMLButtonElement>(null);
  const remove = (key: string) => {
    onChange(rows.filter((row) => row.key !== key));
    // The button that had the focus goes with its row.
    add.current?.focus();
  };
  const change = (key: string, patch: Partial<HandedRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  return (
    <fieldset className="plain-group">
      <legend>{t('handed.title')}</legend>
      <Text c="var(--kezek-ink-soft)" mb="sm">
        {rows.length === 0 ? t('handed.none') : t('handed.text')}
      </Text>
      <Stack gap="md">
        {rows.map((row, index) => {
          const number = index + 1;
          return (
            <Group
              key={row.key}
              gap="sm"
              align="flex-start"
              role="group"
              aria-label={t('handed.row', { number })}
            >
              <TextInput
                flex={1}
                miw="14rem"
                label={t('handed.name')}
                required
                maxLength={RECEIPT_LIMITS.letters}
                value={row.name}
                onChange={(event) => change(row.key, { name: event.currentTarget.value })}
                error={faults?.unnamed.has(row.key) ? <FaultText failure={{ code: 'required' }} /> : null}
              />
              <NumberInput
                w="8rem"
                label={t('handed.sheets')}
                required
                allowDecimal={false}
                allowNegative={false}
                min={1}
                max={RECEIPT_LIMITS.sheets}
                clampBehavior="blur"
                value={row.sheets}
                onChange={(sheets) => change(row.key, { sheets })}
                error={
                  faults?.uncounted.has(row.key) ? t('sheetsFault', { most: RECEIPT_LIMITS.sheets }) : null
                }
              />
              <Select
                w="14rem"
                label={t('handed.form')}
                allowDeselect={false}
                value={row.form}
                onChange={(value) =>
                  change(row.key, { form: HANDED_FORMS.find((each) => each === value) ?? row.form })
                }
                data={HANDED_FORMS.map((value) => ({ value, label: t(`form.${value}`) }))}
              />
              <RemoveButton label={t('handed.remove', { number })} onClick={() => remove(row.key)} />
            </Group>
          );
        })}
        {faults?.empty === true ? (
          <Text c="var(--kezek-danger)" role="alert">
            {t('empty')}
          </Text>
        ) : null}
        <Group>
          <Button
            ref={add}
            variant="light"
            leftSection={<IconPlus size={20} aria-hidden />}
            disabled={rows.length >= RECEIPT_LIMITS.lines}
            data-fault={faults?.empty === true || undefined}
            onClick={() => onChange([...rows, newHanded()])}
          >
            {t('handed.add')}
          </Button>
        </Group>
      </Stack>
    </fieldset>
  );
}

/** Takes a row away; stands level with the field, below the height of its label. */
export function RemoveButton(props: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="red"
      mt="1.75rem"
      px="sm"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <IconTrash size={20} aria-hidden />
    </Button>
  );
}
