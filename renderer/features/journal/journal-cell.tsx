import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { never } from '../../../core/domain/result.ts';
import type { JournalRow } from '../../../core/protocol/journal.ts';
import { hasWord } from '../../locale/has-word.ts';
import { useWords } from '../../locale/i18n.ts';
import type { ColumnId } from './journal-columns.ts';
import { dateText, momentText } from './journal-format.ts';
import classes from './journal-table.module.css';
import { StatusPill } from './status-pill.tsx';

/** What a row says in a column. Empty where there is nothing to say. */
export type CellText = (row: JournalRow, column: ColumnId) => ReactNode;

/**
 * The cells' texts in the language of the interface. Asked for once a table, not once a cell: a page has up to 3 200 of them
 * and must be on the screen in 150 ms.
 */
export function useCellText(): CellText {
  const { t } = useTranslation('journal');
  const { t: status } = useTranslation('status');
  const { benefitShort } = useWords('status');
  return useCallback(
    (row, column) => {
      switch (column) {
        case 'id':
          return row.id;
        case 'number':
          if (row.number !== null) return row.number;
          return (
            <span className={classes.provisional}>
              {row.label === null ? t('row.noNumber') : `${t('row.provisional')}\n${row.label}`}
            </span>
          );
        case 'childName':
          return row.childName;
        case 'childIin':
          return row.childIin;
        case 'applicantName':
          if (!row.onBehalf) return row.applicantName;
          return (
            <>
              {row.applicantName}
              <span className={classes.onBehalf}>{t('row.onBehalf')}</span>
            </>
          );
        case 'filedAt':
          return momentText(row.filedAt);
        case 'status':
          return <StatusPill row={row} />;
        case 'benefit':
          return hasWord(benefitShort, row.benefit) ? benefitShort[row.benefit] : row.benefit;
        case 'childBirthDate':
          return dateText(row.childBirthDate);
        case 'groupYear':
          return row.groupYear;
        case 'queueClass':
          return status(`queueClass.${row.queueClass}`);
        case 'referralKind':
          return row.referralKind === null ? null : status(`referralKind.${row.referralKind}`);
        case 'referralDaysLeft':
          return row.referralDaysLeft;
        case 'age':
          return row.age < 1 ? t('row.underOne') : t('row.age', { years: row.age });
        case 'queueNumber':
          return row.queueNumber === null ? null : <strong>{row.queueNumber}</strong>;
        case 'settlement':
          return row.settlement;
        default:
          return never(column);
      }
    },
    [t, status, benefitShort],
  );
}
