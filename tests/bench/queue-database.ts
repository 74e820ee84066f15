/** The database under the benchmarks of the queue: a PostgreSQL that waits for its disk as the real one does. */
import { sql } from 'kysely';
import {
  openTemporaryDatabase,
  type TemporaryDatabase,
} from '../../scripts/kezek/scenario/temporary-database.ts';
import { type Connection, connect } from '../../server/database/connect.ts';
import { migrate } from '../../server/database/migrate.ts';

export const CELL = '111000000/general/2022';

const SETTINGS = ['shared_buffers=512MB', 'max_wal_size=4GB', 'max_connections=100', 'autovacuum=off'];

export async function openBenchDatabase(connections: number): Promise<TemporaryDatabase> {
  return openTemporaryDatabase(SETTINGS, connections);
}

/** A further database in the same PostgreSQL, with the server's schema, over one connection. */
export async function openBeside({ db, url }: TemporaryDatabase, name: string): Promise<TemporaryDatabase> {
  await sql`create database ${sql.id(name)}`.execute(db);
  const beside = url.replace(/[^/]*$/, name);
  const connection = connect(beside, () => undefined, 1);
  await migrate(connection.db);
  return { ...connection, url: beside };
}

/**
 * Puts waiting children into one cell, in bulk: one in five first-priority, one in fifty extraordinary, filed at even pace over a
 * year. They come on top of those that are there.
 * @param size how many wait in the end
 */
export async function fillCell({ db }: Connection, size: number): Promise<void> {
  await sql`insert into desk (id, code, district, mode, public_key, paired_at)
    values ('00000000-0000-4000-8000-000000000001', 'BENCH', '111000000', 'desk', '', now())
    on conflict do nothing`.execute(db);
  await sql`insert into session (id, token_hash, iin, name, desk, means, started_at, expires_at)
    values ('00000000-0000-4000-8000-000000000001', '', '', '', '00000000-0000-4000-8000-000000000001', 'eds',
      now(), now()) on conflict do nothing`.execute(db);
  await sql`insert into challenge (challenge, purpose, stock, desk, issued_at, expires_at)
    values ('bench', 'application', false, '00000000-0000-4000-8000-000000000001', now(), now())
    on conflict do nothing`.execute(db);
  await sql`insert into submission (uuid, desk, session, challenge, signed_xml, verification, received_at)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000001', 'bench', '', '{}', now()) on conflict do nothing`.execute(db);
  await sql`insert into cell (district, kind, group_year, cycle_index) values ('111000000', 'general', 2022, 0)
    on conflict do nothing`.execute(db);
  await sql`alter table application disable trigger user`.execute(db);
  await sql`insert into application (uuid, number, submission, district, kind, group_year, child_index, child_iin,
      applicant_iin, form, status, queue_class, line, benefit_claim, papers_claim, filed_at,
      queue_number_at_filing, entered_by, signed_by, parents, relation_unproved, row_version, place_from)
    select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 'ОДО.2026.' || lpad(n::text, 7, '0'),
      '00000000-0000-4000-8000-000000000001', '111000000', 'general', 2022, 0,
      '2205055' || lpad((n % 100000)::text, 5, '0') || lpad((n / 100000)::text, 2, '0'), '850717300014',
      '{"children":[{}]}', 'queued', line, line, 'none', 'none',
      timestamptz '2026-01-01' + n * interval '31536 milliseconds', n, '850717300014', '{}',
      '{850717300014}', false, n, '2024-05-05'
    from generate_series((select count(*) + 1 from application), ${size}::int) n
    cross join lateral (
      select case when n % 50 = 0 then 'E' when n % 5 = 0 then 'P' else 'G' end as line) class`.execute(db);
  await sql`alter table application enable trigger user`.execute(db);
  await sql`select queue_rank_rebuild()`.execute(db);
  await sql`vacuum analyze application`.execute(db);
  await sql`vacuum analyze queue_rank`.execute(db);
  await sql`checkpoint`.execute(db);
}

/** The identifier of the `n`-th child of {@link fillCell}. */
export function benchApplication(n: number): string {
  return `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
}

/** The value below which `share` of the measurements lie. */
export function percentile(measured: readonly number[], share: number): number {
  const sorted = measured.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
