/** The ground of `kezek bench peak`: children in one cell, open places, and a desk with a session and a challenge for every parent. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { ChildPart } from '../../core/domain/application-form.ts';
import { checkDigit } from '../../core/domain/iin.ts';
import { DAY } from '../../core/domain/instant.ts';
import type { ChosenPlace } from '../../core/protocol/place.ts';
import type { Connection } from '../../server/database/connect.ts';
import type { Desk } from '../../server/desk/authentication.ts';
import { formOf } from '../integration/server/forms.ts';
import { demoFamilies } from '../simulators/demo-people.ts';
import { benchApplication, CELL, fillCell } from './queue-database.ts';

const GROUP_PLACES = 25;
const DISTRICT = '111000000';

/** The moment at which everything happens: a working day, ten o'clock in Almaty. */
export const MOMENT = Date.UTC(2026, 2, 2, 5);

/** A computer at which parents choose; its key signs its requests. */
export type BenchDesk = Desk & { readonly key: KeyObject };

/** One who chooses: at which computer, in which session, for which child, and the place wanted. */
export type Chooser = {
  readonly iin: string;
  readonly person: string;
  readonly desk: BenchDesk;
  readonly client: string;
  readonly session: string;
  readonly challenge: string;
  readonly application: { readonly uuid: string; readonly number: string };
  readonly group: string;
};

/** Parents with a demo key, in turn those of all the children. */
const PARENTS = demoFamilies
  .flatMap(({ mother, father }) => [mother, father])
  .filter((each) => each !== null);

const NAME = { kk: '«Сынақ» балабақшасы', ru: 'Детский сад «Сынак»' };

/** A group of the ground in the words in which it is chosen. */
export function placeOf(group: string): ChosenPlace {
  const address = 'Көкшетау, Сынақ көшесі, 1';
  return { kindergarten: NAME, address, group, birthYear: 2022, language: 'kk' };
}

/** Sets everything up in an empty database. */
export async function prepareGround(
  database: Connection,
  { clients, places }: { readonly clients: number; readonly places: number },
): Promise<readonly Chooser[]> {
  await fillCell(database, clients);
  await furnish(database, places);
  const choosers = await seat(database, clients, Math.ceil(places / GROUP_PLACES));
  const { db } = database;
  await sql`alter table application disable trigger user`.execute(db);
  const children = childIins(clients);
  const forms = choosers.map(({ application, person }, n) => {
    const child = childOf(application.uuid, children[n] ?? '');
    return JSON.stringify(formOf(person, [], { children: [child] }));
  });
  await sql`update application a set child_iin = given.child, number = given.number, line = 'G', queue_class = 'G',
      applicant_iin = given.parent, parents = array[given.parent], form = given.form
    from unnest(${choosers.map(({ application }) => application.uuid)}::uuid[], ${children}::text[],
      ${choosers.map(({ application }) => application.number)}::text[], ${choosers.map(({ iin }) => iin)}::text[],
      ${forms}::jsonb[]) given (uuid, child, number, parent, form)
    where a.uuid = given.uuid`.execute(db);
  await sql`alter table application enable trigger user`.execute(db);
  await sql`select queue_rank_rebuild()`.execute(db);
  for (const table of ['application', 'place', 'bare', 'queue_rank', 'client', 'challenge', 'session'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db);
  await sql`checkpoint`.execute(db);
  return choosers;
}

async function furnish({ db }: Connection, places: number): Promise<void> {
  await sql`insert into kindergarten (id, district, kind, name_kk, name_ru, settlement, address)
    values ('k1', ${DISTRICT}, 'kindergarten', ${NAME.kk}, ${NAME.ru}, 'Көкшетау', 'Сынақ көшесі, 1')`.execute(
    db,
  );
  await sql`insert into kindergarten_group (id, kindergarten, kind, birth_year, language, name, capacity)
    select 'g' || n, 'k1', 'general', 2022, 'kk', 'g' || n, ${GROUP_PLACES}::int
    from generate_series(1, ${Math.ceil(places / GROUP_PLACES)}::int) n`.execute(db);
  await sql`insert into place (id, group_id, cell, state, published)
    select ${CELL} || '/' || n, 'g' || 1 + (n - 1) / ${GROUP_PLACES}::int, ${CELL}, 'open', n
    from generate_series(1, ${places}::int) n`.execute(db);
  await sql`update cell set publications = ${places}`.execute(db);
  await sql`create table bare (id int primary key, n int not null) with (fillfactor = 50)`.execute(db);
  await sql`insert into bare select n, 0 from generate_series(1, ${places}::int) n`.execute(db);
}

/** Seats every parent at a kiosk of his own, of which one computer stands for up to fifty. */
async function seat({ db }: Connection, clients: number, groups: number): Promise<readonly Chooser[]> {
  const desks = Array.from({ length: Math.ceil(clients / 50) }, (_, n) => deskOf(n));
  await db
    .insertInto('desk')
    .values(
      desks.map(({ id, code, district, mode, publicKey }) => ({
        ...{ id, code, district, mode, public_key: publicKey, paired_at: new Date(MOMENT - DAY) },
      })),
    )
    .execute();
  const choosers = Array.from({ length: clients }, (_, n): Chooser => {
    const parent = PARENTS[n % PARENTS.length];
    const desk = desks[n % desks.length];
    if (parent === undefined || desk === undefined) throw new Error('There are people and desks');
    return {
      ...{ iin: parent.iin, person: parent.key, desk },
      ...{ client: uuidOf('a', n), session: uuidOf('b', n), challenge: `peak-${n}` },
      application: {
        uuid: benchApplication(n + 1),
        number: `ОДО.2026.${String(n + 1).padStart(6, '0')}`,
      },
      group: `g${1 + (n % groups)}`,
    };
  });
  const column = (of: (chooser: Chooser) => string) => choosers.map(of);
  const at = new Date(MOMENT);
  const tomorrow = new Date(MOMENT + DAY);
  await sql`insert into client (id, desk, protocol, schema, seen_at)
    select id, desk, 1, 1, ${at} from unnest(${column(({ client }) => client)}::uuid[],
      ${column(({ desk }) => desk.id)}::uuid[]) c (id, desk)`.execute(db);
  await sql`insert into session (id, token_hash, iin, name, desk, means, started_at, expires_at)
    select id, id::text, iin, 'Ата-ана', desk, 'eds', ${at}, ${tomorrow}
    from unnest(${column(({ session }) => session)}::uuid[], ${column(({ iin }) => iin)}::text[],
      ${column(({ desk }) => desk.id)}::uuid[]) s (id, iin, desk)`.execute(db);
  await sql`insert into challenge (challenge, purpose, stock, desk, issued_at, expires_at)
    select challenge, 'application', false, desk, ${at}, ${tomorrow}
    from unnest(${column(({ challenge }) => challenge)}::text[],
      ${column(({ desk }) => desk.id)}::uuid[]) c (challenge, desk)`.execute(db);
  return choosers;
}

function deskOf(n: number) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    ...{ id: uuidOf('c', n), code: `P${n}`, district: DISTRICT, mode: 'kiosk' as const, key: privateKey },
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** The n-th identifier of a kind. */
export function uuidOf(kind: 'a' | 'b' | 'c' | 'd' | 'e', n: number): string {
  return `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

function childOf(uuid: string, iin: string): ChildPart {
  const name = { surname: 'Ойданов', name: 'Бала', patronymic: '' };
  return { uuid, iin, name, birthDate: '2022-05-05', source: 'manual', registrationDistrict: null };
}

function childIins(count: number): readonly string[] {
  const found: string[] = [];
  for (let n = 0; found.length < count; n += 1) {
    const eleven = `220505${n < 10_000 ? 5 : 6}${String(n % 10_000).padStart(4, '0')}`;
    const digit = checkDigit(eleven);
    if (digit !== null) found.push(`${eleven}${digit}`);
    if (n === 20_000) throw new Error('No more IINs of one birthday');
  }
  return found;
}
