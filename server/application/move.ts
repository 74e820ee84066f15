import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { isAllowed } from '../../core/domain/application/transitions.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { ACTIVE } from '../../core/domain/status.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import { runCommandWithin } from '../queue/command.ts';
import type { Services } from '../services.ts';
import { type AcceptedSubmission, filingActor } from './prepare.ts';
import type { Submit } from './signed.ts';

type Trx = Transaction<Database>;

/** An application in another district that a form withdraws; its child is filed here at its filing time. */
export type Left = {
  readonly uuid: string;
  readonly number: string;
  readonly childIin: string;
  readonly filedAt: number;
};

/**
 * The applications that a move takes along (domain.md §1.11): of each child of the form the active one in another district. Nothing
 * for a form that moves nobody. `nothing-to-move`: a child has none; `not-permitted`: the applicant is no parent on it;
 * `wrong-status`: it can no longer be withdrawn, because a referral is in force or the child is enrolled.
 */
export async function applicationsLeft(trx: Trx, { form }: Submit): Promise<Answer<readonly Left[]>> {
  if (form.moves !== true) return ok([]);
  const rows = await trx
    .selectFrom('application')
    .select(['uuid', 'number', 'child_iin', 'filed_at', 'parents', 'status'])
    .where(
      'child_iin',
      'in',
      form.children.map(({ iin }) => iin),
    )
    .where('status', 'in', ACTIVE)
    .where('district', '<>', form.district)
    .execute();
  const left: Left[] = [];
  for (const [index, { iin }] of form.children.entries()) {
    const row = rows.find(({ child_iin }) => child_iin === iin);
    if (row === undefined) return fail({ code: 'nothing-to-move', field: `children.${index}.iin` });
    if (!row.parents.includes(form.applicant.iin))
      return fail({ code: 'not-permitted', field: 'applicant.iin' });
    if (!isAllowed('withdraw', row.status))
      return fail({ code: 'wrong-status', field: `children.${index}.iin` });
    const { uuid, number, filed_at: filedAt } = row;
    left.push({ uuid, number, childIin: iin, filedAt: filedAt.getTime() });
  }
  return ok(left);
}

/** Withdraws them by the same act, as any withdrawal: an offer passes on. `numbers`: of the new applications, in the same order. */
export async function leaveOldDistricts(
  { db, rules, now, papers }: Services,
  trx: Trx,
  { actor, args, consent, desk }: AcceptedSubmission,
  left: readonly Left[],
  numbers: readonly string[],
): Promise<Answer<null>> {
  const by = filingActor(actor);
  for (const [index, { uuid }] of left.entries()) {
    const done = await runCommandWithin(
      trx,
      { db, rules, now, papers },
      { do: 'withdraw', application: uuid, by },
      {
        name: actor.name,
        desk: { id: desk.id, code: desk.code },
        facts: {
          movedTo: numbers[index] ?? '',
          ...(consent === null ? {} : { consent: consent.means }),
        },
        document: createHash('sha256').update(args.signedXml).digest('hex'),
        paper() {
          throw new Error('A withdrawal files nothing');
        },
      },
    );
    if (!done.ok) return fail({ code: done.error, field: `children.${index}.iin` });
  }
  return ok(null);
}
