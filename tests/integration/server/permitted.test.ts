/** What a card offers and why it does not, and the places to choose among: seen by those whom they concern, and by nobody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { DAY, HOUR } from '../../../core/domain/instant.ts';
import { addDays, addMonths } from '../../../core/domain/plain-date.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { runCommand } from '../../../server/queue/command.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { rulesOf } from '../../unit/domain/story.ts';
import { bad, type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOfInvented, SCAN, SCAN_HASH } from './forms.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let kiosk: DeskClient;
let operator: SignedIn;
let mother: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  await stage.grantOperator('operator-qosshy', QOSSHY);
  desk = await stage.desk();
  kiosk = await stage.desk(KOKSHETAU, 'kiosk');
  const { db } = stage.database;
  const kindergarten = { district: KOKSHETAU, bin: null, director: null, kind: 'kindergarten' as const };
  await db
    .insertInto('kindergarten')
    .values([
      {
        ...{
          id: 'test-near',
          ...kindergarten,
          name_kk: 'Сынақ балабақшасы',
          name_ru: 'Проверочный детский сад',
        },
        ...{ settlement: 'Көкшетау', address: 'Тест көшесі, 1', phone: '+77162000000' },
        ...{ latitude: 53.29, longitude: 69.39 },
      },
      {
        ...{ id: 'test-far', ...kindergarten, name_kk: 'Алыс балабақша', name_ru: 'Дальний детский сад' },
        ...{
          settlement: 'Красный Яр',
          address: 'Үлгі көшесі, 2',
          phone: null,
          latitude: null,
          longitude: null,
        },
      },
    ])
    .execute();
  await db
    .insertInto('kindergarten_group')
    .values(
      (['near', 'far'] as const).map((where) => ({
        ...{
          id: `group-${where}`,
          kindergarten: `test-${where}`,
          kind: 'general' as const,
          birth_year: 2023,
        },
        ...{
          language: where === 'near' ? ('kk' as const) : ('ru' as const),
          name: `«${where}»`,
          capacity: 3,
        },
      })),
    )
    .execute();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.database.db.deleteFrom('notice').execute();
  await stage.database.db
    .updateTable('application')
    .set({ referral_number: null, status: 'withdrawn' })
    .execute();
  await stage.database.db.deleteFrom('referral').execute();
  await stage.database.db.deleteFrom('place').execute();
  await stage.emptyQueue();
  await desk.put(SCAN_HASH, SCAN);
  operator = await desk.signIn('operator');
  mother = await kiosk.signIn('synaqova-mother');
});

let filed = 0;

/** A child of 2023 of this mother; gives its application. */
async function file(parent = 'synaqova-mother'): Promise<string> {
  filed += 1;
  const form = formOfInvented(parent, filed);
  const [result] = await desk.push(await desk.submission({ form, key: parent, session: operator }));
  if (result?.outcome !== 'done') throw new Error(JSON.stringify(result));
  return form.children[0]?.uuid ?? '';
}

/** A command of the rules, whoever may give it. */
async function rule(command: Command): Promise<void> {
  const { db } = stage.database;
  const origin = { name: '', desk: null, paper: () => fail('nothing is filed here') };
  const done = await runCommand({ db, rules: rulesOf('classic'), now: stage.now }, command, origin);
  if (!done.ok) throw new Error(done.error);
}
function fail(why: string): never {
  throw new Error(why);
}
const by = 'whoever-may' as const;
const publish = (group: string, places: number) => rule({ do: 'publishPlaces', group, places, by });

const permitted = (client: DeskClient, who: SignedIn, application: string) =>
  client.call('application.permitted', { application }, { session: who.token });
const choices = (client: DeskClient, who: SignedIn, application: string) =>
  client.call('place.choices', { application }, { session: who.token });

describe('what is permitted on an application', () => {
  it('offers nothing to choose before the turn, and says why', async () => {
    const id = await file();
    const answer = good(await permitted(kiosk, mother, id));
    expect(answer).toMatchObject({
      ...{ status: 'queued', position: 1, referral: null, chooseBy: null },
      permitted: ['updateContacts', 'claimBenefit', 'withdraw'],
      refused: { choosePlace: 'not-your-turn', confirmInterest: 'too-early', cancelReferral: 'wrong-status' },
      places: { offered: false, open: false },
    });
    const by = addMonths(almatyDay(stage.now()), 12);
    expect(answer.interest).toEqual({ from: addDays(by, -30), by });
    const none = good(await choices(kiosk, mother, id));
    expect(none).toMatchObject({ refusal: 'not-your-turn', choices: [], turn: false });
  });

  it('R1: lets choose when the turn has come, among what is on offer; then return for 24 hours, then only extend', async () => {
    const id = await file();
    await publish('group-near', 1);
    const turn = good(await permitted(kiosk, mother, id));
    expect(turn).toMatchObject({ status: 'notified', places: { offered: true, open: false } });
    expect(turn.permitted).toContain('choosePlace');
    expect(turn.chooseBy).not.toBeNull();

    const { choices: places, turn: come } = good(await choices(kiosk, mother, id));
    expect(come).toBe(true);
    expect(places).toMatchObject([
      {
        ...{ group: 'group-near', language: 'kk', offered: 1, open: 0, birthYear: 2023 },
        kindergarten: { kk: 'Сынақ балабақшасы', address: 'Тест көшесі, 1', phone: '+77162000000' },
      },
    ]);
    // From Көкшетау of the settlement table to the kindergarten's own coordinates.
    expect(places[0]?.distanceKm).toBeCloseTo(1.1, 1);

    await rule({ do: 'choosePlace', application: id, group: 'group-near', by });
    const taken = good(await permitted(kiosk, mother, id));
    expect(taken.permitted).toEqual(['cancelReferral', 'extendReferral', 'updateContacts', 'claimBenefit']);
    expect(taken.refused.choosePlace).toBe('wrong-status');
    const { issuedAt = '', returnUntil = '' } = taken.referral ?? {};
    expect(Date.parse(returnUntil) - Date.parse(issuedAt)).toBe(24 * HOUR);

    stage.advance(DAY + HOUR);
    mother = await kiosk.signIn('synaqova-mother');
    const later = good(await permitted(kiosk, mother, id));
    expect(later.permitted).not.toContain('cancelReferral');
    expect(later.refused.cancelReferral).toBe('cancel-window-closed');
    expect(later.permitted).toContain('extendReferral');
  });

  it('shows a child whose turn has not come the open places alone; a place without known coordinates has no distance', async () => {
    const first = await file();
    const second = await file('synaqova-mother');
    await publish('group-near', 1);
    // Two places for two children; the third place is open to all.
    await publish('group-far', 2);
    await rule({ do: 'choosePlace', application: second, group: 'group-far', by });
    const third = await file();
    const open = good(await choices(kiosk, mother, third));
    expect(open.turn).toBe(false);
    expect(
      open.choices.map(({ group, offered, open: free, distanceKm }) => [group, offered, free, distanceKm]),
    ).toEqual([['group-far', 0, 1, null]]);
    expect(
      good(await choices(kiosk, mother, first))
        .choices.map(({ group }) => group)
        .toSorted(),
    ).toEqual(['group-far', 'group-near']);
  });
});

describe('a closed kindergarten', () => {
  it('is offered to nobody, whatever places were left in it', async () => {
    const id = await file();
    await publish('group-near', 1);
    await publish('group-far', 1);
    const { db } = stage.database;
    const close = (closed_at: Date | null) =>
      db.updateTable('kindergarten').set({ closed_at }).where('id', '=', 'test-near').execute();
    await close(new Date(stage.now()));
    const left = good(await choices(kiosk, mother, id)).choices;
    await close(null);
    expect(left.map(({ group }) => group)).toEqual(['group-far']);
  });
});

describe('who may ask', () => {
  it('the operator of the district; anybody else does not even learn that the application exists', async () => {
    const id = await file();
    await publish('group-near', 1);
    expect(good(await permitted(desk, operator, id)).permitted).toContain('choosePlace');
    const { iin } = demoPerson('moderator');
    const { db } = stage.database;
    const grant = { iin, district: null, kindergarten: 'test-near', role: 'director' as const };
    await grantRole(db, grant, stage.now());
    const there = await stage.desk(QOSSHY);
    const strangers = [
      [kiosk, await kiosk.signIn('synaqov-father')],
      [desk, await desk.signIn('moderator')],
      [there, await there.signIn('operator-qosshy')],
      // At a kiosk an operator is a parent like any other.
      [kiosk, await kiosk.signIn('operator')],
    ] as const;
    for (const [client, who] of strangers) {
      expect(bad(await permitted(client, who, id))).toEqual({ status: 422, code: 'not-found' });
      expect(bad(await choices(client, who, id))).toEqual({ status: 422, code: 'not-found' });
    }
  });

  it('shows a member of staff without the right what stands there, and permits nothing', async () => {
    const id = await file();
    await publish('group-near', 1);
    const { iin } = demoPerson('operator-two');
    const grant = { iin, district: KOKSHETAU, kindergarten: null, role: 'moderator' as const };
    await grantRole(stage.database.db, grant, stage.now());
    const moderator = await desk.signIn('operator-two');
    const seen = good(await permitted(desk, moderator, id));
    expect(seen).toMatchObject({ status: 'notified', permitted: [] });
    expect(seen.refused.choosePlace).toBe('not-permitted');
    expect(good(await choices(desk, moderator, id))).toMatchObject({ refusal: 'not-permitted', choices: [] });
  });
});
