import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RECEIPT_LIMITS } from '../../../core/protocol/receipt.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { type DraftFaults, type MissingRow, newMissing } from './receipt-draft.ts';
import { RowList } from './row-list.tsx';

/** The documents that are missing; none where the set is complete. */
export function MissingRows(props: {
  readonly rows: readonly MissingRow[];
  readonly faults: DraftFaults | null;
  readonly onChange: (rows: readonly MissingRow[]) => void;
}) {
  const { t } = useTranslation('receipt');
  const { rows, faults, onChange } = props;
  return (
    <RowList
      title={t('missing.title')}
      text={t('missing.text')}
      rows={rows}
      removeLabel={(number) => t('missing.remove', { number })}
      addLabel={t('missing.add')}
      newRow={newMissing}
      onChange={onChange}
      fields={(row, number) => (
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
      )}
    />
  );
}
