import type { Transaction } from 'kysely';
import type { Command } from '../../core/domain/queue/command.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import { tellTime } from '../database/time.ts';
import { executeDueOf } from '../deadline/execute.ts';
import { roleOf } from '../person/session.ts';
import { type LockedCells, lockCells } from '../queue/cell-lock.ts';
import { runCommandWithin } from '../queue/command.ts';
import type { Origin } from '../queue/origin.ts';
import type { Services } from '../services.ts';

type Trx = Transaction<Database>;
type Closing = {
  readonly kindergarten: string;
  readonly reason: string;
  /** All cells of its places, locked. */
  readonly cells: LockedCells;
};

/** Locks the cells of a kindergarten's places: nobody chooses, returns or is enrolled there until this transaction ends. */
export async function holdCells({ rules }: Services, trx: Trx, kindergarten: string): Promise<LockedCells> {
  const rows = await trx
    .selectFrom('place as p')
    .innerJoin('kindergarten_group as g', 'g.id', 'p.group_id')
    .select('p.cell')
    .distinct()
    .where('g.kindergarten', '=', kindergarten)
    .execute();
  return lockCells(
    trx,
    rows.map(({ cell }) => cell),
    rules.policy,
  );
}

/**
 * Ends what a kindergarten that has just been closed promised: its places on offer and open are withdrawn, and every child on its
 * way there is back in the queue at its old filing time, without expiry and stop-list, as after a refused arrival. No place of a
 * closed kindergarten is published anew (`comeBack`).
 */
export async function endPlaces(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
  { cells, kindergarten, reason }: Closing,
): Promise<Answer<null>> {
  const { db, now, papers, rules } = services;
  const origin = originOf(prepared, reason);
  const run = (command: Command) => runCommandWithin(trx, { db, rules, now, papers }, command, origin);
  await tellTime(trx, now());
  // What has ended by itself by now has ended by itself.
  const due = await executeDueOf(trx, { rules, papers }, cells, now());
  if (!due.ok) return fail({ code: due.error });
  for (const { group, places } of await publishedIn(trx, kindergarten)) {
    const done = await run({ do: 'withdrawPlaces', group, places, by: 'whoever-may' });
    if (!done.ok) return fail({ code: done.error });
  }
  for (const application of await expectedIn(trx, kindergarten)) {
    const done = await run({ do: 'refuseArrival', application, reason, by: 'whoever-may' });
    if (!done.ok) return fail({ code: done.error });
  }
  return ok(null);
}

/** Whoever closes stands behind it, in the own role: the queue asks for no right of the director's. */
function originOf({ actor, desk }: PreparedCommand, reason: string): Origin {
  return {
    name: actor.name,
    actor: { iin: actor.iin, role: roleOf(actor) },
    desk: { id: desk.id, code: desk.code },
    facts: { reason },
    paper() {
      throw new Error('Closing files nothing');
    },
  };
}

/** The groups with places that nobody has taken. */
async function publishedIn(trx: Trx, kindergarten: string) {
  return trx
    .selectFrom('place as p')
    .innerJoin('kindergarten_group as g', 'g.id', 'p.group_id')
    .select(['p.group_id as group', 'p.cell'])
    .select((row) => row.fn.countAll<number>().as('places'))
    .where('g.kindergarten', '=', kindergarten)
    .where('p.state', '<>', 'taken')
    .groupBy(['p.group_id', 'p.cell'])
    .orderBy('p.cell')
    .execute();
}

/** The children on their way there. */
async function expectedIn(trx: Trx, kindergarten: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('place as p')
    .innerJoin('kindergarten_group as g', 'g.id', 'p.group_id')
    .innerJoin('application as a', 'a.uuid', 'p.holder')
    .select('a.uuid')
    .where('g.kindergarten', '=', kindergarten)
    .where('a.status', 'in', ['referred', 'extended'])
    .orderBy('p.cell')
    .orderBy('a.number_order')
    .execute();
  return rows.map(({ uuid }) => uuid);
}
