import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalRow } from '../../../core/protocol/journal.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { toFailure } from '../../link/failure.ts';
import type { CellText } from './journal-cell.tsx';
import { type Column, NAMING_COLUMN } from './journal-columns.ts';
import classes from './journal-table.module.css';

type RowProps = {
  readonly row: JournalRow;
  readonly columns: readonly Column[];
  readonly current: boolean;
  readonly cell: CellText;
  readonly onCurrent: (uuid: string) => void;
  readonly onOpen: (uuid: string) => void;
};

/** One application. A refused one says why and what to do right below, across the whole row. */
export const JournalTableRow = memo(function JournalTableRow(props: RowProps) {
  const { t } = useTranslation('journal');
  const { row, columns, cell, onCurrent, onOpen } = props;
  return (
    <>
      <tr
        className={classes.row}
        data-submission={row.submission}
        data-current={props.current || undefined}
        data-uuid={row.uuid}
        onClick={() => {
          onCurrent(row.uuid);
          if (window.getSelection()?.isCollapsed !== false) onOpen(row.uuid);
        }}
      >
        <td className={classes.openCell}>
          <button
            type="button"
            className={classes.open}
            data-open={row.uuid}
            tabIndex={props.current ? 0 : -1}
            aria-label={t('open', { name: row.childName })}
            onFocus={() => onCurrent(row.uuid)}
            onClick={(event) => {
              event.stopPropagation();
              onOpen(row.uuid);
            }}
          >
            {t('openMark')}
          </button>
        </td>
        {columns.map(({ id, numeric }) =>
          id === NAMING_COLUMN ? (
            <th key={id} scope="row" data-naming>
              {cell(row, id)}
            </th>
          ) : (
            <td key={id} data-column={id} data-numeric={numeric || undefined}>
              {cell(row, id)}
            </td>
          ),
        )}
      </tr>
      {row.submission === 'refused' ? <RefusalRow row={row} span={columns.length + 1} /> : null}
    </>
  );
});

function RefusalRow({ row, span }: { readonly row: JournalRow; readonly span: number }) {
  const { t } = useTranslation('journal');
  return (
    <tr className={classes.refusal}>
      <td colSpan={span}>
        <p className={classes.refusalText}>
          <strong>{t('row.refused')}</strong>{' '}
          <FaultText failure={toFailure({ code: row.refusal ?? 'internal' })} />
        </p>
      </td>
    </tr>
  );
}
