import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { addMonths } from '../../../core/domain/plain-date.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf, SCAN, SCAN_HASH, scanFor } from './forms.ts';
import { grant, type OfficeDesk, openOfficeDesk } from './office-desk.ts';
import { openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

/** The benefit moderator: what waits, who may decide, once, with a reason (domain.md §1.10.4, §1.10.17). */

let theatre: Theatre;
let stage: Stage;
let filing: DeskClient;
let office: OfficeDesk;
let moderator: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await grant(stage, 'operator', 'operator');
  await grant(stage, 'operator-two', 'operator');
  await grant(stage, 'operator-two', 'moderator');
  await grant(stage, 'moderator', 'moderator');
  await grant(stage, 'operator-qosshy', 'moderator', QOSSHY);
  filing = await stage.desk();
  office = await openOfficeDesk(stage);
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  await filing.put(SCAN_HASH, SCAN);
  moderator = await office.desk.signIn('moderator');
});

const today = () => almatyDay(stage.now());
/** A claim entered by a member of staff; gives its application. */
async function claimed(by = 'operator', category: 'E1' | 'P4' = 'E1'): Promise<string> {
  const session = await filing.signIn(by);
  const form = formOf('synaqova-mother', ['synaqova-2021'], {
    benefit: { category, certificateDate: category === 'E1' ? today() : null },
    attachments: [scanFor('benefit')],
  });
  const [result] = await filing.push(await filing.submission({ form, key: 'synaqova-mother', session }));
  expect(result?.outcome).toBe('done');
  return form.children[0]?.uuid ?? '';
}
const decision = (application: string, confirmed: boolean, reason: string | null = null): Command => ({
  do: 'decideBenefit',
  application,
  confirmed,
  reason,
});
const pending = async (who: SignedIn) =>
  good(await office.desk.call('benefit.pending', {}, { session: who.token }));
const rowOf = async (uuid: string) =>
  stage.database.db.selectFrom('application').selectAll().where('uuid', '=', uuid).executeTakeFirstOrThrow();

describe('what waits for the moderator', () => {
  it('is listed with its scans, the end of the certificate and who entered it', async () => {
    const uuid = await claimed();
    const { claims, total } = await pending(moderator);
    expect(total).toBe(1);
    expect(claims).toMatchObject([
      {
        application: uuid,
        what: 'benefit',
        benefit: 'E1',
        certificateDate: today(),
        certificateUntil: addMonths(today(), 1),
        attachments: [{ purpose: 'benefit' }],
        enteredBy: { iin: demoPerson('operator').iin, applicant: false },
        manual: { applicant: false, child: false },
        relationUnproved: false,
        barred: null,
      },
    ]);
  });

  it('is nobody else’s to see', async () => {
    await claimed();
    for (const person of ['operator', 'synaqova-mother']) {
      const who = await office.desk.signIn(person);
      const reply = await office.desk.call('benefit.pending', {}, { session: who.token });
      expect(reply).toMatchObject({ failure: { code: 'not-permitted' } });
    }
  });
});

describe('the decision', () => {
  it('confirms: the benefit’s order, the old filing time, gone from the list', async () => {
    const uuid = await claimed();
    const before = await rowOf(uuid);
    expect(await office.give(moderator, decision(uuid, true))).toBe('done');
    expect(await rowOf(uuid)).toMatchObject({
      status: 'queued',
      queue_class: 'E',
      filed_at: before.filed_at,
    });
    expect((await pending(moderator)).claims).toEqual([]);
    expect(await office.give(moderator, decision(uuid, true))).toBe('wrong-status');
  });

  it('rejects with a reason, which the history tells; the general order at the old filing time', async () => {
    const uuid = await claimed();
    const before = await rowOf(uuid);
    expect(await office.give(moderator, decision(uuid, false))).toBe('required');
    expect(await office.give(moderator, decision(uuid, false, 'Анықтама басқа адамдікі'))).toBe('done');
    expect(await rowOf(uuid)).toMatchObject({
      status: 'queued',
      queue_class: 'G',
      filed_at: before.filed_at,
    });
    const line = await stage.database.db
      .selectFrom('history')
      .select('facts')
      .where('event', '=', 'benefit-rejected')
      .executeTakeFirstOrThrow();
    expect(line.facts).toMatchObject({ reason: 'Анықтама басқа адамдікі' });
  });

  it('is not his who entered the application', async () => {
    const uuid = await claimed('operator-two');
    const both = await office.desk.signIn('operator-two');
    expect((await pending(both)).claims[0]?.barred).toBe('entered-it');
    expect(await office.give(both, decision(uuid, true))).toBe('not-permitted');
    expect(await office.give(moderator, decision(uuid, true))).toBe('done');
  });

  it('is not the child’s own parent’s, moderator or not', async () => {
    const uuid = await claimed();
    await grant(stage, 'synaqova-mother', 'moderator');
    const parent = await office.desk.signIn('synaqova-mother');
    expect((await pending(parent)).claims[0]?.barred).toBe('own-child');
    expect(await office.give(parent, decision(uuid, true))).toBe('not-permitted');
  });

  it('is not of another district, nor an operator’s', async () => {
    const uuid = await claimed();
    const there = await openOfficeDesk(stage, QOSSHY);
    const stranger = await there.desk.signIn('operator-qosshy');
    expect(await there.give(stranger, decision(uuid, true))).toBe('not-permitted');
    expect(await office.give(await office.desk.signIn('operator'), decision(uuid, true))).toBe(
      'not-permitted',
    );
    expect((await rowOf(uuid)).benefit_claim).toBe('claimed');
  });

  it('is one, where two moderators decide at the same moment', async () => {
    const uuid = await claimed();
    const there = await openOfficeDesk(stage);
    const other = await there.desk.signIn('operator-two');
    const said = await Promise.all([
      office.give(moderator, decision(uuid, true)),
      there.give(other, decision(uuid, false, 'Құжат анық емес')),
    ]);
    expect(said.toSorted()).toEqual(['done', 'wrong-status']);
  });
});

describe('the day’s work', () => {
  it('names a claim without its paper, and what ends tomorrow', async () => {
    const uuid = await claimed('operator', 'P4');
    const operator = await office.desk.signIn('operator');
    const work = async () => good(await office.desk.call('work.today', {}, { session: operator.token }));
    expect((await work()).items).toEqual([]);
    const { db } = stage.database;
    const { form } = await rowOf(uuid);
    const bare = { ...form, attachments: [] };
    await db
      .updateTable('application')
      .set({ form: JSON.stringify(bare) })
      .where('uuid', '=', uuid)
      .execute();
    expect((await work()).items).toMatchObject([
      { kind: 'benefit-unproved', application: uuid, benefit: 'P4' },
    ]);
    const soon = new Date(stage.now() + 3_600_000);
    await db
      .updateTable('application')
      .set({ confirm_interest_by: soon, benefit_claim: 'none' })
      .where('uuid', '=', uuid)
      .execute();
    const day = almatyDay(soon.getTime());
    expect((await work()).items).toMatchObject([{ kind: 'interest-due', application: uuid, day }]);
  });

  it('is an operator’s and a head’s', async () => {
    const reply = await office.desk.call('work.today', {}, { session: moderator.token });
    expect(reply).toMatchObject({ failure: { code: 'not-permitted' } });
  });
});
