import { useTranslation } from 'react-i18next';
import type { HistoryRecord } from '../../../core/protocol/record.ts';
import { hasWord } from '../../locale/has-word.ts';
import { useLocale } from '../../locale/i18n.ts';
import { WORDS, type Words } from '../../locale/words.ts';
import { factText } from './history-facts.ts';

type Events = Words['history']['event'];
type FactNames = Words['history']['fact'];
type RoleNames = Words['history']['role'];

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
    event: (event) => (hasWord(events, event) ? events[event] : t('unknown', { event })),
    role: (role) => (hasWord(roles, role) ? roles[role] : role),
    facts: (facts) =>
      Object.entries(facts).flatMap(([key, value]) =>
        hasWord(names, key) && value !== '' ? [[names[key], factText(key, value, locale)] as const] : [],
      ),
  };
}
