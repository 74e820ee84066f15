import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay, almatyYear } from '../../../core/domain/almaty.ts';
import { addMonths } from '../../../core/domain/plain-date.ts';
import { checkSlip, hashFacts } from '../../../core/ledger/slip.ts';
import type { Change } from '../../../core/protocol/record.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf, formOfInvented, SCAN, SCAN_HASH, scanFor } from './forms.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let operator: SignedIn;

let kiosk: DeskClient;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  desk = await stage.desk();
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

const order = (form: ReturnType<typeof formOf>, key: string) => ({ form, key, session: operator });
const pulled = async (client: DeskClient, session?: string) =>
  good(
    await client.call(
      'pull',
      { protocol: 1, schema: 1, clientId: client.clientId },
      session === undefined ? {} : { session },
    ),
  );
const rowsOf = <T extends Change['table']>(changes: readonly Change[], table: T) =>
  changes.filter((change): change is Extract<Change, { table: T }> => change.table === table);

describe('an application that an operator enters and a parent signs', () => {
  it.each(['gost', 'rsa-sign'] as const)('gets number and position with a %s key', async (kind) => {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const [result] = await desk.push(await desk.submission({ ...order(form, 'synaqova-mother'), kind }));
    const year = almatyYear(stage.now());
    const uuid = form.children[0]?.uuid;
    const number = `ОДО.${year}.000001`;
    expect(result).toEqual({
      id: expect.any(Number),
      outcome: 'done',
      data: { applications: [{ uuid, number, queueNumber: 1 }] },
    });
    const { changes } = await pulled(desk);
    const [record] = rowsOf(changes, 'application').map(({ row }) => row);
    expect(record).toMatchObject({
      uuid,
      number,
      form,
      status: 'queued',
      queueClass: 'G',
      groupYear: 2021,
      enteredBy: demoPerson('operator').iin,
      signedBy: { iin: form.applicant.iin },
      parents: [form.applicant.iin],
      relationUnproved: false,
    });
    const due = addMonths(almatyDay(stage.now()), 12);
    expect(almatyDay(Date.parse(record?.confirmInterestBy ?? ''))).toBe(due);
  });

  it('has a registration document whose QR code checks against the key the desk got at pairing', async () => {
    await desk.push(
      await desk.submission(order(formOf('synaqova-mother', ['synaqova-2021']), 'synaqova-mother')),
    );
    const { changes } = await pulled(desk);
    const [document] = rowsOf(changes, 'document').map(({ row }) => row);
    const der = Buffer.from(desk.paired.slipKey, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    expect(checkSlip(document?.qr ?? '', key)).toMatchObject({
      ok: true,
      value: { uuid: document?.application, queueNumber: 1, hash: hashFacts(document?.facts ?? {}) },
    });
    expect(document?.facts).toMatchObject({ queueNumber: 1, districtKk: 'Көкшетау қаласы' });
  });

  it('is in the history with who did it, where, and in the ledger', async () => {
    await desk.push(
      await desk.submission(order(formOf('synaqova-mother', ['synaqova-2021']), 'synaqova-mother')),
    );
    const { changes } = await pulled(desk);
    const history = rowsOf(changes, 'history').map(({ row }) => row);
    expect(history[0]).toMatchObject({
      event: 'application-registered',
      actor: { iin: demoPerson('operator').iin, role: 'operator' },
      desk: desk.paired.deskCode,
    });
    const leaves = await stage.database.db.selectFrom('ledger_leaf').selectAll().execute();
    expect(leaves.map(({ index, subject }) => [index, subject])).toEqual([[0, history[0]?.application]]);
    expect(leaves[0]?.payload).not.toContain(demoPerson('synaqova-2021').iin);
  });
});

describe('kinds of application', () => {
  it('gives twins consecutive numbers, one filing time and neighbouring positions', async () => {
    const form = formOf('ulgibaeva-mother', ['ulgibaev-twin-one', 'ulgibaeva-twin-two']);
    const [result] = await desk.push(await desk.submission(order(form, 'ulgibaeva-mother')));
    const applications = result?.outcome === 'done' ? result.data.applications : [];
    const numbers = applications.map(({ number }) => Number(number.slice(-6)));
    expect(numbers).toEqual([1, 2]);
    expect(applications.map(({ queueNumber }) => queueNumber)).toEqual([1, 2]);
    const rows = rowsOf((await pulled(desk)).changes, 'application').map(({ row }) => row);
    expect(new Set(rows.map((row) => row?.filedAt)).size).toBe(1);
  });

  it('lets a claimed benefit stand in the general order until it is decided', async () => {
    await desk.put(SCAN_HASH, SCAN);
    const form = formOf('kopbalaeva-mother', ['kopbalaeva-2021'], {
      benefit: { category: 'P4', certificateDate: null },
      attachments: [scanFor('benefit')],
    });
    await desk.push(await desk.submission(order(form, 'kopbalaeva-mother')));
    const { changes } = await pulled(desk);
    expect(rowsOf(changes, 'application')[0]?.row).toMatchObject({
      status: 'pending',
      queueClass: 'G',
      benefitClaim: 'claimed',
    });
    const events = rowsOf(changes, 'history').map(({ row }) => row?.event);
    expect(events).toContain('benefit-claimed');
  });

  it('numbers the special queue apart', async () => {
    await desk.put(SCAN_HASH, SCAN);
    const form = formOf('ereksheva-mother', ['erekshev-2021'], {
      groupKind: 'special',
      attachments: [scanFor('conclusion')],
    });
    const [result] = await desk.push(await desk.submission(order(form, 'ereksheva-mother')));
    const number = result?.outcome === 'done' ? result.data.applications[0]?.number : '';
    expect(number).toMatch(/^СДО\.\d{4}\.000001$/);
  });

  it('counts a temporary registration in the district', async () => {
    const form = formOf('uaqytova-mother', ['uaqytov-2023']);
    const [result] = await desk.push(await desk.submission(order(form, 'uaqytova-mother')));
    expect(result?.outcome).toBe('done');
  });

  it('takes people typed in by hand with a scan that proves the registration, and marks the relation', async () => {
    await desk.put(SCAN_HASH, SCAN);
    const form = formOf('belgisizova-mother', ['belgisizova-2022'], {
      attachments: [scanFor('registration')],
    });
    const typed = {
      ...form,
      applicant: {
        ...form.applicant,
        source: 'manual' as const,
        registrationDistrict: null,
        registrationAddress: { ...form.applicant.registrationAddress, city: 'Көкшетау' },
      },
      children: form.children.map((child) => ({
        ...child,
        source: 'manual' as const,
        registrationDistrict: null,
      })),
    };
    await desk.push(await desk.submission(order(typed, 'belgisizova-mother')));
    expect(rowsOf((await pulled(desk)).changes, 'application')[0]?.row).toMatchObject({
      relationUnproved: true,
    });
  });
});

describe('§1.11 Numbers: the position', () => {
  it('follows E, then one P for three G, each by filing time; who does not wait has none', async () => {
    await desk.put(SCAN_HASH, SCAN);
    // The example of domain.md §1.10.3 with an extraordinary child that filed last.
    const filed = ['G1', 'P1', 'G2', 'P2', 'G3', 'G4', 'G5', 'E1', 'left'];
    const uuids = new Map<string, string>();
    for (const [index, name] of filed.entries()) {
      const form = formOfInvented('synaqova-mother', index);
      const [result] = await desk.push(await desk.submission(order(form, 'synaqova-mother')));
      const [given] = result?.outcome === 'done' ? result.data.applications : [];
      expect(given?.queueNumber).toBe(index + 1);
      uuids.set(name, given?.uuid ?? '');
    }
    for (const [name, uuid] of uuids)
      await stage.database.db
        .updateTable('application')
        .set({
          queue_class: name.startsWith('E') ? 'E' : name.startsWith('P') ? 'P' : 'G',
          line: name.startsWith('E') ? 'E' : name.startsWith('P') ? 'P' : 'G',
          status: name === 'left' ? 'withdrawn' : 'queued',
        })
        .where('uuid', '=', uuid)
        .execute();
    const places: Record<string, number | null> = {};
    for (const [name, uuid] of uuids)
      places[name] = good(await desk.call('place', { uuid }, { session: operator.token })).queueNumber;
    expect(places).toEqual({ E1: 1, P1: 2, G1: 3, G2: 4, G3: 5, P2: 6, G4: 7, G5: 8, left: null });
  });
});

describe('a parent alone', () => {
  it('files for the own child, and sees own applications only', async () => {
    await desk.push(
      await desk.submission(order(formOf('synaqova-mother', ['synaqova-2021']), 'synaqova-mother')),
    );
    const parent = await kiosk.signIn('ulgibaeva-mother');
    const form = formOf('ulgibaeva-mother', ['ulgibaev-twin-one']);
    const [result] = await kiosk.push(
      await kiosk.submission({ form, key: 'ulgibaeva-mother', session: parent }),
    );
    expect(result?.outcome).toBe('done');
    const seen = rowsOf((await pulled(kiosk, parent.token)).changes, 'application');
    expect(seen.map(({ row }) => row?.form.applicant.iin)).toEqual([demoPerson('ulgibaeva-mother').iin]);
    expect((await pulled(kiosk)).changes).toEqual([]);
    const uuid = form.children[0]?.uuid;
    expect(good(await kiosk.call('place', { uuid }, { session: parent.token }))).toEqual({ queueNumber: 1 });
  });

  it('is not staff at a kiosk, whatever role he holds at a desk', async () => {
    const session = await kiosk.signIn('operator');
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const [result] = await kiosk.push(await kiosk.submission({ form, key: 'synaqova-mother', session }));
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'not-permitted' } });
  });
});

describe('§1.11 a move to another district', () => {
  let elsewhere: DeskClient;
  beforeAll(async () => {
    await stage.grantOperator('operator-qosshy', QOSSHY);
    elsewhere = await stage.desk(QOSSHY);
  });
  beforeEach(async () => {
    for (const client of [desk, elsewhere]) await client.put(SCAN_HASH, SCAN);
  });
  const MOTHER = 'synaqova-mother';
  const childOf = (form: ReturnType<typeof formOf>) => form.children[0]?.uuid ?? '';
  const filedHere = async () => {
    const form = formOfInvented(MOTHER, 0);
    expect((await desk.push(await desk.submission(order(form, MOTHER))))[0]).toMatchObject({
      outcome: 'done',
    });
    return form;
  };
  const there = async (form: ReturnType<typeof formOf>, key = MOTHER) => {
    const session = await elsewhere.signIn('operator-qosshy');
    const [result] = await elsewhere.push(await elsewhere.submission({ form, key, session }));
    return result;
  };
  const inQosshy = (n: number, parent: string, moves: true | null) => ({
    ...formOfInvented(parent, n),
    ...{ district: QOSSHY, settlement: 'Қосшы', moves },
  });
  const rowOf = (uuid: string) =>
    stage.database.db
      .selectFrom('application')
      .select(['status', 'filed_at', 'number', 'confirm_interest_by', 'district'])
      .where('uuid', '=', uuid)
      .executeTakeFirstOrThrow();

  it('keeps the filing time, and the old application is withdrawn by the same act', async () => {
    const old = childOf(await filedHere());
    const before = await rowOf(old);
    stage.advance(3_600_000);
    await there(inQosshy(1, 'kopbalaeva-mother', null), 'kopbalaeva-mother');
    const form = inQosshy(0, MOTHER, true);
    const result = await there(form);
    const after = await rowOf(childOf(form));
    expect(result).toMatchObject({ outcome: 'done', data: { applications: [{ queueNumber: 1 }] } });
    expect(after).toMatchObject({ status: 'queued', filed_at: before.filed_at, district: QOSSHY });
    expect(after.confirm_interest_by).toEqual(before.confirm_interest_by);
    expect((await rowOf(old)).status).toBe('withdrawn');
    const lines = await stage.database.db
      .selectFrom('history')
      .select(['application', 'event', 'facts'])
      .where('event', 'in', ['application-withdrawn', 'application-registered'])
      .orderBy('id')
      .execute();
    expect(lines.slice(-2)).toMatchObject([
      { application: old, event: 'application-withdrawn', facts: { movedTo: after.number } },
      { application: childOf(form), facts: { movedFrom: before.number } },
    ]);
  });

  it('is refused as a duplicate where the form does not say so, and within one district', async () => {
    const old = childOf(await filedHere());
    expect(await there(inQosshy(0, MOTHER, null))).toMatchObject({
      outcome: 'refused',
      failure: { code: 'duplicate-child' },
    });
    const again = { ...formOfInvented(MOTHER, 0), moves: true as const };
    expect((await desk.push(await desk.submission(order(again, MOTHER))))[0]).toMatchObject({
      outcome: 'refused',
      failure: { code: 'duplicate-child' },
    });
    expect((await rowOf(old)).status).toBe('queued');
  });

  it('takes nobody along who is not the applicant’s, and nobody who is not queued elsewhere', async () => {
    const old = childOf(await filedHere());
    const stranger = 'kopbalaeva-mother';
    expect(await there(inQosshy(0, stranger, true), stranger)).toMatchObject({
      outcome: 'refused',
      failure: { code: 'not-permitted' },
    });
    expect(await there(inQosshy(2, MOTHER, true))).toMatchObject({
      outcome: 'refused',
      failure: { code: 'nothing-to-move', field: 'children.0.iin' },
    });
    expect((await rowOf(old)).status).toBe('queued');
    const { n } = await stage.database.db
      .selectFrom('application')
      .select((row) => row.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(1);
  });

  it('leaves no number out where the old district was quicker', async () => {
    const old = await filedHere();
    const form = inQosshy(0, MOTHER, true);
    await stage.database.db
      .updateTable('application')
      .set({ status: 'withdrawn' })
      .where('uuid', '=', childOf(old))
      .execute();
    expect(await there(form)).toMatchObject({ failure: { code: 'nothing-to-move' } });
    const result = await there(inQosshy(1, MOTHER, null));
    expect(result).toMatchObject({ data: { applications: [{ number: expect.stringMatching(/000002$/) }] } });
  });
});
