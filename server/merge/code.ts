import type { z } from 'zod';
import { HOUR, MINUTE } from '../../core/domain/instant.ts';
import { shortName, splitFullName } from '../../core/domain/name.ts';
import { fail } from '../../core/domain/result.ts';
import type { mergeQuestions } from '../../core/protocol/merge.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import { giveConsent } from '../person/consent.ts';
import { sendCode } from '../person/one-time-code.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { hasFound } from './attempt.ts';
import { joiningFault, joinsAlone, read } from './find.ts';

type Questions = typeof mergeQuestions;
type Asked<N extends keyof Questions> = z.output<Questions[N]['request']>;
type Told<N extends keyof Questions> = Answer<z.input<Questions[N]['response']>>;

/** Codes that one person can have sent to first parents in an hour: they share the first parents' own. */
const CODES = 4;

/**
 * Sends the first parent of an application that this person has found here a code for letting this person join it. It goes to
 * the phone of the application, if БМГ knows that as the first parent's: else `first-parent-phone`.
 */
export async function requestMergeCode(
  services: Services,
  desk: Desk,
  actor: Actor,
  { application, locale }: Asked<'merge.requestCode'>,
): Promise<Told<'merge.requestCode'>> {
  const barred = joinsAlone(services, actor);
  if (barred !== null) return fail(barred);
  const found = await hasFound(services, desk, actor, application, services.now());
  const joined = found ? await read(services.db, { uuid: application }) : null;
  const first = joined?.parents[0];
  if (joined === null || first === undefined) return fail({ code: 'application-not-matching' });
  const fault = await joiningFault(services, joined, actor.iin);
  if (fault !== null) return fail(fault);
  const wait = await waitOf(services, actor);
  if (wait > 0) return fail({ code: 'too-many-codes', facts: { minutes: Math.ceil(wait / MINUTE) } });
  const second = shortName(splitFullName(actor.name));
  const sent = await sendCode(services, desk, {
    ...{ purpose: 'merge', iin: first, phone: joined.phone, locale, operator: actor.iin },
    merge: { application, number: joined.number, second },
  });
  if (sent.ok) return sent;
  const foreign = sent.error.code === 'phone-not-linked' || sent.error.code === 'phone-malformed';
  return foreign ? fail({ code: 'first-parent-phone' }) : sent;
}

/** The first parent read the code to the second one: a consent to this joining, by this person, at this desk. */
export async function enterMergeCode(
  services: Services,
  desk: Desk,
  actor: Actor,
  typed: Asked<'merge.enterCode'>,
): Promise<Told<'merge.enterCode'>> {
  const barred = joinsAlone(services, actor);
  return barred === null ? giveConsent(services, desk, actor, 'merge', typed) : fail(barred);
}

/** How long until this person may have another code sent, in ms; 0 where it is now. */
async function waitOf({ db, now }: Services, { iin }: Actor): Promise<number> {
  const codes = await db
    .selectFrom('one_time_code')
    .select('created_at')
    .where('purpose', '=', 'merge')
    .where('operator', '=', iin)
    .where('created_at', '>', new Date(now() - HOUR))
    .orderBy('created_at', 'desc')
    .limit(CODES)
    .execute();
  const oldest = codes[CODES - 1];
  return oldest === undefined ? 0 : oldest.created_at.getTime() + HOUR - now();
}
