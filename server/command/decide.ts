import type { Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts, QueueCommand } from '../../core/protocol/command.ts';
import { decideDeskRevocation, decidePairing } from '../administration/desks.ts';
import { decideGrant, decideRevoke } from '../administration/staff.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import { holdOpen } from '../kindergarten/find.ts';
import { noteKindergarten } from '../kindergarten/log.ts';
import { saveGroup } from '../kindergarten/save-group.ts';
import {
  closeKindergarten,
  saveKindergarten,
  updateKindergartenContacts,
} from '../kindergarten/save-kindergarten.ts';
import { noteCall } from '../notice/note-call.ts';
import { runCommandWithin } from '../queue/command.ts';
import type { Origin } from '../queue/origin.ts';
import { decideCalendar } from '../region/calendar.ts';
import { decideSettlements } from '../region/settlements.ts';
import type { Services } from '../services.ts';
import { actingAs } from './acting.ts';
import type { PreparedCommand } from './prepare.ts';
import { queueCommand } from './queue-command.ts';
import { scopeOf } from './scope.ts';

type Trx = Transaction<Database>;

/** The deciding half of a command, inside the one transaction that keeps its answer too. */
export async function decideCommand(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
): Promise<Answer<CommandFacts>> {
  const { command } = prepared.args;
  switch (command.do) {
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
    case 'reopenKindergarten':
      return closeKindergarten(services, trx, prepared, command);
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
    case 'saveSettlements':
      return decideSettlements(services, trx, prepared, command);
    // Commands of the office's other words stand above by name; all the rest is the queue's.
    default:
      return decideInQueue(services, trx, prepared, command);
  }
}

/** Publishing and withdrawing places: in the queue, where the kindergarten is open, and written down in its log. */
async function decidePlaces(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
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

/** A command of the queue: given in the role that its person has there, carried out or refused by the rules. */
async function decideInQueue(
  { rules, db, now }: Services,
  trx: Trx,
  { actor, desk }: PreparedCommand,
  command: QueueCommand,
): Promise<Answer<CommandFacts>> {
  const scope = await scopeOf(trx, command);
  if (!scope.ok) return scope;
  const by = actingAs(actor, command.do, scope.value);
  const done = await runCommandWithin(
    trx,
    { db, rules, now },
    queueCommand(command, by),
    originOf(actor.name, desk),
  );
  return done.ok ? ok({}) : fail({ code: done.error });
}

/** Who stands behind a command in history and audit. A command of this road files nothing. */
function originOf(name: string, { id, code }: PreparedCommand['desk']): Origin {
  return {
    name,
    desk: { id, code },
    paper() {
      throw new Error('Only a filed form makes an application');
    },
  };
}
