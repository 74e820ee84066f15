import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import type { Person } from '../../core/domain/actor.ts';
import type { Rejection } from '../../core/domain/application/reject.ts';
import { decidersOf, mayDecide, type OfficeRole } from '../../core/domain/proposal.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts } from '../../core/protocol/command.ts';
import {
  type Proposal,
  type ProposalCommand,
  ProposalSchema,
  type Refusal,
} from '../../core/protocol/proposal.ts';
import type { Answer } from '../answer.ts';
import { originOf } from '../command/origin.ts';
import type { StandingCommand } from '../command/standing.ts';
import type { Database } from '../database/schema.ts';
import { runCommandWithin } from '../queue/command.ts';
import type { Services } from '../services.ts';
import { carryOutCorrection } from './correct.ts';
import { officeRoles } from './roles.ts';
import { tellProposal } from './tell.ts';

type Trx = Transaction<Database>;
type Command = Extract<ProposalCommand, { do: 'decideProposal' }>;

/** The two persons of a matter: the head and whoever stands beside him; for a correction the operator and the head. */
type Named = Person & { readonly role: OfficeRole; readonly name: string };
type Two = { readonly head: Named; readonly beside: Named };

/**
 * The second person decides: approval runs the queue's command in this very transaction and is refused where the queue refuses it;
 * then the matter stays open. Decided before by somebody else: `wrong-status`. Own proposal, own child, other district or role:
 * `not-permitted`. A decline says why (`required`). An approved refusal says itself what the head has read and signed; where that is
 * not what was proposed, `content`.
 */
export async function decideProposal(
  services: Services,
  trx: Trx,
  prepared: StandingCommand,
  { proposal: uuid, application, approved, kind: said, refusal, reason }: Command,
): Promise<Answer<CommandFacts>> {
  const { actor, concern } = prepared;
  const row = await trx
    .selectFrom('proposal')
    .innerJoin('application', 'application.uuid', 'proposal.application')
    .selectAll('proposal')
    .select('application.number')
    .where('proposal.uuid', '=', uuid)
    .where('proposal.application', '=', application)
    .forUpdate('proposal')
    .executeTakeFirst();
  if (row === undefined) return fail({ code: 'not-found' });
  if (row.kind !== said) return fail({ code: 'invalid-request', field: 'kind' });
  if (row.decided_at !== null) return fail({ code: 'wrong-status' });
  const roles = officeRoles(actor, concern);
  const { kind, role: proposedAs, proposed_by: proposedBy } = row;
  const role = decidersOf(kind, proposedAs).find((each) => roles.includes(each));
  const decider = { iin: actor.iin, roles };
  if (role === undefined || !mayDecide({ kind, proposedBy, role: proposedAs }, decider, concern.parents))
    return fail({ code: 'not-permitted' });
  if (!approved && reason === null) return fail({ code: 'required', field: 'reason' });
  const matter = ProposalSchema.parse(row.args);
  if (!isDeepStrictEqual(refusal, approved ? refusalIn(matter) : null)) return fail({ code: 'content' });
  if (approved) {
    const two = twoOf(
      { iin: actor.iin, role, name: actor.name },
      { iin: proposedBy, role: proposedAs, name: row.proposer },
    );
    const done = await carryOut(services, trx, prepared, { application, proposal: matter, two });
    if (!done.ok) return done;
  }
  const at = new Date(services.now());
  await trx
    .updateTable('proposal')
    .set({ decided_by: actor.iin, decider: actor.name, decided_at: at, approved, reason })
    .where('uuid', '=', uuid)
    .execute();
  await tellProposal(trx, prepared, {
    event: approved ? 'proposal-approved' : 'proposal-declined',
    ...{ application, district: row.district, number: row.number, role, at, kind },
    facts: { proposer: row.proposer, ...(reason === null ? {} : { reason }) },
  });
  return ok({});
}

/** What a proposed refusal says; null for any other matter. */
function refusalIn(proposal: Proposal): Refusal | null {
  if (proposal.kind !== 'reject') return null;
  const { kind: _, ...refusal } = proposal;
  return refusal;
}

/** Who of the two is the head; where both are, whoever decides. */
function twoOf(decider: Named, proposer: Named): Two {
  return decider.role === 'head' ? { head: decider, beside: proposer } : { head: proposer, beside: decider };
}

async function carryOut(
  services: Services,
  trx: Trx,
  prepared: StandingCommand,
  {
    application,
    proposal,
    two: { head, beside },
  }: { readonly application: string; readonly proposal: Proposal; readonly two: Two },
): Promise<Answer<null>> {
  if (proposal.kind === 'correct') {
    const { correction, reason } = proposal;
    const given = { application, correction, reason, by: personOf(beside), second: personOf(head) };
    return carryOutCorrection(services, trx, named(prepared, beside), given);
  }
  const { db, rules, now, papers } = services;
  const command = (() => {
    switch (proposal.kind) {
      case 'restore':
        return { do: 'restore', reason: proposal.reason, second: personOf(beside) } as const;
      case 'reject': {
        return { do: 'reject', rejection: rejectionOf(proposal), proposedBy: personOf(beside) } as const;
      }
      case 'removeByOffice':
        return { do: 'removeByOffice', reason: proposal.reason, second: personOf(beside) } as const;
    }
  })();
  const done = await runCommandWithin(
    trx,
    { db, rules, now, papers },
    { ...command, application, by: personOf(head) },
    { ...originOf(named(prepared, head)), preparedBy: beside.name },
  );
  return done.ok ? ok(null) : fail({ code: done.error });
}

/** What the refusal says as the rules take it: what was left open is left out. */
function rejectionOf(refusal: Refusal): Rejection {
  const { ground, detail, rulesPoint, facts, fix, hearingOn, hearing } = refusal;
  return {
    ground,
    ...(detail === null ? {} : { detail }),
    ...(rulesPoint === null ? {} : { rulesPoint }),
    facts,
    ...(fix === null ? {} : { fix }),
    ...(hearingOn === null ? {} : { hearingOn }),
    hearing,
  };
}

/** The command with the name of whoever the history says has done it: the head, though the operator was the second to say yes. */
function named(standing: StandingCommand, { name }: Named): StandingCommand {
  return { ...standing, giver: { ...standing.giver, name } };
}

function personOf({ iin, role }: Named): Person {
  return { iin, role };
}
