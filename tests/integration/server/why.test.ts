/** "Why this number" over HTTP: who may ask, what is hidden, and what a visit remembers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { grantRole } from '../../../server/person/grant.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf } from './forms.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let elsewhere: DeskClient;
let kiosk: DeskClient;
let operator: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  await grantRole(
    stage.database.db,
    { iin: demoPerson('synaqov-father').iin, role: 'auditor', district: null, kindergarten: null },
    stage.now(),
  );
  desk = await stage.desk();
  elsewhere = await stage.desk(QOSSHY);
  kiosk = await stage.desk(KOKSHETAU, 'kiosk');
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  operator = await desk.signIn('operator');
});

/** Files twins of one mother; gives the applications in their order. */
async function twins(): Promise<readonly [string, string]> {
  const form = formOf('ulgibaeva-mother', ['ulgibaev-twin-one', 'ulgibaeva-twin-two'], { twins: true });
  const key = 'ulgibaeva-mother';
  const [result] = await desk.push(await desk.submission({ form, key, session: operator }));
  expect(result?.outcome).toBe('done');
  const [first, second] = form.children;
  return [first?.uuid ?? '', second?.uuid ?? ''];
}

const ask = (at: DeskClient, session: SignedIn, uuid: string) =>
  at.call('why.read', { uuid, from: null }, { session: session.token });

describe('why this number', () => {
  it('is told to a parent, staff of the district and the auditor, and to nobody else', async () => {
    const [, uuid] = await twins();
    const mother = await kiosk.signIn('ulgibaeva-mother');
    const stranger = await kiosk.signIn('synaqova-mother');
    const auditor = await elsewhere.signIn('synaqov-father');
    for (const [at, session] of [
      [kiosk, mother],
      [desk, operator],
      [elsewhere, auditor],
    ] as const)
      expect(good(await ask(at, session, uuid)).place?.position).toBe(2);
    expect(await ask(kiosk, stranger, uuid)).toMatchObject({ failure: { code: 'not-found' } });
    const outside = await kiosk.signIn('operator');
    expect(await ask(kiosk, outside, uuid)).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('names nobody: a sibling stands before by the same form, with a covered number', async () => {
    const [, uuid] = await twins();
    const why = good(await ask(desk, operator, uuid));
    expect(why.place?.before).toEqual({ E: 0, P: 0, G: 1 });
    expect(why.place?.page).toMatchObject([{ position: 1, line: 'G', slot: 'P', reason: 'twin' }]);
    expect(why.place?.page[0]?.number).toMatch(/^ОДО\.\d{4}\.0•••01$/);
    const text = JSON.stringify(why.place?.page);
    for (const secret of [demoPerson('ulgibaev-twin-one').iin, demoPerson('ulgibaev-twin-one').surname])
      expect(text).not.toContain(secret);
  });

  it('compares with the last session of this person, not with the last page', async () => {
    const [first, uuid] = await twins();
    expect(good(await ask(desk, operator, uuid)).visit).toBeNull();
    expect(good(await ask(desk, operator, uuid)).visit).toBeNull();
    await stage.database.db
      .updateTable('application')
      .set({ status: 'withdrawn' })
      .where('uuid', '=', first)
      .execute();
    const later = await desk.signIn('operator');
    for (let look = 1; look <= 2; look += 1) {
      const why = good(await ask(desk, later, uuid));
      expect(why.place?.position).toBe(1);
      expect(why.visit).toMatchObject({ position: 2, turned: { E: 0, P: 0, G: 0 }, more: false });
      expect(why.visit?.changes).toMatchObject([{ effect: 'left', was: 'G', now: null }]);
    }
    const next = await desk.signIn('operator');
    expect(good(await ask(desk, next, uuid)).visit).toMatchObject({ position: 1, changes: [] });
  });
});
