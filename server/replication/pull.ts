import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Change } from '../../core/protocol/record.ts';
import type { CellTurn, MutationResult, PullRequest, PullResponse } from '../../core/protocol/replication.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { districtChanges, personChanges } from './changes.ts';
import { type Cursor, firstCursor, readCursor, writeCursor } from './cursor.ts';
import { lastMutationId, numbered } from './processed.ts';
import { speaks } from './push.ts';

/** Rows and results of one page. */
const PAGE = 500;
const RESULTS = 200;

type Trx = Transaction<Database>;
type Page = {
  readonly cursor: Cursor;
  readonly changes: readonly Change[];
  readonly hasMore: boolean;
  readonly cells?: readonly CellTurn[];
};

/**
 * What changed since the cursor among the rows this desk may see: a desk has its district, a kiosk only the applications of
 * the person at it. Rows, the client's counter and the results come from one snapshot. A cursor of another scope begins
 * anew; one that is ahead of this database was given by a server that has since been set back: `server-changed`.
 * The answer also says what the session of the request holds now, so that a role taken away is gone at the desk as well.
 */
export async function pull(
  services: Services,
  desk: Desk,
  actor: Actor | null,
  request: z.output<typeof PullRequest>,
): Promise<Answer<z.input<typeof PullResponse>>> {
  if (!speaks(request.protocol)) return fail({ code: 'upgrade-needed' });
  const given = request.cursor === undefined ? null : readCursor(request.cursor);
  return services.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const page =
        desk.mode === 'desk' ? await ofDistrict(trx, desk, given) : await ofPerson(trx, desk, actor, given);
      if (page === 'ahead') return fail({ code: 'server-changed' });
      const results = await resultsAfter(trx, desk, request.clientId, page.cursor.results);
      const last = results.at(-1)?.id ?? page.cursor.results;
      return ok({
        serverId: services.serverId,
        scope: page.cursor.scope,
        cursor: writeCursor({ ...page.cursor, results: last }),
        hasMore: page.hasMore || results.length === RESULTS,
        changes: page.changes,
        ...(page.cells === undefined ? {} : { cells: page.cells }),
        lastMutationId: await lastMutationId(trx, request.clientId),
        results,
        now: toIso(services.now()),
        session: actor === null ? null : { grants: actor.grants },
      });
    });
}

async function ofDistrict(trx: Trx, desk: Desk, given: Cursor | null): Promise<Page | 'ahead'> {
  const scope = hash('district', desk.id, desk.district);
  const cursor = given?.scope === scope ? given : firstCursor(scope);
  const space = await trx
    .selectFrom('space')
    .select('version')
    .where('district', '=', desk.district)
    .executeTakeFirst();
  if (cursor.version > (space?.version ?? 0)) return 'ahead';
  const found = await districtChanges(trx, desk.district, cursor, PAGE + 1);
  const changes = found.slice(0, PAGE);
  const last = changes.at(-1);
  return {
    cursor:
      last === undefined ? cursor : { ...cursor, version: last.version, table: last.table, id: last.id },
    changes,
    hasMore: found.length > PAGE,
    cells: await cellsOf(trx, desk.district),
  };
}

/** How far the cycles have come, in the same snapshot as the rows: a desk counts positions from both. */
async function cellsOf(trx: Trx, district: string): Promise<readonly CellTurn[]> {
  const rows = await trx
    .selectFrom('cell')
    .select(['key', 'cycle_index'])
    .where('district', '=', district)
    .execute();
  return rows.map(({ key, cycle_index }) => ({ key, cycleIndex: cycle_index }));
}

/** A person's rows lie in several districts, whose versions cannot be compared: all of them or, if nothing changed, none. */
async function ofPerson(trx: Trx, desk: Desk, actor: Actor | null, given: Cursor | null): Promise<Page> {
  const changes = actor === null ? [] : await personChanges(trx, actor.iin);
  const own = changes.filter(({ table }) => table === 'application').map(({ id }) => id);
  const scope = hash('person', desk.id, actor?.iin ?? '', ...own.toSorted());
  const state = hash(...changes.map(({ table, id, version }) => `${table} ${id} ${version}`));
  const same = given?.scope === scope ? given : firstCursor(scope);
  const seen = same.id === state;
  return { cursor: { ...same, id: state }, changes: seen ? [] : changes, hasMore: false };
}

async function resultsAfter(
  trx: Trx,
  desk: Desk,
  client: string,
  after: number,
): Promise<readonly MutationResult[]> {
  const rows = await trx
    .selectFrom('processed_mutation')
    .innerJoin('client', 'client.id', 'processed_mutation.client')
    .select(['processed_mutation.mutation_id', 'processed_mutation.outcome'])
    .where('client.id', '=', client)
    .where('client.desk', '=', desk.id)
    .where('processed_mutation.mutation_id', '>', after)
    .orderBy('processed_mutation.mutation_id')
    .limit(RESULTS)
    .execute();
  return rows.map(({ mutation_id, outcome }) => numbered(mutation_id, outcome));
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
