import { Text } from '@mantine/core';
import { IconBan, IconCheck, IconChecks, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WayState } from '../../../core/domain/notice.ts';
import type { Way } from '../../../core/protocol/notice.ts';
import { Pill, type PillLook } from '../../components/pill.tsx';
import { minuteText } from '../journal/journal-format.ts';
import classes from './notice.module.css';

/** How far a way has come. */
const LOOKS: Readonly<Record<WayState, PillLook>> = {
  waiting: { tone: 'wait', icon: IconClock },
  sending: { tone: 'wait', icon: IconClock },
  sent: { tone: 'good', icon: IconCheck },
  delivered: { tone: 'good', icon: IconChecks },
  failed: { tone: 'bad', icon: IconX },
  impossible: { tone: 'bad', icon: IconX },
  outdated: { tone: 'end', icon: IconBan },
};

/** The ways of a notice, to the second parent as well where there is one: how far each has come, where it went, and why it did not arrive. */
export function WayList({ ways }: { readonly ways: readonly Way[] }) {
  const { t } = useTranslation('notice');
  return (
    <ul className={classes.ways}>
      {ways.map((way) => (
        <li
          key={`${way.channel} ${way.second}`}
          className={classes.way}
          data-channel={way.channel}
          data-state={way.state}
        >
          <Text span fw={600}>
            {t(`channel.${way.channel}`)}
            {way.second ? ` (${t('second')})` : null}
          </Text>
          <div>
            <Pill look={LOOKS[way.state]}>{t(`state.${way.state}`)}</Pill>
            {way.reason === null ? null : <Text size="sm">{t(`reason.${way.reason}`)}</Text>}
            <WayFacts way={way} />
            {way.text === null ? null : (
              <details className={classes.text}>
                <summary>{t('text')}</summary>
                <Text size="sm">{way.text}</Text>
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function WayFacts({ way }: { readonly way: Way }) {
  const { t } = useTranslation('notice');
  const waits = way.state === 'waiting' || way.state === 'sending';
  const facts = [
    way.to,
    way.sentAt === null ? null : t('sentAt', { at: minuteText(way.sentAt) }),
    way.attempts > 1 || (waits && way.attempts > 0) ? t('attempts', { number: way.attempts }) : null,
    waits && way.nextAt !== null
      ? t(way.attempts === 0 ? 'planned' : 'next', { at: minuteText(way.nextAt) })
      : null,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : (
    <Text size="sm" c="var(--kezek-ink-soft)" className="numbers">
      {facts.join(' · ')}
    </Text>
  );
}
