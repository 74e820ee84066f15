import type { Transaction } from 'kysely';
import { correctedFields, correctionFault } from '../../core/domain/corrected-form.ts';
import { mayPropose } from '../../core/domain/proposal.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts } from '../../core/protocol/command.ts';
import type { Proposal, ProposalCommand } from '../../core/protocol/proposal.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import { findApplication } from '../queue/lookup.ts';
import type { Services } from '../services.ts';
import { refusalOf } from './refusal.ts';
import { officeRoles } from './roles.ts';
import { tellProposal } from './tell.ts';

type Command = Extract<ProposalCommand, { do: 'propose' }>;

/**
 * A matter of two persons is proposed: by an operator or head of the district, where the rules would allow it now. One open matter
 * at a time (`proposal-open`); a removal comes with its document (`file-required`).
 */
export async function propose(
  services: Services,
  trx: Transaction<Database>,
  prepared: PreparedCommand,
  { application: id, proposal }: Command,
): Promise<Answer<CommandFacts>> {
  const { actor, args } = prepared;
  const application = await findApplication(trx, id);
  if (application === null) return fail({ code: 'not-found' });
  const { district, number } = application;
  const role = officeRoles(actor, application).find((each) => mayPropose(proposal.kind, each));
  const now = services.now();
  const refusal = await refusalOf(trx, application, proposal, now, services.rules);
  if (refusal !== null) return fail({ code: refusal });
  if (role === undefined || application.parents.includes(actor.iin)) return fail({ code: 'not-permitted' });
  if (isEmpty(proposal)) return fail({ code: 'required', field: 'correction' });
  const fault = proposal.kind === 'correct' ? correctionFault(proposal.correction) : null;
  if (fault !== null) return fail(fault);
  if (proposal.kind === 'removeByOffice' && args.attachments.length === 0)
    return fail({ code: 'file-required', field: 'attachments' });
  const at = new Date(now);
  const written = await trx
    .insertInto('proposal')
    .values({
      ...{ uuid: args.uuid, application: id, district, kind: proposal.kind, role, at },
      args: JSON.stringify(proposal),
      attachments: JSON.stringify(args.attachments),
      ...{ proposed_by: actor.iin, proposer: actor.name, reason: null },
    })
    .onConflict((conflict) => conflict.column('application').where('decided_at', 'is', null).doNothing())
    .returning('uuid')
    .executeTakeFirst();
  if (written === undefined) return fail({ code: 'proposal-open' });
  const event = 'proposal-made' as const;
  const told = { event, application: id, district, number, role, at, kind: proposal.kind, facts: {} };
  await tellProposal(trx, prepared, told);
  return ok({ proposal: args.uuid });
}

/** A correction that corrects nothing. */
function isEmpty(proposal: Proposal): boolean {
  return proposal.kind === 'correct' && correctedFields(proposal.correction).length === 0;
}
