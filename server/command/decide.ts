import { sql, type Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts, QueueCommand } from '../../core/protocol/command.ts';
import { decideDeskRevocation, decidePairing } from '../administration/desks.ts';
import { decideGrant, decideRevoke } from '../administration/staff.ts';
import type { Answer } from '../answer.ts';
import { decisionFault } from '../benefit/decide.ts';
import type { Database } from '../database/schema.ts';
import { missingFile } from '../file/missing.ts';
import { holdOpen } from '../kindergarten/find.ts';
import { noteKindergarten } from '../kindergarten/log.ts';
import { saveGroup } from '../kindergarten/save-group.ts';
import {
  closeKindergarten,
  reopenKindergarten,
  saveKindergarten,
  updateKindergartenContacts,
} from '../kindergarten/save-kindergarten.ts';
import { noteCall } from '../notice/note-call.ts';
import { chosenFaults } from '../place/chosen.ts';
import { correctAlone } from '../proposal/correct.ts';
import { decideProposal } from '../proposal/decide.ts';
import { propose } from '../proposal/propose.ts';
import { runCommandWithin } from '../queue/command.ts';
import { decideCalendar } from '../region/calendar.ts';
import { decideCategories } from '../region/categories.ts';
import { decideSettlements } from '../region/settlements.ts';
import type { Services } from '../services.ts';
import { claimFault, decidesOwnClaim } from './claim.ts';
import { keepCommands } from './keep.ts';
import { originOf } from './origin.ts';
import type { PreparedCommand } from './prepare.ts';
import { queueCommand } from './queue-command.ts';
import { spend } from './spend.ts';
import { type StandingCommand, standingOf } from './standing.ts';
import { writeBeside } from './write-beside.ts';

type Trx = Transaction<Database>;

/**
 * The deciding half of a command, inside the one transaction that keeps its answer too: whether it is authentic (challenge, giver,
 * consent), whether its scans are here, what its own word says. A refusal leaves the challenge used and nothing else.
 */
export async function decideCommand(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
): Promise<Answer<CommandFacts>> {
  const [spent] = await spend(services, trx, [prepared]);
  if (spent?.ok === false) return spent;
  await sql`savepoint given`.execute(trx);
  const done = await carryOut(services, trx, prepared);
  await sql.raw(done.ok ? 'release savepoint given' : 'rollback to savepoint given').execute(trx);
  return done;
}

async function carryOut(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
): Promise<Answer<CommandFacts>> {
  const standing = await standingOf(services, trx, prepared);
  if (!standing.ok) return standing;
  const missing = await missingFile(trx, prepared.args.attachments);
  if (missing !== null) return fail({ code: 'file-missing', field: missing });
  const done = await decide(services, trx, standing.value);
  if (done.ok) await keepCommands(services, trx, [standing.value]);
  return done;
}

/** What the command's own word says. */
async function decide(
  services: Services,
  trx: Trx,
  prepared: StandingCommand,
): Promise<Answer<CommandFacts>> {
  const { command } = prepared.args;
  switch (command.do) {
    case 'choosePlace': {
      const done = await decideInQueue(services, trx, prepared, command);
      const [changed = null] = done.ok ? await chosenFaults(trx, [command]) : [];
      return changed === null ? done : fail(changed);
    }
    case 'publishPlaces':
    case 'withdrawPlaces':
      return decidePlaces(services, trx, prepared, command);
    case 'saveGroup':
      return saveGroup(services, trx, prepared, command);
    case 'saveKindergarten':
      return saveKindergarten(services, trx, prepared, command);
    case 'updateKindergartenContacts':
      return updateKindergartenContacts(services, trx, prepared, command);
    case 'closeKindergarten':
      return closeKindergarten(services, trx, prepared, command);
    case 'reopenKindergarten':
      return reopenKindergarten(services, trx, prepared, command);
    case 'noteCall':
      return noteCall(trx, command, { actor: prepared.actor, desk: prepared.desk, at: prepared.savedAt });
    case 'grantRole':
      return decideGrant(services, trx, prepared, command);
    case 'revokeRole':
      return decideRevoke(services, trx, prepared, command);
    case 'pairDesk':
      return decidePairing(services, trx, prepared, command);
    case 'revokeDesk':
      return decideDeskRevocation(services, trx, prepared, command);
    case 'saveCalendarYear':
      return decideCalendar(services, trx, prepared, command);
    case 'saveVoucherCategories':
      return decideCategories(services, trx, prepared, command);
    case 'saveSettlements':
      return decideSettlements(services, trx, prepared, command);
    case 'propose':
      return propose(services, trx, prepared, command);
    case 'decideProposal':
      return decideProposal(services, trx, prepared, command);
    case 'correct':
      return correctAlone(services, trx, prepared, command);
    default:
      return decideInQueue(services, trx, prepared, command);
  }
}

/** Publishing and withdrawing places: in the queue, where the kindergarten is open, and written down in its log. */
async function decidePlaces(
  services: Services,
  trx: Trx,
  prepared: StandingCommand,
  command: Extract<QueueCommand, { do: 'publishPlaces' | 'withdrawPlaces' }>,
): Promise<Answer<CommandFacts>> {
  const open = await holdOpen(trx, command.group);
  if (!open.ok) return open;
  const done = await decideInQueue(services, trx, prepared, command);
  if (!done.ok) return done;
  const published = command.do === 'publishPlaces';
  await noteKindergarten(services, trx, prepared, {
    kindergarten: open.value.kindergarten,
    group: command.group,
    action: published ? 'published' : 'withdrawn',
    places: command.places,
    reason: published ? null : command.reason,
  });
  return done;
}

/** A command of the queue: carried out or refused by the rules; what they do not ask for is kept beside the queue. */
async function decideInQueue(
  services: Services,
  trx: Trx,
  standing: StandingCommand,
  command: QueueCommand,
): Promise<Answer<CommandFacts>> {
  const { rules, db, now, papers } = services;
  const { by } = standing.giver;
  const barred = decisionFault(command, by.iin, standing.concern);
  if (!barred.ok) return barred;
  const given = queueCommand(command, by);
  const done = await runCommandWithin(trx, { db, rules, now, papers }, given, originOf(standing));
  if (!done.ok) return fail({ code: done.error });
  if (await decidesOwnClaim(trx, command, by)) return fail({ code: 'not-permitted' });
  // The head's document says more than the record; a parent is held against it, as in filing.
  if (standing.relation === 'stranger' && by.role === 'applicant') return fail({ code: 'not-your-child' });
  const fault = claimFault(command, standing.args.attachments, now());
  if (fault !== null) return fail(fault);
  await writeBeside(trx, standing, new Date(now()));
  return ok({});
}
