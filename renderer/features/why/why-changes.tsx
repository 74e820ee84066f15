import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MovingEvent } from '../../../core/domain/queue/why.ts';
import type { WhyChange, WhyVisit } from '../../../core/protocol/why.ts';
import { minuteText } from '../journal/journal-format.ts';
import classes from './why.module.css';

/** What changed since the last look: the number then and now, and every child who came or went. */
export function WhyChanges({
  visit,
  position,
}: {
  readonly visit: WhyVisit | null;
  readonly position: number;
}) {
  const { t } = useTranslation('why');
  const event = useEventWords();
  if (visit === null) return <Text c="var(--kezek-ink-soft)">{t('firstVisit')}</Text>;
  const facts = { at: minuteText(visit.at), old: visit.position, now: position };
  const turned = (['P', 'G'] as const).filter((line) => visit.turned[line] !== 0);
  const nothing = visit.changes.length + visit.own.length + turned.length === 0;
  return (
    <Stack gap="sm">
      <Text fw={600}>{t(visit.position === position ? 'same' : 'then', facts)}</Text>
      {nothing ? <Text>{t('nothing')}</Text> : null}
      {visit.more ? <Text c="var(--kezek-ink-soft)">{t('more')}</Text> : null}
      <ul className={classes.changes}>
        {[...new Set(visit.own)].map((kind) => (
          <li key={kind} data-effect="own">
            {t('ownMoved', { event: event(kind) })}
          </li>
        ))}
        {visit.changes.map((change) => (
          <Change key={`${change.number} ${change.filedAt} ${change.at}`} change={change} />
        ))}
        {visit.more
          ? null
          : turned.map((line) => (
              <li key={line} data-effect="turned">
                {visit.turned[line] > 0
                  ? t(`turnedBefore.${line}`, { n: visit.turned[line] })
                  : t(`turnedBehind.${line}`, { n: -visit.turned[line] })}
              </li>
            ))}
      </ul>
    </Stack>
  );
}

function Change({ change }: { readonly change: WhyChange }) {
  const { t } = useTranslation('why');
  const event = useEventWords();
  return (
    <li data-effect={change.effect}>
      <strong>
        {t(`effect.${change.effect}`)}: {change.number}
      </strong>
      <span>{event(change.event)}</span>
      {change.at === null ? null : (
        <time dateTime={change.at} className={classes.when}>
          {minuteText(change.at)}
        </time>
      )}
    </li>
  );
}

/** What moved a child, in words, with its rule. */
function useEventWords(): (event: MovingEvent | null) => string {
  const { t } = useTranslation('why');
  return (event) => (event === null ? t('unknownEvent') : t(`event.${event}`));
}
