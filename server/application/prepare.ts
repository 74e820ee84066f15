import type { Person } from '../../core/domain/actor.ts';
import type { Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { ConsentRecord } from '../../core/protocol/consent.ts';
import type { MutationResult } from '../../core/protocol/replication.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import { type Actor, actorThen, isOperator } from '../person/session.ts';
import type { Services } from '../services.ts';
import { type PeopleFacts, peopleFacts } from './facts.ts';
import { readSigned, type SignedSubmission, type Submit } from './signed.ts';

/** What a done submission answers: the official numbers and present positions, in the order of the children. */
export type Submitted = Extract<MutationResult, { outcome: 'done' }>['data'];

/** What was found out before the transaction: nothing of it holds a lock. */
export type PreparedSubmission = {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly args: Submit;
  readonly signed: SignedSubmission;
  readonly people: PeopleFacts;
  /** When the signed form was saved, by the desk's clock corrected by its offset; never in the future. */
  readonly savedAt: Instant;
};

/** What is written: everything was found in order, and the consent, where there is one, is used up. */
export type AcceptedSubmission = PreparedSubmission & { readonly consent: ConsentRecord | null };

/** The slow half: who acts, the signature, the state registries. */
export async function prepareSubmission(
  services: Services,
  desk: Desk,
  session: string,
  args: Submit,
): Promise<Answer<PreparedSubmission>> {
  const now = services.now();
  const { deskTime, clockOffsetMs } = args.provisional;
  const savedAt = Math.min(now, Date.parse(deskTime) - (clockOffsetMs ?? 0));
  const actor = await actorThen(services.db, desk, session, savedAt, now);
  if (!actor.ok) return actor;
  const signed = await readSigned(services, desk, actor.value, args, now);
  if (!signed.ok) return signed;
  if (args.form.district !== desk.district) return fail({ code: 'not-permitted', field: 'district' });
  const people = await peopleFacts(services, args.form, now);
  if (!people.ok) return people;
  return ok({ desk, actor: actor.value, args, signed: signed.value, people: people.value, savedAt });
}

/** In which role somebody files: an operator of the district, else for himself. */
export function filingActor(actor: Actor): Person {
  return { iin: actor.iin, role: isOperator(actor) ? 'operator' : 'applicant' };
}
