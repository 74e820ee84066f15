import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { toIso } from '../../core/domain/instant.ts';
import { ok } from '../../core/domain/result.ts';
import type { kindergartenQuestions, LogEntry } from '../../core/protocol/kindergarten.ts';
import type { Answer } from '../answer.ts';
import { appendLedger } from '../application/counter.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { findSeen } from './find.ts';

const PAGE = 50;

/** What is written down. */
export type Note = {
  readonly kindergarten: string;
  readonly group: string | null;
  readonly action: LogEntry['action'];
  readonly places: number | null;
  readonly reason: string | null;
  readonly facts?: Readonly<Record<string, string | number>>;
};

/** Writes down who did what to a kindergarten and its places: for its log, for the audit, and for ever in the ledger. */
export async function noteKindergarten(
  { now }: Pick<Services, 'now'>,
  trx: Transaction<Database>,
  { actor, desk, args }: PreparedCommand,
  { kindergarten, group, action, places, reason, facts = {} }: Note,
): Promise<void> {
  const at = new Date(now());
  await trx
    .insertInto('kindergarten_log')
    .values({
      ...{ at, kindergarten, action, places, reason },
      group_id: group,
      actor: actor.iin,
      actor_name: actor.name,
      desk: desk.id,
      facts: JSON.stringify(facts),
    })
    .execute();
  const told = {
    kindergarten,
    ...(group === null ? {} : { group }),
    ...(places === null ? {} : { places }),
    ...facts,
  };
  const kind = `kindergarten-${action}`;
  await trx
    .insertInto('audit')
    .values({
      at,
      action: kind,
      actor: actor.iin,
      desk: desk.id,
      subject: group ?? kindergarten,
      facts: JSON.stringify(reason === null ? told : { ...told, reason }),
    })
    .execute();
  await appendLedger(trx, [{ kind, subject: args.uuid, payload: told }], at);
}

type Question = (typeof kindergartenQuestions)['kindergarten.log'];

/** The log of a kindergarten, a page of it, the latest first. */
export async function readLog(
  { db }: { readonly db: Kysely<Database> },
  actor: Actor,
  { kindergarten, before }: z.output<Question['input']>,
): Promise<Answer<z.input<Question['output']>>> {
  const seen = await findSeen(db, actor, kindergarten);
  if (!seen.ok) return seen;
  const rows = await db
    .selectFrom('kindergarten_log as l')
    .leftJoin('kindergarten_group as g', 'g.id', 'l.group_id')
    .select(['l.id', 'l.at', 'l.action', 'l.group_id', 'l.places', 'l.reason', 'l.actor_name', 'l.facts'])
    .select(['g.name', 'g.birth_year'])
    .where('l.kindergarten', '=', kindergarten)
    .$if(before !== null, (query) => query.where('l.id', '<', before))
    .orderBy('l.id', 'desc')
    .limit(PAGE + 1)
    .execute();
  return ok({
    more: rows.length > PAGE,
    entries: rows.slice(0, PAGE).map(({ at, group_id, name, birth_year, actor_name, ...row }) => ({
      ...row,
      at: toIso(at.getTime()),
      by: actor_name,
      group:
        group_id === null || name === null || birth_year === null
          ? null
          : { id: group_id, name, birthYear: birth_year },
    })),
  });
}
