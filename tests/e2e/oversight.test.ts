import { expect, test } from '@playwright/test';
import { sql } from 'kysely';
import { DAY } from '../../core/domain/instant.ts';
import { ANOMALY_KINDS } from '../../core/protocol/region.ts';
import { DEMO_KINDERGARTEN, demoPerson } from '../simulators/demo-people.ts';
import { type Families, openFamilies } from './families.ts';
import { type Language, word } from './journey.ts';
import type { Office, OfficeWindow } from './office.ts';
import { pictured } from './pictured.ts';
import { inBothLanguages } from './seen.ts';
import { changeTo, enter } from './staff.ts';
import { ownOffice } from './stage.ts';

/** What those who watch over the offices find where something is not as it should be. */
let office: Office;
let elsewhere: Families;
let desk: OfficeWindow;
ownOffice(async (opened) => {
  office = opened;
  elsewhere = await openFamilies(office);
  desk = await enter(office, 'region');
  return elsewhere.close;
});

/** More applications like this one as an operator's work on others' behalf, straight into the table. */
async function manyOnBehalf(application: string, many: number): Promise<void> {
  const { db } = elsewhere.database;
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_name = 'application' and is_generated = 'NEVER' and is_identity = 'NO'`.execute(db);
  const columns = sql.join(rows.map(({ name }) => sql.ref(name)));
  await sql`insert into application (${columns}) select ${columns} from (
    select (jsonb_populate_record(a, jsonb_build_object('uuid', gen_random_uuid(), 'number', 'ОДО.2026.' || 900000 + n,
      'child_iin', 'child ' || n, 'signer', 'operator', 'entered_by', ${demoPerson('operator').iin}::text,
      'consent', jsonb_build_object('means', 'paper', 'sha256', repeat('0', 64))))).*
    from application a cross join generate_series(1, ${many}::int) n where a.uuid = ${application}) made`.execute(
    db,
  );
}

/** One anomaly of every kind that there is. */
async function everyAnomaly(): Promise<{ readonly restored: string; readonly silent: string }> {
  const { file, give, desk: other, database } = elsewhere;
  // One phone on four families' forms.
  const application = await file('qiyalova-mother', 'qiyalova-2020');
  await file('synaqova-mother', 'synaqova-2021');
  await file('ulgibaeva-mother', 'ulgibaev-twin-one');
  await file('kopbalaeva-mother', 'kopbalaeva-2021');
  for (let times = 0; times < 3; times += 1) {
    await give({ do: 'withdraw', application, by: 'whoever-may' });
    await give({
      ...{ do: 'restore', application, reason: 'Қате басылды' },
      ...{ by: 'whoever-may', second: 'whoever-may' },
    });
  }
  const { token } = await other.signIn('operator');
  const { iin } = demoPerson('synaqov-2022');
  for (let times = 0; times < 60; times += 1) {
    const { status } = await other.call('person', { iin, as: 'child' }, { session: token });
    expect(status).toBe(200);
  }
  await manyOnBehalf(application, 40);
  // Both computers were away for four days; the one at which the region looks is back.
  await database.db
    .updateTable('desk')
    .set({ seen_at: new Date(Date.now() - 4 * DAY) })
    .execute();
  const { number } = await database.db
    .selectFrom('application')
    .select('number')
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
  return { restored: number, silent: other.paired.deskCode };
}

test('the region sees whatever deserves a look: of each kind who or where, how many, since when', async () => {
  const { restored, silent } = await everyAnomaly();
  const { page } = desk;
  await page.getByRole('link', { name: word('kk', 'cabinet', 'office.region.title') }).click();
  const { kk, ru } = await elsewhere.database.db
    .selectFrom('kindergarten')
    .select(['name_kk as kk', 'name_ru as ru'])
    .where('id', '=', DEMO_KINDERGARTEN)
    .executeTakeFirstOrThrow();
  await inBothLanguages(page, async (language) => {
    const said = (path: string) => word(language, 'region', `anomaly.${path}`);
    const list = page.getByRole('region', { name: said('title') });
    const of = (kind: (typeof ANOMALY_KINDS)[number]) =>
      list.getByRole('row').filter({ hasText: said(`kind.${kind}`) });
    for (const kind of ANOMALY_KINDS) await expect(of(kind).first()).toContainText(said(`why.${kind}`));
    // A phone is a person's: its middle stays hidden.
    await expect(of('phone-on-many')).toContainText('+7 (700) ***-**-01');
    await expect(of('phone-on-many')).toContainText('4');
    await expect(of('operator-on-behalf')).toContainText(/Сынақова/i);
    await expect(of('operator-on-behalf')).toContainText('40');
    await expect(of('restored-often')).toContainText(restored);
    await expect(of('lookups-many')).toContainText('60');
    await expect(of('held-back-places').filter({ hasText: { kk, ru }[language] }).first()).toBeVisible();
    // Whoever only looks is not silent.
    await expect(of('desk-silent')).toHaveCount(1);
    await expect(of('desk-silent')).toContainText(silent);
  });
  await pictured(desk, 'region-anomalies');
});

test('the auditor is told where the ledger was changed behind the program’s back, and what to do', async () => {
  const { page } = desk;
  const { db } = elsewhere.database;
  await elsewhere.file('ulgibaeva-mother', 'ulgibaeva-twin-two');
  const application = await elsewhere.file('synaqova-mother', 'synaqov-2024');
  const changed = await db
    .selectFrom('ledger_leaf as l')
    .innerJoin('application as a', 'a.uuid', 'l.subject')
    .select(['l.index', 'l.payload', 'a.number'])
    .where('a.uuid', '=', application)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('ledger_leaf')
    .set({ payload: changed.payload.replace('111000000', '113800000') })
    .where('index', '=', changed.index)
    .execute();

  await changeTo(office, page, 'auditor');
  await page.getByRole('link', { name: word('kk', 'cabinet', 'office.audit.title') }).click();
  const check = (language: Language) =>
    page.getByRole('button', { name: word(language, 'audit', 'ledger.check') }).click();
  await check('kk');
  const broken = async (language: Language, index: number): Promise<void> => {
    const text = word(language, 'failure', 'ledger-broken.text', { index });
    const shown = page.locator('[data-failure=ledger-broken]');
    await expect(shown).toContainText(text);
    await expect(shown).toContainText(word(language, 'failure', 'ledger-broken.next'));
  };
  await inBothLanguages(page, async (language) => {
    await broken(language, changed.index);
    const shown = page.locator('[data-failure=ledger-broken]');
    await expect(shown).toContainText(word(language, 'audit', 'action.application-registered'));
    await expect(shown).toContainText(changed.number);
    await expect(page.getByText(word(language, 'audit', 'ledger.whole'), { exact: true })).toHaveCount(0);
  });
  await pictured(desk, 'audit-broken');

  // A leaf that was taken out stands before it, and is the first to be told of.
  await db
    .deleteFrom('ledger_leaf')
    .where('index', '=', changed.index - 1)
    .execute();
  await check('kk');
  await broken('kk', changed.index - 1);
  await expect(page.getByText(word('kk', 'audit', 'ledger.missing'))).toBeVisible();
});
