import { Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HistoryRecord } from '../../../core/protocol/record.ts';
import { OpenSignedCommand } from '../signature/signed-command.tsx';
import classes from './card.module.css';
import { useHistoryWords } from './history-words.ts';
import { momentText } from './journal-format.ts';

/** «Өзгерістер тарихы»: what happened, when, by whom, the newest on top. */
export function CardHistory({ history }: { readonly history: readonly HistoryRecord[] }) {
  const { t } = useTranslation('history');
  const words = useHistoryWords();
  if (history.length === 0) return <Text c="var(--kezek-ink-soft)">{t('empty')}</Text>;
  const lines = history.toSorted((a, b) => (a.at === b.at ? b.id - a.id : a.at < b.at ? 1 : -1));
  return (
    <Timeline active={lines.length} bulletSize={18} lineWidth={3}>
      {lines.map((line) => (
        <Timeline.Item key={line.id} title={words.event(line.event)} fz="md">
          <Text size="sm" c="var(--kezek-ink-soft)" className="numbers">
            <time dateTime={line.at}>{momentText(line.at)}</time>
          </Text>
          <dl className={classes.lineFacts}>
            {words.facts(line.facts).map(([name, value]) => (
              <div key={name}>
                <dt>{name}:</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {typeof line.facts.signed === 'string' ? <OpenSignedCommand uuid={line.facts.signed} /> : null}
          <Text size="sm">
            {line.actor.role === 'system'
              ? t('bySystem')
              : t('by', { name: line.actor.name, role: words.role(line.actor.role) })}
            {line.desk === null ? null : ` · ${t('atDesk', { desk: line.desk })}`}
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
