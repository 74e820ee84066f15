import { almatyDay } from '../../../core/domain/almaty.ts';
import { type Instant, parseInstant } from '../../../core/domain/instant.ts';
import { addDays } from '../../../core/domain/plain-date.ts';

/**
 * Whether interest can be confirmed now, as far as this computer knows (R9, domain.md §1.10.12); the server decides.
 * @param by last moment of the confirmation; null where none is asked for
 * @param windowDays calendar days before the due date from which it can be confirmed
 */
export function isInterestDue(by: string | null, windowDays: number, now: Instant): boolean {
  const last = by === null ? null : parseInstant(by);
  return last !== null && almatyDay(now) >= addDays(almatyDay(last), -windowDays);
}
