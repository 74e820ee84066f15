import type { z } from 'zod';
import { isAllowed } from '../../core/domain/application/transitions.ts';
import { correctedForm } from '../../core/domain/corrected-form.ts';
import type { Failure } from '../../core/domain/failure.ts';
import { parseIin } from '../../core/domain/iin.ts';
import { shortName } from '../../core/domain/name.ts';
import { readApplicationNumber } from '../../core/domain/number.ts';
import { maskPhone, normalisePhone } from '../../core/domain/phone.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Status } from '../../core/domain/status.ts';
import type { FoundApplication, mergeSearch } from '../../core/protocol/merge.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { countAttempt, noteFound } from './attempt.ts';
import { relationTo } from './relation.ts';

/** An application as somebody who joins it is shown it, and what decides whether it can be joined. */
export type Joined = {
  readonly uuid: string;
  readonly number: string;
  readonly district: string;
  readonly status: Status;
  readonly parents: readonly string[];
  readonly childIin: string;
  /** Surname and initials. */
  readonly child: string;
  /** The first parent's phone as the application has it now. */
  readonly phone: string;
};

/**
 * The application of a number and a child, for somebody who says to be the other parent. A number that there is not and another
 * child are one answer, so that nothing is learnt by guessing; what was found, by whom, is in the audit log.
 */
export async function findToMerge(
  services: Services,
  desk: Desk,
  actor: Actor,
  { number: typed, childIin }: z.output<(typeof mergeSearch)['merge.find']['request']>,
): Promise<Answer<FoundApplication>> {
  const barred = joinsAlone(services, actor);
  if (barred !== null) return fail(barred);
  const number = readApplicationNumber(typed);
  if (number === null) return fail({ code: 'application-number-malformed', field: 'number' });
  const parsed = parseIin(childIin);
  if (!parsed.ok) return fail({ code: `iin-${parsed.error}`, field: 'childIin' });
  const attempt = await countAttempt(services, desk, actor);
  if (!attempt.ok) return attempt;
  const found = await read(services.db, { number });
  const joined = found?.childIin === childIin ? found : null;
  if (joined !== null) await noteFound(services, attempt.value, joined.uuid);
  await note(services, desk, actor, joined?.uuid ?? null);
  if (joined === null) return fail({ code: 'application-not-matching' });
  const fault = await joiningFault(services, joined, actor.iin);
  if (fault !== null) return fail(fault);
  const { uuid, district, child, phone } = joined;
  return ok({ application: uuid, number, district, child, phone: masked(phone) });
}

/** Why somebody may not join alone in this session: staff do it from the card, and it is signed with an EDS. */
export function joinsAlone({ policy }: Services, { grants, means }: Actor): Failure | null {
  if (grants.length > 0) return { code: 'not-permitted' };
  return means === 'code' && !policy.codeSigns ? { code: 'code-not-enough' } : null;
}

/** Why somebody cannot join this application. To a stranger nothing is said of how it stands. */
export async function joiningFault(
  services: Services,
  { childIin, parents, status }: Joined,
  iin: string,
): Promise<Failure | null> {
  if (parents.includes(iin)) return { code: 'merge-own' };
  const relation = await relationTo(services, childIin, iin, services.now());
  if (relation === 'stranger' || iin === childIin) return { code: 'not-your-child' };
  if (!isAllowed('mergeApplication', status)) return { code: 'merge-ended' };
  return parents.length > 1 ? { code: 'merge-complete' } : null;
}

/** An application by its number or its identifier. */
export async function read(
  db: Queries,
  by: { readonly number: string } | { readonly uuid: string },
): Promise<Joined | null> {
  const row = await db
    .selectFrom('application')
    .select(['uuid', 'number', 'district', 'status', 'parents', 'child_iin', 'form', 'child_index'])
    .select(['corrected', 'contacts'])
    .where((each) => ('uuid' in by ? each('uuid', '=', by.uuid) : each('number', '=', by.number)))
    .executeTakeFirst();
  if (row === undefined) return null;
  const form = correctedForm(row.form, row.child_index, row.corrected);
  const child = form.children[row.child_index];
  if (child === undefined) throw new Error('The application names a child that its form does not have');
  const { uuid, number, district, status, parents, child_iin, contacts } = row;
  const { phone } = contacts ?? form.applicant;
  return {
    ...{ uuid, number, district, status, parents, childIin: child_iin },
    ...{ child: shortName(child.name), phone },
  };
}

function masked(phone: string): string {
  const known = normalisePhone(phone);
  return known.ok ? maskPhone(known.value) : '';
}

async function note(services: Services, desk: Desk, { iin }: Actor, application: string | null) {
  await services.db
    .insertInto('audit')
    .values({
      at: new Date(services.now()),
      action: 'merge-searched',
      actor: iin,
      desk: desk.id,
      subject: application,
      facts: JSON.stringify({ found: application === null ? 'no' : 'yes' }),
    })
    .execute();
}
