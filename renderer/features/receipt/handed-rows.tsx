import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HANDED_FORMS, RECEIPT_LIMITS } from '../../../core/protocol/receipt.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { type DraftFaults, type HandedRow, newHanded } from './receipt-draft.ts';
import { RowList } from './row-list.tsx';

/** The documents that were handed in. Where both lists are empty, it is said here. */
export function HandedRows(props: {
  readonly rows: readonly HandedRow[];
  readonly faults: DraftFaults | null;
  readonly onChange: (rows: readonly HandedRow[]) => void;
}) {
  const { t } = useTranslation('receipt');
  const { rows, faults, onChange } = props;
  const change = (key: string, patch: Partial<HandedRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  return (
    <RowList
      title={t('handed.title')}
      text={rows.length === 0 ? t('handed.none') : t('handed.text')}
      rows={rows}
      rowLabel={(number) => t('handed.row', { number })}
      removeLabel={(number) => t('handed.remove', { number })}
      addLabel={t('handed.add')}
      newRow={newHanded}
      fault={faults?.empty === true ? t('empty') : null}
      onChange={onChange}
      fields={(row) => (
        <>
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
            error={faults?.uncounted.has(row.key) ? t('sheetsFault', { most: RECEIPT_LIMITS.sheets }) : null}
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
        </>
      )}
    />
  );
}
