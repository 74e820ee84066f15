import { type Kysely, sql } from 'kysely';
import { expect } from 'vitest';
import en from '../../../assets/locales/en/failure.json' with { type: 'json' };
import kk from '../../../assets/locales/kk/failure.json' with { type: 'json' };
import ru from '../../../assets/locales/ru/failure.json' with { type: 'json' };
import type { Database } from '../../../server/database/schema.ts';

/**
 * What a refusal may write: its stored answer under the next number of the client, the used challenge, the number of the request,
 * the audit log.
 */
const MAY_CHANGE: readonly string[] = ['audit', 'challenge', 'client', 'desk_nonce', 'processed_mutation'];

/** Does something that has to leave everything else in the database as it is. */
export async function untouched<T>(db: Kysely<Database>, act: () => Promise<T>): Promise<T> {
  const before = await contents(db);
  const done = await act();
  expect(await contents(db)).toEqual(before);
  return done;
}

/** A digest of every table's rows; when a desk was there is no matter of what it asked for. */
async function contents(db: Kysely<Database>): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`.execute(db);
  const names = rows.map(({ name }) => name).filter((name) => !MAY_CHANGE.includes(name));
  const digests = names.map(
    (name) => sql`select ${name}::text as name,
      (select md5(coalesce(string_agg(line, E'\n' order by line), '')) from (
        select (to_jsonb(t) - 'seen_at')::text as line from ${sql.table(name)} t) lines) as digest`,
  );
  const all = await sql<{ name: string; digest: string }>`${sql.join(digests, sql` union all `)}`.execute(db);
  return Object.fromEntries(all.rows.map(({ name, digest }) => [name, digest]));
}

const TEXTS: readonly Readonly<Record<string, unknown>>[] = [kk, ru, en];

/** Every language has a text and a next action for this answer. */
export function saysWhatToDo(code: string): void {
  for (const texts of TEXTS)
    expect(texts[code], code).toMatchObject({
      text: expect.stringMatching(/\S/),
      next: expect.stringMatching(/\S/),
    });
}
