import { Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JournalRow } from '../../../core/protocol/journal.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { toFailure } from '../../link/failure.ts';
import { momentText } from './journal-format.ts';
import classes from './own-applications.module.css';
import { StatusPill } from './status-pill.tsx';

/** A parent's own applications at the kiosk: a few large cards instead of a table of sixteen columns. */
export function OwnApplications({ rows }: { readonly rows: readonly JournalRow[] }) {
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <li key={row.uuid}>
          <OwnApplication row={row} />
        </li>
      ))}
    </ul>
  );
}

function OwnApplication({ row }: { readonly row: JournalRow }) {
  const { t } = useTranslation('journal');
  const { t: status } = useTranslation('status');
  return (
    <Link
      to="/application/$uuid"
      params={{ uuid: row.uuid }}
      className={classes.card}
      data-submission={row.submission}
      data-uuid={row.uuid}
    >
      <span className={classes.who}>
        <Text span fw={700} fz="xl">
          {row.childName}
        </Text>
        <Text span c="var(--kezek-ink-soft)" className="numbers">
          {row.number ?? (row.label === null ? t('row.noNumber') : `${t('row.provisional')} ${row.label}`)}
          {' · '}
          {momentText(row.filedAt)}
        </Text>
        {row.onBehalf ? <Text span>{t('row.onBehalf')}</Text> : null}
        <StatusPill row={row} />
        <Text span>
          {row.submission === 'refused' ? (
            <FaultText failure={toFailure({ code: row.refusal ?? 'internal' })} />
          ) : row.submission === 'received' && row.status !== null ? (
            status(`meaning.${row.status}`)
          ) : (
            status(`submissionMeaning.${row.submission}`)
          )}
        </Text>
      </span>
      {row.queueNumber === null ? null : (
        <span className={classes.place}>
          <Text span>{t('column.queueNumber')}</Text>
          <span className={classes.number}>{row.queueNumber}</span>
        </span>
      )}
      <IconChevronRight size={36} aria-hidden className={classes.arrow} />
    </Link>
  );
}
