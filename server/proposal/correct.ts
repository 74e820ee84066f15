import type { Transaction } from 'kysely';
import type { Person } from '../../core/domain/actor.ts';
import {
  type Corrected,
  correctedFields,
  correctedForm,
  correctionFault,
  corrects,
  fieldText,
} from '../../core/domain/corrected-form.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts } from '../../core/protocol/command.ts';
import type { ProposalCommand } from '../../core/protocol/proposal.ts';
import type { Answer } from '../answer.ts';
import { originOf } from '../command/origin.ts';
import type { StandingCommand } from '../command/standing.ts';
import type { Database } from '../database/schema.ts';
import { runCommandWithin } from '../queue/command.ts';
import { askAgain } from '../registry/remember.ts';
import type { Services } from '../services.ts';

type Command = Extract<ProposalCommand, { do: 'correct' }>;

/** A clerk's error in name or address, put right by the operator alone; the child's IIN needs a second person (`not-permitted`). */
export async function correctAlone(
  services: Services,
  trx: Transaction<Database>,
  prepared: StandingCommand,
  { application, correction, reason }: Command,
): Promise<Answer<CommandFacts>> {
  const { by } = prepared.giver;
  const done = await carryOutCorrection(services, trx, prepared, {
    ...{ application, correction, reason, by, second: null },
  });
  return done.ok ? ok({}) : done;
}

/**
 * Carries out a correction: the queue takes the child's new IIN where there is one, the values stand beside the signed form, the
 * old ones in the history.
 */
export async function carryOutCorrection(
  services: Services,
  trx: Transaction<Database>,
  standing: StandingCommand,
  given: {
    readonly application: string;
    readonly correction: Corrected;
    readonly reason: string;
    readonly by: Person;
    readonly second: Person | null;
  },
): Promise<Answer<null>> {
  const { application, correction, reason, by, second } = given;
  const fields = correctedFields(correction);
  if (fields.length === 0) return fail({ code: 'required', field: 'correction' });
  const fault = correctionFault(correction);
  if (fault !== null) return fail(fault);
  const row = await trx
    .selectFrom('application')
    .select(['form', 'child_index', 'corrected'])
    .where('uuid', '=', application)
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'not-found' });
  const before = correctedForm(row.form, row.child_index, row.corrected);
  const was = fields.map((field) => [`was-${field}`, fieldText(before, row.child_index, field)] as const);
  const { db, rules, now, papers } = services;
  const done = await runCommandWithin(
    trx,
    { db, rules, now, papers },
    {
      do: 'correct',
      application,
      correction: { fields, childIin: correction.childIin, told: { ...Object.fromEntries(was), reason } },
      by,
      second,
    },
    originOf(standing),
  );
  if (!done.ok) return fail({ code: done.error });
  await trx
    .updateTable('application')
    .set({ corrected: JSON.stringify(corrects(row.corrected, correction)) })
    .where('uuid', '=', application)
    .execute();
  await askAgain(trx, application, now());
  return ok(null);
}
