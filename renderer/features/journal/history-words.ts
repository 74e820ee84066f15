import { useTranslation } from 'react-i18next';
import { isBenefitCode } from '../../../core/domain/benefit.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import { QUEUE_CLASSES, STATUSES } from '../../../core/domain/status.ts';
import { type Locale, LocaleSchema } from '../../../core/protocol/desk.ts';
import type { HistoryRecord } from '../../../core/protocol/record.ts';
import { useLocale } from '../../locale/i18n.ts';
import { WORDS, type Words } from '../../locale/words.ts';
import { dateText, momentText } from './journal-format.ts';

type Events = Words['history']['event'];
type FactNames = Words['history']['fact'];
type RoleNames = Words['history']['role'];

/** Whether the interface has a word for this key of a section; the server may be newer than this desk. */
function has<Section extends object>(section: Section, key: string): key is keyof Section & string {
  return Object.hasOwn(section, key);
}

/** The words of the timeline. */
export type HistoryWords = {
  readonly event: (event: string) => string;
  readonly role: (role: string) => string;
  /** The facts of a line that have a name, as pairs of name and value. */
  readonly facts: (facts: HistoryRecord['facts']) => readonly (readonly [string, string])[];
};

/** Words for what the server recorded; an event without one is shown by its own name rather than hidden. */
export function useHistoryWords(): HistoryWords {
  const { t } = useTranslation('history');
  const locale = useLocale();
  const words = WORDS[locale].history;
  const events: Events = words.event;
  const names: FactNames = words.fact;
  const roles: RoleNames = words.role;
  return {
    event: (event) => (has(events, event) ? events[event] : t('unknown', { event })),
    role: (role) => (has(roles, role) ? roles[role] : role),
    facts: (facts) =>
      Object.entries(facts).flatMap(([key, value]) =>
        has(names, key) && value !== '' ? [[names[key], factText(key, value, locale)] as const] : [],
      ),
  };
}

/** A fact's value for people: codes in words, dates and times as they are written here. */
export function factText(key: string, value: string | number, locale: Locale): string {
  const { status } = WORDS[LocaleSchema.parse(locale)];
  const text = String(value);
  const known = STATUSES.find((each) => each === text);
  if (known !== undefined) return status.name[known];
  const queueClass = QUEUE_CLASSES.find((each) => each === text);
  if (key === 'queueClass' && queueClass !== undefined) return status.queueClass[queueClass];
  if (key === 'benefit' && isBenefitCode(text)) return status.benefitShort[text];
  if (key === 'kind' && has(status.referralKind, text)) return status.referralKind[text];
  if (isPlainDate(text)) return dateText(text);
  return parseInstant(text) === null ? text : momentText(text);
}
