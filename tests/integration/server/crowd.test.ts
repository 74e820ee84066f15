/** Many desks choose among few places at the same moment (R4): what a push answers, and what the database keeps. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../../core/domain/instant.ts';
import type { Outgoing } from '../../../core/protocol/replication.ts';
import { executeDeadlines } from '../../../server/deadline/execute.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { rulesOf } from '../../unit/domain/story.ts';
import { type CommandStage, choosing, type Filed, GROUP, openCommandStage } from './command-stage.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { KOKSHETAU } from './stage.ts';

const MOTHER = 'synaqova-mother';
const PLACES = 6;

let on: CommandStage;
let kiosks: readonly DeskClient[];

beforeAll(async () => {
  on = await openCommandStage();
});
afterAll(async () => {
  on.stage.freeze(null);
  await on.close();
});
beforeEach(async () => {
  on.stage.freeze(null);
  await on.begin();
  kiosks = await Promise.all(Array.from({ length: 8 }, () => on.stage.desk(KOKSHETAU, 'kiosk')));
});

const queue = () => ({ db: on.stage.database.db, rules: rulesOf('classic'), now: on.stage.now });
const publish = (places = PLACES) =>
  on.rule({ do: 'publishPlaces', group: GROUP, places, by: 'whoever-may' });

async function fileMany(count: number): Promise<readonly Filed[]> {
  const filed: Filed[] = [];
  for (let n = 0; n < count; n += 1) filed.push(await on.file());
  return filed;
}

/** Published places that nobody of whose turn it was has taken: everybody may. */
async function openPlaces(): Promise<void> {
  await publish();
  on.stage.advance(10 * DAY);
  await executeDeadlines(queue(), on.stage.now());
}

/** One kiosk with the mutations that it will send in one push. */
type Sender = { readonly kiosk: DeskClient; readonly sent: readonly Outgoing[] };

/** Each child's choice, signed, spread over the kiosks; a kiosk sends its own in order. */
async function choices(children: readonly Filed[]): Promise<readonly Sender[]> {
  const senders: { kiosk: DeskClient; session: SignedIn; sent: Outgoing[] }[] = [];
  for (const kiosk of kiosks) senders.push({ kiosk, session: await kiosk.signIn(MOTHER), sent: [] });
  for (const [n, child] of children.entries()) {
    const sender = senders[n % senders.length];
    if (sender === undefined) throw new Error('There are kiosks');
    const order = { command: choosing(child), session: sender.session, key: MOTHER, number: child.number };
    sender.sent.push(await sender.kiosk.command(order));
  }
  return senders.filter(({ sent }) => sent.length > 0);
}

const push = ({ kiosk, sent }: Sender) => kiosk.push(...sent);
type Results = Awaited<ReturnType<typeof push>>;
const said = (results: Results) =>
  results.map((result) => (result.outcome === 'done' ? 'done' : result.failure.code));
/** Crowds that could not be decided together, as the log tells. */
const fallenApart = () => on.stage.log.filter((line) => line.includes('not decided together')).length;
const times = (what: string, count: number) => Array.from({ length: count }, () => what);

/** What stands in the database: every row that one accepted choice has to leave behind, counted. */
async function kept() {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from referral where ended is null) as referrals,
    (select count(distinct held_place)::int from referral where ended is null) as places,
    (select count(*)::int from place where state = 'taken') as taken,
    (select count(distinct application)::int from history where event = 'referral-issued') as history,
    (select count(*)::int from document where kind = 'referral') as papers,
    (select count(*)::int from command where name = 'choosePlace') as commands,
    (select count(*)::int from notice where kind = 'referral-issued') as notices,
    (select count(*)::int from ledger_leaf where kind = 'referral-issued') as leaves,
    (select count(distinct last)::int from (select max(index) + 1 as last from ledger_leaf
      union all select count(*) from ledger_leaf union all select size from ledger_head) l) as ledger_sizes,
    (select count(*)::int from processed_mutation p where p.client = any(${kiosks.map(({ clientId }) => clientId)}::uuid[]))
      as results,
    (select sum(last_mutation_id)::int from client where id = any(${kiosks.map(({ clientId }) => clientId)}::uuid[]))
      as counted,
    (select count(*)::int from challenge where purpose = 'application' and used_at is not null
      and desk = any(${kiosks.map(({ paired }) => paired.deskId)}::uuid[])) as challenges`.execute(
    on.stage.database.db,
  );
  return rows[0];
}

/** All of it, after `done` of `asked` choices were accepted. */
const everythingOf = (done: number, asked: number) => ({
  ...{ referrals: done, places: done, taken: done, history: done, papers: done, commands: done },
  ...{ notices: done, leaves: done, ledger_sizes: 1, results: asked, counted: asked, challenges: asked },
});

describe('more children than places', () => {
  it('gives each place once, answers each push once, however often it comes', async () => {
    const children = await fileMany(20);
    await openPlaces();
    const senders = await choices(children);
    const before = fallenApart();
    const answers = await Promise.all(
      senders.map((sender) => Promise.all([push(sender), push(sender), push(sender)])),
    );
    for (const [first, ...again] of answers) for (const other of again) expect(other).toEqual(first);
    const results = answers.flatMap(([first]) => first ?? []);
    expect(said(results).toSorted()).toEqual([...times('done', PLACES), ...times('not-your-turn', 14)]);
    expect(await kept()).toEqual(everythingOf(PLACES, 20));
    expect(fallenApart(), 'no crowd had to be undone').toBe(before);
    expect((await Promise.all(senders.map(push))).flat()).toEqual(results);
    expect(await kept()).toEqual(everythingOf(PLACES, 20));
  });

  it('keeps what was sent by those who went away without waiting', async () => {
    const children = await fileMany(8);
    await openPlaces();
    const senders = await choices(children);
    const leaving = new AbortController();
    const away = senders.map(({ kiosk, sent }) => {
      const request = { protocol: 1, schema: 1, clientId: kiosk.clientId, mutations: sent };
      return kiosk.call('push', request, { away: leaving.signal });
    });
    setTimeout(() => leaving.abort(), 30);
    await Promise.allSettled(away);
    const results = (await Promise.all(senders.map(push))).flat();
    expect(said(results).toSorted()).toEqual([...times('done', PLACES), ...times('not-your-turn', 2)]);
    expect(await kept()).toEqual(everythingOf(PLACES, 8));
  });
});

describe('one child', () => {
  it('gets one place when it is chosen for at every kiosk at once', async () => {
    const [child] = await fileMany(1);
    if (child === undefined) throw new Error('A child was filed');
    await openPlaces();
    const senders = await choices(times('', kiosks.length).map(() => child));
    const results = (await Promise.all(senders.map(push))).flat();
    expect(said(results).toSorted()).toEqual(['done', ...times('wrong-status', kiosks.length - 1)]);
    expect(await kept()).toEqual(everythingOf(1, kiosks.length));
  });
});

describe('a consent', () => {
  it('of the parent stands for one child, though the operator chooses for two', async () => {
    const children = await fileMany(2);
    await openPlaces();
    const operator = await on.desk.signIn('operator');
    const consent = await on.consentOf(MOTHER, operator);
    const [first, second] = children;
    if (first === undefined || second === undefined) throw new Error('Two children were filed');
    const give = (child: Filed) => ({
      ...{ command: choosing(child), session: operator, number: child.number },
      ...{ key: 'operator', signer: 'operator' as const, consent },
    });
    const sent = [await on.desk.command(give(first)), await on.desk.command(give(second))];
    expect(said(await on.desk.push(...sent))).toEqual(['done', 'consent-unknown']);
    expect(await on.statusOf(second)).toBe('queued');
  });
});

describe('at the instant at which offers lapse', () => {
  it('lapses each once, withdraws what is left, and gives nothing twice', async () => {
    const children = await fileMany(16);
    await publish();
    const { end } = await on.stage.database.db
      .selectFrom('application')
      .select((row) => row.fn.max('choose_by').as('end'))
      .executeTakeFirstOrThrow();
    on.stage.freeze((end?.getTime() ?? 0) + 1);
    const senders = await choices(children);
    const director = await on.desk.signIn('director');
    const reason = 'Топ жабылады';
    const withdraw = { do: 'withdrawPlaces', group: GROUP, places: 2, reason } as const;
    const [answers, withdrawn] = await Promise.all([
      Promise.all(senders.map(push)),
      on.give({ command: withdraw, session: director }),
      executeDeadlines(queue(), on.stage.now()),
      ...senders.map(push),
    ]);
    const codes = said(answers.flat());
    const done = codes.filter((code) => code === 'done').length;
    expect(new Set(codes)).toEqual(new Set(['done', 'not-your-turn']));
    const left = withdrawn === 'done' ? PLACES - 2 : PLACES;
    expect(done).toBe(left);
    expect(await kept()).toEqual(everythingOf(done, 16));
    const { rows } = await sql<{ places: number; lapses: number; lapsed: number }>`select
      (select count(*)::int from place) as places,
      (select count(*)::int from history where event = 'offer-lapsed') as lapses,
      (select count(distinct application)::int from history where event = 'offer-lapsed') as lapsed`.execute(
      on.stage.database.db,
    );
    expect(rows).toEqual([{ places: left, lapses: PLACES, lapsed: PLACES }]);
  });
});

describe('a choice that makes the server fail', () => {
  it('is set aside alone; the others have their places', async () => {
    const children = await fileMany(PLACES);
    await openPlaces();
    const senders = await choices(children);
    const poison = children[2]?.uuid ?? '';
    const { db } = on.stage.database;
    await sql`alter table command add constraint bug check (application <> ${sql.lit(poison)})`.execute(db);
    const answers = await Promise.all(senders.map(push)).finally(() =>
      sql`alter table command drop constraint bug`.execute(db),
    );
    const codes = said(answers.flat());
    expect(codes.filter((code) => code !== 'done')).toEqual(['internal']);
    expect(
      await on.stage.database.db.selectFrom('place').select('holder').where('holder', '=', poison).execute(),
    ).toEqual([]);
    const done = PLACES - 1;
    expect(await kept()).toEqual({ ...everythingOf(done, PLACES), challenges: done });
    expect(on.stage.log.join('\n')).not.toContain(demoPerson(MOTHER).iin);
  });
});

describe('a server that stops', () => {
  it('has decided what waited or has not acknowledged it: nothing is half done', async () => {
    const children = await fileMany(16);
    await openPlaces();
    const senders = await choices(children);
    const pushed = senders.map(({ kiosk, sent }) => {
      const request = { protocol: 1, schema: 1, clientId: kiosk.clientId, mutations: sent };
      return kiosk.call('push', request);
    });
    const ended = Promise.allSettled(pushed);
    await Promise.race(pushed);
    await on.stage.server.close();
    const answered = (await ended).flatMap((each) =>
      each.status === 'fulfilled' ? good(each.value).results : [],
    );
    const { rows } = await sql<{
      outcome: string;
      n: number;
    }>`select outcome ->> 'outcome' as outcome, count(*)::int as n
      from processed_mutation where client = any(${kiosks.map(({ clientId }) => clientId)}::uuid[]) group by 1`.execute(
      on.stage.database.db,
    );
    const count = (outcome: string) => rows.find((row) => row.outcome === outcome)?.n ?? 0;
    expect(await kept()).toMatchObject({
      ...{ referrals: count('done'), places: count('done'), commands: count('done'), papers: count('done') },
      results: count('done') + count('refused'),
    });
    expect(answered.filter(({ outcome }) => outcome === 'done').length).toBeLessThanOrEqual(count('done'));
    expect(answered.length).toBeLessThanOrEqual(count('done') + count('refused'));
  });
});
