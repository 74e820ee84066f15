import { type Kysely, sql } from 'kysely';
import type { AuditNames } from '../../core/protocol/audit.ts';
import type { Database } from '../database/schema.ts';

/**
 * How those are called whom lines of the audit know by an identifier: staff and parents by their IIN, kindergartens, groups with
 * their kindergarten. Whatever else stands among `ids` is passed over.
 */
export async function namesOf(
  db: Kysely<Database>,
  ids: readonly (string | number | boolean | null)[],
): Promise<AuditNames> {
  const asked = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (asked.length === 0) return {};
  const { rows } = await sql<{ readonly id: string; readonly kk: string; readonly ru: string }>`
    select id, name_kk as kk, name_ru as ru from kindergarten where id = any(${asked}::text[])
    union all
    select g.id, k.name_kk || ' · ' || g.name || ', ' || g.birth_year, k.name_ru || ' · ' || g.name || ', ' || g.birth_year
      from kindergarten_group g join kindergarten k on k.id = g.kindergarten where g.id = any(${asked}::text[])
    union all
    select p.iin, p.name, p.name
      from (select distinct on (iin) iin, name from session where iin = any(${asked}::text[])
        order by iin, started_at desc) p where p.name <> ''`.execute(db);
  return Object.fromEntries(rows.map(({ id, kk, ru }) => [id, { kk, ru }]));
}
