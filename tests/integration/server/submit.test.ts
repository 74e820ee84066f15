import { createPublicKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay, almatyYear } from '../../../core/domain/almaty.ts';
import { addMonths } from '../../../core/domain/plain-date.ts';
import { checkSlip, hashFacts } from '../../../core/ledger/slip.ts';
import type { Change } from '../../../core/protocol/record.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf, SCAN, SCAN_HASH, scanFor } from './forms.ts';
import { KOKSHETAU, openTheatre, type Stage, type Theatre } from './stage.ts';

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

describe('the position', () => {
  it('follows E, then one P for three G, each by filing time; who does not wait has none', async () => {
    await desk.push(
      await desk.submission(order(formOf('synaqova-mother', ['synaqova-2021']), 'synaqova-mother')),
    );
    const { db } = stage.database;
    const { id: _, ...row } = await db.selectFrom('application').selectAll().executeTakeFirstOrThrow();
    await db.deleteFrom('document').execute();
    await db.deleteFrom('history').execute();
    await db.deleteFrom('application').execute();
    // The example of domain.md §1.10.3 with an extraordinary child that filed last.
    const filed = ['G1', 'P1', 'G2', 'P2', 'G3', 'G4', 'G5', 'E1', 'left'];
    const uuids = new Map<string, string>();
    for (const [index, name] of filed.entries()) {
      const uuid = randomUUID();
      uuids.set(name, uuid);
      await db
        .insertInto('application')
        .values({
          ...row,
          uuid,
          number: `ОДО.2026.${String(index + 1).padStart(6, '0')}`,
          child_iin: `X${index}`,
          form: JSON.stringify(row.form),
          provisional: JSON.stringify(row.provisional),
          signed_by: JSON.stringify(row.signed_by),
          referral: null,
          queue_class: name.startsWith('E') ? 'E' : name.startsWith('P') ? 'P' : 'G',
          status: name === 'left' ? 'withdrawn' : 'queued',
          filed_at: new Date(stage.now() + index),
        })
        .execute();
    }
    const places: Record<string, number | null> = {};
    for (const [name, uuid] of uuids)
      places[name] = good(await desk.call('place', { uuid }, { session: operator.token })).queueNumber;
    expect(places).toEqual({ E1: 1, P1: 2, G1: 3, G2: 4, G3: 5, P2: 6, G4: 7, G5: 8, left: null });
  });
});

describe('refusals', () => {
  const refusal = async (form: ReturnType<typeof formOf>, key: string, more = {}) => {
    const [result] = await desk.push(await desk.submission({ ...order(form, key), ...more }));
    return result?.outcome === 'refused' ? result.failure : result;
  };

  it.each([
    ['signature of another person', 'synaqov-father', {}, { code: 'iin-mismatch' }],
    ['document of another desk', 'synaqova-mother', { desk: 'K99' }, { code: 'content' }],
    ['document of another operator', 'synaqova-mother', { operator: '900312445675' }, { code: 'content' }],
    ['invented challenge', 'synaqova-mother', { challenge: 'invented' }, { code: 'challenge-unknown' }],
  ])('a %s', async (_name, key, signed, failure) => {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    expect(await refusal(form, key, { signed })).toEqual(failure);
  });

  it('content that differs from the command', async () => {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const other = { ...form, settlement: 'Краснояр' };
    expect(await refusal(form, 'synaqova-mother', { signed: { form: other } })).toEqual({ code: 'content' });
  });

  it('a key that expired, was revoked, or comes from nowhere', async () => {
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    for (const [state, code] of [
      ['expired', 'expired'],
      ['revoked', 'revoked'],
      ['stranger', 'untrusted'],
    ] as const) {
      const signer = theatre.ca.signer({ person: 'synaqova-mother', kind: 'gost', state });
      const good = await desk.submission(order(form, 'synaqova-mother'));
      const { signXmlEnveloped } = await import('../../simulators/demo-ca/xml-signer.ts');
      const bare = good.mutation.args.signedXml.replace(/<ds:Signature .*<\/ds:Signature>/s, '');
      const signedXml = signXmlEnveloped(bare, signer.key, signer.certificate);
      const [result] = await desk.push({
        ...good,
        mutation: { ...good.mutation, args: { ...good.mutation.args, signedXml } },
      });
      expect(result).toMatchObject({ outcome: 'refused', failure: { code } });
    }
  });

  it('a challenge a second time, and one after its ten minutes', async () => {
    const challenge = await desk.challenge();
    const signed = { challenge };
    const [first] = await desk.push(
      await desk.submission({
        ...order(formOf('synaqova-mother', ['synaqova-2021']), 'synaqova-mother'),
        signed,
      }),
    );
    expect(first?.outcome).toBe('done');
    const again = formOf('synaqova-mother', ['synaqov-2022']);
    expect(await refusal(again, 'synaqova-mother', { signed })).toEqual({ code: 'challenge-unknown' });
    const late = { challenge: await desk.challenge() };
    stage.advance(10 * 60_000 + 1000);
    expect(await refusal(again, 'synaqova-mother', { signed: late })).toEqual({ code: 'challenge-expired' });
  });

  it('accepts from the stock for 72 hours what was signed while the line was down', async () => {
    const stock = good(await desk.call('challengeStock', { count: 2 })).challenges;
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const signed = { challenge: stock[0]?.challenge ?? '' };
    const made = await desk.submission({ ...order(form, 'synaqova-mother'), signed });
    stage.advance(71 * 3_600_000);
    expect(await desk.push(made)).toMatchObject([{ outcome: 'done' }]);
  });

  it('a child that is queued already, whoever asks', async () => {
    const first = formOf('synaqova-mother', ['synaqova-2021']);
    await desk.push(await desk.submission(order(first, 'synaqova-mother')));
    const second = formOf('synaqov-father', ['synaqova-2021']);
    expect(await refusal(second, 'synaqov-father')).toEqual({
      code: 'duplicate-child',
      field: 'children.0.iin',
    });
  });

  it.each([
    ['no registration', 'tirkeusizova-mother', 'tirkeusizov-2023', 'not-registered'],
    ['registration in another district', 'auylov-father', 'auylova-2022', 'not-registered'],
    ['a child over age', 'kopbalaeva-mother', 'kopbalaev-2018', 'over-age'],
    ['a stranger', 'jalgyzova-mother', 'synaqov-2022', 'not-permitted'],
  ])('%s', async (_name, parent, child, code) => {
    expect(await refusal(formOf(parent, [child]), parent)).toMatchObject({ code });
  });

  it('does not believe a desk that says registered where ГБД ФЛ says no', async () => {
    const form = formOf('tirkeusizova-mother', ['tirkeusizov-2023']);
    const claimed = { ...form, applicant: { ...form.applicant, registrationDistrict: form.district } };
    expect(await refusal(claimed, 'tirkeusizova-mother')).toMatchObject({ code: 'not-registered' });
  });

  it('a scan that never came', async () => {
    const form = formOf('kopbalaeva-mother', ['kopbalaeva-2021'], {
      benefit: { category: 'P4', certificateDate: null },
      attachments: [scanFor('benefit')],
    });
    expect(await refusal(form, 'kopbalaeva-mother')).toEqual({
      code: 'file-missing',
      field: 'attachments.0',
    });
  });

  it('a form with a fault, naming the field', async () => {
    const form = formOf('synaqova-mother', ['synaqova-2021'], { settlement: '' });
    expect(await refusal(form, 'synaqova-mother')).toEqual({ code: 'required', field: 'settlement' });
  });

  it('another district than the desk’s own', async () => {
    const form = formOf('jobalova-mother', ['jobalova-2023'], { district: '111600000' });
    expect(await refusal(form, 'jobalova-mother')).toMatchObject({
      code: 'not-permitted',
      field: 'district',
    });
  });

  it('somebody without a role who files for another', async () => {
    const visitor = await desk.signIn('jalgyzova-mother');
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    const [result] = await desk.push(
      await desk.submission({ form, key: 'synaqova-mother', session: visitor }),
    );
    expect(result).toMatchObject({ outcome: 'refused', failure: { code: 'not-permitted' } });
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
