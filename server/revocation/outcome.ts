import type { Selectable } from 'kysely';
import { HOUR, type Instant, MINUTE } from '../../core/domain/instant.ts';
import type { RevocationAnswer } from '../../core/eds/revocation/answer.ts';
import type { Services } from '../services.ts';
import type { UnansweredKey } from './table.ts';

/** What asking again needs of the server. */
export type Asking = Pick<Services, 'db' | 'log' | 'now' | 'revocation'>;

const FIRST_PAUSE_MS = 2 * MINUTE;
const LONGEST_PAUSE_MS = 6 * HOUR;

type Key = Selectable<UnansweredKey>;

/** What was found about a key for which nobody had answered. */
export type Found = { readonly answer: NonNullable<Key['answer']> } & Pick<Key, 'source' | 'as_of'>;

/** What an answer means; null while it is none. A list no longer names a certificate that has ended. */
function outcomeOf(key: Pick<Key, 'valid_to'>, answer: RevocationAnswer, now: Instant): Found | null {
  if (answer.state === 'revoked') return { answer: 'revoked', source: answer.source, as_of: answer.asOf };
  if (key.valid_to.getTime() <= now) return { answer: 'lapsed', source: null, as_of: null };
  return answer.state === 'good' ? { answer: 'good', source: answer.source, as_of: answer.asOf } : null;
}

/** How the row changes: answered, or asked about again after a pause that doubles. */
export function rowAfter(found: Found | null, tries: number, now: Instant) {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
  return found === null
    ? { tries: tries + 1, next_at: new Date(now + pause) }
    : { ...found, tries: tries + 1, answered_at: new Date(now) };
}

/**
 * Asks about one key after another and settles each.
 * @param ends whether to stop before the next
 */
export async function askAbout<Due extends Pick<Key, 'certificate' | 'judged_at' | 'valid_to'>>(
  { now, revocation }: Asking,
  due: readonly Due[],
  ends: () => boolean,
  settle: (key: Due, found: Found | null) => Promise<void>,
): Promise<void> {
  for (const key of due) {
    if (ends()) return;
    const answer = await revocation.askAgain(key.certificate, key.judged_at.getTime());
    await settle(key, outcomeOf(key, answer, now()));
  }
}
