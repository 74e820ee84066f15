import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderDocument } from '../../../core/documents/index.ts';
import type { Command } from '../../../core/protocol/command.ts';
import type { Proposal, Refusal } from '../../../core/protocol/proposal.ts';
import type { DocumentRecord } from '../../../core/protocol/record.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { flat, readPdf } from '../../unit/documents/paper.ts';
import { type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf, SCAN, SCAN_HASH, scanFor } from './forms.ts';
import { grant, type OfficeDesk, openOfficeDesk } from './office-desk.ts';
import { openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

/** Matters of two persons: who may, once, in which status, and what is left behind (domain.md §1.10.17, §1.11). */

let theatre: Theatre;
let stage: Stage;
let filing: DeskClient;
let office: OfficeDesk;
let other: OfficeDesk;
let operator: SignedIn;
let second: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await grant(stage, 'operator', 'operator');
  await grant(stage, 'operator-two', 'operator');
  await grant(stage, 'head', 'head');
  await grant(stage, 'operator-qosshy', 'operator', QOSSHY);
  filing = await stage.desk();
  office = await openOfficeDesk(stage);
  other = await openOfficeDesk(stage, QOSSHY);
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  operator = await office.desk.signIn('operator');
  second = await office.desk.signIn('operator-two');
  head = await office.desk.signIn('head');
  await office.desk.put(SCAN_HASH, SCAN);
});

/** A child in the queue; gives its application. */
async function filed(): Promise<string> {
  const session = await filing.signIn('operator');
  const form = formOf('synaqova-mother', ['synaqova-2021']);
  const [result] = await filing.push(await filing.submission({ form, key: 'synaqova-mother', session }));
  expect(result?.outcome).toBe('done');
  return form.children[0]?.uuid ?? '';
}

const rejection: Proposal = {
  kind: 'reject',
  ground: 'RJ2',
  detail: 'not-registered',
  rulesPoint: '9',
  facts: 'Ауданда тіркелмеген',
  fix: 'Аудандағы тіркеу туралы құжатты әкеліңіз',
  hearingOn: '2026-03-02',
  hearing: 'Өтініш беруші келмеді',
};
const removal: Proposal = { kind: 'removeByOffice', reason: 'departure', note: 'Көшіп кетті' };
const nothing = {
  applicantName: null,
  childName: null,
  childIin: null,
  registrationAddress: null,
  residenceAddress: null,
  settlement: null,
};
const propose = (application: string, proposal: Proposal): Command => ({
  do: 'propose',
  application,
  proposal,
});
const list = async (who: SignedIn) =>
  good(await office.desk.call('proposal.list', { application: null }, { session: who.token }));
const decide = async (approved: boolean, reason: string | null = null): Promise<Command> => {
  const [row] = (await list(operator)).open;
  return {
    do: 'decideProposal',
    proposal: row?.uuid ?? '',
    application: row?.application ?? '',
    kind: row?.proposal.kind ?? 'reject',
    approved,
    refusal: approved && row !== undefined ? refusalIn(row.proposal) : null,
    reason,
  };
};
const refusalIn = (proposal: Proposal): Refusal | null => {
  if (proposal.kind !== 'reject') return null;
  const { kind: _, ...refusal } = proposal;
  return refusal;
};
const rowOf = async (uuid: string) =>
  stage.database.db.selectFrom('application').selectAll().where('uuid', '=', uuid).executeTakeFirstOrThrow();
const eventsOf = async (uuid: string) =>
  (
    await stage.database.db
      .selectFrom('history')
      .select(['event', 'facts', 'actor'])
      .where('application', '=', uuid)
      .orderBy('id')
      .execute()
  ).slice(-4);

/** The papers of an application as desks get them, the oldest first. */
const papersOf = async (uuid: string): Promise<readonly DocumentRecord[]> => {
  const { desk } = office;
  const { changes } = good(await desk.call('pull', { protocol: 1, schema: 1, clientId: desk.clientId }));
  return changes
    .flatMap(({ table, row }) => (table === 'document' && row?.application === uuid ? [row] : []))
    .toSorted((one, other) => (one.issuedAt < other.issuedAt ? -1 : 1));
};

describe('a refusal', () => {
  it('is proposed by an operator and decided by the head, with ground, facts and hearing in the history', async () => {
    const uuid = await filed();
    expect(await office.give(operator, propose(uuid, rejection))).toBe('done');
    expect((await rowOf(uuid)).status).toBe('queued');
    const [row] = (await list(head)).open;
    expect(row).toMatchObject({ mayDecide: true, own: false, proposal: rejection, status: 'queued' });
    expect(await office.give(head, await decide(true))).toBe('signature-required');
    expect(await office.give(head, await decide(true), { key: 'head' })).toBe('done');
    expect((await rowOf(uuid)).status).toBe('rejected');
    expect(await eventsOf(uuid)).toMatchObject([
      { event: 'proposal-made', actor: { role: 'operator' } },
      {
        event: 'application-rejected',
        actor: { role: 'head' },
        facts: { ground: 'RJ2', detail: 'not-registered' },
      },
      { event: 'document-issued', facts: { document: 'refusal' } },
      { event: 'proposal-approved', actor: { role: 'head' } },
    ]);
    const decided = (await list(operator)).decided[0]?.decided;
    expect(decided).toMatchObject({ approved: true });
  });

  it('goes home as a paper that says ground, reason, point of the rules, facts, hearing, what to put right and how to appeal', async () => {
    const uuid = await filed();
    await office.give(operator, propose(uuid, rejection));
    expect(await office.give(head, await decide(true), { key: 'head' })).toBe('done');
    const papers = await papersOf(uuid);
    expect(papers.map(({ kind }) => kind)).toEqual(['registration', 'refusal']);
    const refusal = papers[1];
    const signer = demoPerson('head');
    const proposer = demoPerson('operator');
    expect(refusal?.facts).toMatchObject({
      ...{ ground: 'RJ2', detailKk: 'ауданда тұрғылықты жері бойынша тіркеудің болмауы', rulesPoint: '9' },
      ...{ facts: 'Ауданда тіркелмеген', hearingOn: '2026-03-02', hearing: 'Өтініш беруші келмеді' },
      ...{ signerRole: 'head', signerName: expect.stringContaining(signer.surname.toUpperCase()) },
      ...{ preparedBy: expect.stringContaining(proposer.surname.toUpperCase()), edsName: expect.any(String) },
    });
    if (refusal === undefined) throw new Error('no refusal');
    const { text } = await readPdf(await renderDocument(refusal, 'ru'));
    for (const said of [
      'отсутствие прописки в районе',
      'пункт 9',
      'Заслушивание проведено 02.03.2026',
      'Аудандағы тіркеу туралы құжатты әкеліңіз',
      'статьи 91, 92',
      'равнозначен документу на бумажном носителе',
    ])
      expect(text, said).toContain(flat(said));
  });

  it('is signed in the words that the head reads, and only if they are those of the proposal', async () => {
    const uuid = await filed();
    await office.give(operator, propose(uuid, rejection));
    const approval = await decide(true);
    if (approval.do !== 'decideProposal' || approval.refusal === null) throw new Error('no refusal');
    const other = { ...approval, refusal: { ...approval.refusal, facts: 'Басқа мән-жай' } };
    expect(await office.give(head, other, { key: 'head' })).toBe('content');
    expect(await office.give(head, { ...approval, refusal: null }, { key: 'head' })).toBe('content');
    expect((await rowOf(uuid)).status).toBe('queued');
    expect(await office.give(head, approval, { key: 'head' })).toBe('done');
    const { signed_xml } = await stage.database.db
      .selectFrom('command')
      .select('signed_xml')
      .where('name', '=', 'decideProposal')
      .executeTakeFirstOrThrow();
    const text = /<text>([^<]*)<\/text>/.exec(signed_xml ?? '')?.[1] ?? '';
    for (const said of [
      'RJ2',
      'тіркеудің болмауы',
      'Ауданда тіркелмеген',
      'Өтініш беруші келмеді',
      '02.03.2026',
    ])
      expect(text).toContain(said);
  });

  it('is not proposed by the head, who signs it', async () => {
    expect(await office.give(head, propose(await filed(), rejection))).toBe('not-permitted');
  });

  it('is declined with a reason, and the child stands where it stood', async () => {
    const uuid = await filed();
    await office.give(operator, propose(uuid, rejection));
    expect(await office.give(head, await decide(false))).toBe('required');
    expect(await office.give(head, await decide(false, 'Негізі жоқ'))).toBe('done');
    expect((await rowOf(uuid)).status).toBe('queued');
    expect((await list(head)).open).toEqual([]);
  });
});

describe('who decides', () => {
  it('is never who proposed, nor another operator, nor anybody of another district', async () => {
    const uuid = await filed();
    await office.give(operator, propose(uuid, rejection));
    const approval = await decide(true);
    expect(await office.give(operator, approval, { key: 'operator' })).toBe('not-permitted');
    expect(await office.give(second, approval, { key: 'operator-two' })).toBe('not-permitted');
    const stranger = await other.desk.signIn('operator-qosshy');
    expect(await other.give(stranger, await decide(false, 'Басқа аудан'))).toBe('not-permitted');
    expect((await rowOf(uuid)).status).toBe('queued');
  });

  it('is not the proposer in another role of his', async () => {
    await grant(stage, 'operator', 'head');
    const both = await office.desk.signIn('operator');
    const uuid = await filed();
    await office.give(both, propose(uuid, removal), { attachments: [scanFor('basis')] });
    expect(await office.give(both, await decide(true))).toBe('not-permitted');
    await stage.database.db
      .updateTable('person_grant')
      .set({ revoked_at: new Date(stage.now()) })
      .where('iin', '=', both.iin)
      .where('role', '=', 'head')
      .execute();
  });

  it('is one of two who decide at the same moment', async () => {
    const uuid = await filed();
    await office.give(head, propose(uuid, removal), { attachments: [scanFor('basis')] });
    const approval = await decide(true);
    const there = await openOfficeDesk(stage);
    const elsewhere = await there.desk.signIn('operator-two');
    const said = await Promise.all([office.give(operator, approval), there.give(elsewhere, approval)]);
    expect(said.toSorted()).toEqual(['done', 'wrong-status']);
  });

  it('is refused with a stale view: the application has moved meanwhile', async () => {
    const uuid = await filed();
    await office.give(operator, propose(uuid, rejection));
    await stage.database.db
      .updateTable('application')
      .set({ status: 'withdrawn' })
      .where('uuid', '=', uuid)
      .execute();
    expect(await office.give(head, await decide(true), { key: 'head' })).toBe('wrong-status');
    expect((await list(head)).open).toHaveLength(1);
    expect(await office.give(head, await decide(false, 'Кері қайтарылған'))).toBe('done');
  });
});

describe('proposing', () => {
  it('is refused in the wrong status, twice, and without the paper', async () => {
    const uuid = await filed();
    expect(await office.give(operator, propose(uuid, { kind: 'restore', reason: 'Қателік' }))).toBe(
      'wrong-status',
    );
    expect(await office.give(operator, propose(uuid, removal))).toBe('file-required');
    expect(await office.give(operator, propose(uuid, removal), { attachments: [scanFor('basis')] })).toBe(
      'done',
    );
    expect(await office.give(second, propose(uuid, rejection))).toBe('proposal-open');
  });

  it('is not for parents, nor for another district', async () => {
    const uuid = await filed();
    const parent = await office.desk.signIn('synaqova-mother');
    expect(await office.give(parent, propose(uuid, rejection))).toBe('not-permitted');
    const stranger = await other.desk.signIn('operator-qosshy');
    expect(await other.give(stranger, propose(uuid, rejection))).toBe('not-permitted');
    expect(
      await office.desk.call('proposal.list', { application: null }, { session: parent.token }),
    ).toMatchObject({
      failure: { code: 'not-permitted' },
    });
  });
});

describe('removal and restoring', () => {
  it('an error is undone at the old filing time', async () => {
    const uuid = await filed();
    const before = await rowOf(uuid);
    await office.give(operator, propose(uuid, removal), { attachments: [scanFor('basis')] });
    await office.give(head, await decide(true));
    expect((await rowOf(uuid)).status).toBe('removed');
    const notice = (await papersOf(uuid)).at(-1);
    expect(notice?.kind).toBe('removal');
    if (notice === undefined) throw new Error('no notice');
    const { text } = await readPdf(await renderDocument(notice, 'ru'));
    expect(text).toContain(flat('переезд (по подтверждающему документу)'));
    expect(await office.give(head, propose(uuid, { kind: 'restore', reason: 'Басқа бала алынды' }))).toBe(
      'done',
    );
    expect(await office.give(operator, await decide(true))).toBe('done');
    expect(await rowOf(uuid)).toMatchObject({ status: 'queued', filed_at: before.filed_at });
  });
});

describe('a correction', () => {
  const name = { surname: 'Сынақова', name: 'Түзетілген', patronymic: '' };

  it('of a name needs no second person; the signed form stays and the old name is in the history', async () => {
    const uuid = await filed();
    const before = await rowOf(uuid);
    const correction = { ...nothing, childName: name };
    const command: Command = { do: 'correct', application: uuid, correction, reason: 'Әріп қатесі' };
    expect(await office.give(head, command)).toBe('not-permitted');
    expect(await office.give(operator, command)).toBe('done');
    const after = await rowOf(uuid);
    expect(after.form).toEqual(before.form);
    expect(after.corrected).toEqual(correction);
    const [line] = (await eventsOf(uuid)).slice(-1);
    expect(line).toMatchObject({
      event: 'data-corrected',
      facts: { field: 'childName', reason: 'Әріп қатесі' },
    });
    expect(line?.facts['was-childName']).toContain('Сынақова');
  });

  it('never leaves a child without a name, by one person or by two', async () => {
    const uuid = await filed();
    const correction = { ...nothing, childName: { surname: '', name: ' ', patronymic: '' } };
    const alone: Command = { do: 'correct', application: uuid, correction, reason: 'Әріп қатесі' };
    expect(await office.give(operator, alone)).toBe('required');
    expect(
      await office.give(head, propose(uuid, { kind: 'correct', correction, reason: 'Әріп қатесі' })),
    ).toBe('required');
    expect((await rowOf(uuid)).corrected).toBeNull();
  });

  it('is on every paper made after it; a paper made before stays as it was issued', async () => {
    const uuid = await filed();
    const correction = { ...nothing, childName: name, applicantName: { ...name, name: 'Ана' } };
    const command: Command = { do: 'correct', application: uuid, correction, reason: 'Әріп қатесі' };
    const [before] = await papersOf(uuid);
    expect(await office.give(operator, command)).toBe('done');
    await office.give(operator, propose(uuid, removal), { attachments: [scanFor('basis')] });
    await office.give(head, await decide(true));
    const [registration, notice] = await papersOf(uuid);
    expect(registration).toEqual(before);
    expect(JSON.stringify(registration)).not.toContain('Түзетілген');
    expect(notice?.facts).toMatchObject({ childName: 'Сынақова Түзетілген', applicantName: 'Сынақова Ана' });
  });

  it('of the IIN is not one person’s, and moves the child to its right year', async () => {
    const uuid = await filed();
    const correction = { ...nothing, childIin: '220105501235' };
    const alone: Command = { do: 'correct', application: uuid, correction, reason: 'ЖСН қате' };
    expect(await office.give(operator, alone)).toBe('not-permitted');
    const proposal: Proposal = { kind: 'correct', correction, reason: 'ЖСН қате' };
    expect(await office.give(operator, propose(uuid, proposal))).toBe('done');
    expect(await office.give(head, await decide(true))).toBe('done');
    expect(await rowOf(uuid)).toMatchObject({
      child_iin: '220105501235',
      group_year: 2022,
      corrected: correction,
    });
  });
});
