import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../../core/protocol/notice.ts';
import { useHistoryWords } from '../journal/history-words.ts';
import { minuteText } from '../journal/journal-format.ts';
import { CallsMade } from './calls-made.tsx';
import classes from './notice.module.css';
import { WayList } from './way-list.tsx';

/**
 * Lines of the notices log, the newest on top: what was told and when, how far each way has come, the calls made.
 * @param named with the application each line is about; on its own card that goes without saying
 * @param linked whether its card is at this desk: it holds no other district's
 */
export function NoticeList({
  notices,
  named,
  linked,
}: {
  readonly notices: readonly Notice[];
  readonly named: boolean;
  readonly linked: boolean;
}) {
  return (
    <ul className={classes.list}>
      {notices.map((notice) => (
        <li key={notice.notice} className={classes.line} data-kind={notice.kind}>
          <What notice={notice} named={named} linked={linked} />
          <div>
            <WayList ways={notice.ways} />
            <CallsMade calls={notice.calls} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function What(props: { readonly notice: Notice; readonly named: boolean; readonly linked: boolean }) {
  const { notice, named, linked } = props;
  const { t } = useTranslation('notice');
  const words = useHistoryWords();
  // The number stands above already: in the title of the card, or as the link to it.
  const { number: _, ...facts } = notice.facts;
  return (
    <div>
      <Text fw={600}>{t(`kind.${notice.kind}`)}</Text>
      <Text size="sm" c="var(--kezek-ink-soft)" className="numbers">
        <time dateTime={notice.at}>{minuteText(notice.at)}</time>
      </Text>
      {!named ? null : linked ? (
        <OfApplication notice={notice} />
      ) : (
        <Text className="numbers">{notice.number}</Text>
      )}
      {words.facts(facts).map(([name, value]) => (
        <Text key={name} size="sm" className="numbers">
          {name}: {value}
        </Text>
      ))}
    </div>
  );
}

/** The application a notice is about; one that was refused has no card. */
export function OfApplication({ notice }: { readonly notice: Pick<Notice, 'application' | 'number'> }) {
  const { t } = useTranslation('notice');
  if (notice.application === null)
    return <Text className="numbers">{t('slip', { label: notice.number })}</Text>;
  return (
    <Link to="/application/$uuid" params={{ uuid: notice.application }} className={classes.application ?? ''}>
      {t('number', { number: notice.number })}
    </Link>
  );
}
