import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { POLICIES } from '../../../core/domain/policy.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { toFailure } from '../../link/failure.ts';
import { useCore } from '../../link/use-core.ts';
import { useStatus } from '../../session.ts';
import { FileAgain } from '../application/file-again.tsx';
import { OnBehalfMark } from '../consent/on-behalf.tsx';
import { isInterestDue } from '../interest/interest-window.ts';
import { WhyLink } from '../why/why-link.tsx';
import classes from './card.module.css';
import { lastDayText, momentText } from './journal-format.ts';
import { StatusPill } from './status-pill.tsx';

/** Why no queue number stands on a card. */
function noNumber(submission: Card['row']['submission'], received: boolean) {
  if (submission === 'refused') return 'card.refusedNumber';
  return received ? 'card.noQueueNumber' : 'row.noNumber';
}

/** Who, where in the queue, what that means and by when something is due. */
export function CardHeader({ card }: { readonly card: Card }) {
  const { t } = useTranslation('journal');
  const { t: status } = useTranslation('status');
  const { row, record } = card;
  const received = row.submission === 'received' && row.status !== null;
  const meaning =
    row.submission === 'received' && row.status !== null
      ? status(`meaning.${row.status}`)
      : status(`submissionMeaning.${row.submission}`);
  return (
    <Paper withBorder className={classes.header}>
      <Stack gap="sm" className={classes.who}>
        <Group gap="sm">
          <Title order={2}>{row.childName}</Title>
          <StatusPill row={row} />
          <OnBehalf card={card} />
        </Group>
        <Text>{meaning}</Text>
        {card.refusal === null ? null : (
          <>
            <FailureNotice failure={toFailure(card.refusal)} />
            <FileAgain form={card.form} />
          </>
        )}
        <Group gap="xl" align="end">
          {row.number === null ? (
            <Fact label={t('card.provisionalLabel')} value={row.label ?? t('row.noNumber')} />
          ) : null}
          <Fact label={received ? t('card.filedAt') : t('card.savedAt')} value={momentText(row.filedAt)} />
          <Deadlines record={record} />
        </Group>
      </Stack>
      <div className={classes.place}>
        {row.queueNumber === null ? (
          <Text c="var(--kezek-ink-soft)">{t(noNumber(row.submission, received))}</Text>
        ) : (
          <>
            <Text fw={600}>{t('card.queueNumber')}</Text>
            <Text className={classes.queueNumber}>{row.queueNumber}</Text>
            <Text size="sm" c="var(--kezek-ink-soft)">
              {status(`queueClass.${row.queueClass}`)}, {row.groupYear}
            </Text>
            <WhyLink uuid={row.uuid} />
          </>
        )}
        {record === null ? null : (
          <Text size="sm" c="var(--kezek-ink-soft)">
            {t('card.queueNumberAtFiling', { number: record.queueNumberAtFiling })}
          </Text>
        )}
      </div>
    </Paper>
  );
}

/** Said where the operator signed; of what the server has not accepted yet, what was signed tells it. */
function OnBehalf({ card }: { readonly card: Card }) {
  const { record, row } = card;
  const signed = useCore('application.signed', { uuid: row.uuid }, { enabled: record === null });
  const signer = record?.signer ?? signed.data?.signer;
  return signer === 'operator' ? <OnBehalfMark /> : null;
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <Text size="sm" c="var(--kezek-ink-soft)">
        {label}
      </Text>
      <Text fw={600} className="numbers">
        {value}
      </Text>
    </div>
  );
}

function Deadlines({ record }: Pick<Card, 'record'>) {
  const { t } = useTranslation('journal');
  const { policy = 'classic' } = useStatus();
  if (record === null) return null;
  // Interest that cannot be confirmed yet presses nobody.
  const { interestWindowDays } = POLICIES[policy];
  const later = !isInterestDue(record.confirmInterestBy, interestWindowDays, Date.now());
  const due = [
    ['chooseBy', record.chooseBy],
    ['referralUntil', record.referral?.validUntil ?? null],
    ['stopListUntil', record.stopListUntil],
    ['confirmInterestBy', record.confirmInterestBy],
  ] as const;
  const set = due.filter(([, at]) => at !== null);
  if (set.length === 0) return null;
  return (
    <ul className={classes.deadlines}>
      {set.map(([name, at]) => (
        <li key={name} data-later={(name === 'confirmInterestBy' && later) || undefined}>
          {t(`card.deadline.${name}`, { date: lastDayText(at ?? '') })}
        </li>
      ))}
    </ul>
  );
}
