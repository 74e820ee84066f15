import { sql } from 'kysely';
import type { z } from 'zod';
import { cellOfGroup } from '../../core/domain/place.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { kindergartenQuestions } from '../../core/protocol/kindergarten.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import type { Actor } from '../person/session.ts';
import { runCommandWithin } from '../queue/command.ts';
import { countPlaces, findGroup } from '../queue/lookup.ts';
import { BY_ITSELF } from '../queue/origin.ts';
import type { Services } from '../services.ts';
import { holdOpen } from './find.ts';
import { mayPublish } from './rights.ts';

type Question = (typeof kindergartenQuestions)['place.preview'];

/**
 * Step two of publishing: what it would do at this moment. The rules themselves are played in a transaction that is undone, so
 * the answer is what publishing would bring; nobody is named.
 */
export async function previewPlaces(
  { db, rules, now }: Pick<Services, 'db' | 'rules' | 'now'>,
  actor: Actor,
  { group, places }: z.output<Question['input']>,
): Promise<Answer<z.input<Question['output']>>> {
  const known = await findGroup(db, group);
  if (known === null || !mayPublish(actor, known.group)) return fail({ code: 'not-found' });
  const trx = await db.startTransaction().execute();
  try {
    const open = await holdOpen(trx, group);
    if (!open.ok) return open;
    const before = await countPlaces(trx, group);
    const by = { iin: actor.iin, role: 'director' } as const;
    const done = await runCommandWithin(
      trx,
      { db, rules, now },
      { do: 'publishPlaces', group, places, by },
      BY_ITSELF,
    );
    if (!done.ok) return fail({ code: done.error });
    const after = await countPlaces(trx, group);
    const opened = Math.min(places, Math.max(0, after.open - before.open));
    const waiting = await waitingIn(trx, cellOfGroup(known.group));
    return ok({ places, notified: places - opened, opened, waiting });
  } finally {
    await trx.rollback().execute();
  }
}

async function waitingIn(db: Queries, cell: string): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select (e + p + g)::int as waiting from queue_sizes(${cell})`.execute(db);
  return rows[0]?.waiting ?? 0;
}
