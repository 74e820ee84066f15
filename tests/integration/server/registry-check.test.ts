import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApplicationForm } from '../../../core/domain/application-form.ts';
import { NOTHING_CORRECTED } from '../../../core/domain/corrected-form.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { loadDistricts } from '../../../server/reference/districts.ts';
import { foundOf } from '../../../server/registry/finding.ts';
import { createPersonRegistry } from '../../../server/registry/gbdfl.ts';
import { recheckPeople } from '../../../server/registry/recheck.ts';
import { createRegistry } from '../../../server/registry/registry.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type DeskClient, good } from './desk-client.ts';
import { formOf, SCAN, SCAN_HASH, scanFor } from './forms.ts';
import { grant, openOfficeDesk } from './office-desk.ts';
import { openTheatre, type Stage, type Theatre } from './stage.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MOTHER = 'synaqova-mother';
const CHILD = 'synaqov-2022';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  desk = await stage.desk();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});
beforeEach(async () => {
  await stage.emptyQueue();
  await stage.database.db.deleteFrom('registry_answer').execute();
  theatre.gbdfl.behaviour.reset();
});

/** Both typed by hand, as when ГБД ФЛ was silent. */
function typed(change: (form: ApplicationForm) => ApplicationForm = (form) => form): ApplicationForm {
  const form = formOf(MOTHER, [CHILD], { attachments: [scanFor('registration')] });
  const byHand = { source: 'manual' as const, registrationDistrict: null };
  return change({
    ...form,
    applicant: { ...form.applicant, ...byHand },
    children: form.children.map((child) => ({ ...child, ...byHand })),
  });
}
async function file(form: ApplicationForm): Promise<void> {
  await desk.put(SCAN_HASH, SCAN);
  const session = await desk.signIn(MOTHER);
  const [result] = await desk.push(await desk.submission({ form, key: MOTHER, session }));
  expect(result?.outcome).toBe('done');
}
/** One round of another server beside the one that runs. */
async function round(): Promise<void> {
  const { now } = stage;
  const log = pino({ enabled: false });
  const persons = createPersonRegistry(theatre.gbdfl.url, { districts: loadDistricts(), now, log });
  await recheckPeople({ db: stage.database.db, now, log, registry: createRegistry(persons) });
}
/** What desks learn of the check. */
async function lines(): Promise<readonly { event: string; facts: object }[]> {
  const { changes } = good(await desk.call('pull', { protocol: 1, schema: 1, clientId: desk.clientId }));
  return changes.flatMap((change) =>
    change.table === 'history' && change.row?.event.startsWith('data-') === true
      ? [{ event: change.row.event, facts: change.row.facts }]
      : [],
  );
}
const nextChecks = async () =>
  (
    await stage.database.db.selectFrom('registry_check').select(['tries', 'next_at', 'finding']).execute()
  ).map(({ tries, next_at, finding }) => ({ tries, wait: next_at.getTime() - stage.now(), finding }));

describe('people entered by hand (domain.md §8)', () => {
  it('are asked about again after growing pauses while ГБД ФЛ is silent, and confirmed once it answers', async () => {
    theatre.gbdfl.behaviour.set({ answer: 'cut' });
    await file(typed());
    await round();
    expect(await nextChecks()).toMatchObject([{ tries: 0 }, { tries: 0 }]);
    const pauses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      stage.advance(DAY);
      const asked = theatre.gbdfl.asked().length;
      await round();
      await round();
      // One is enough to see that it is silent; each question is repeated once.
      expect(theatre.gbdfl.asked().length - asked).toBe(4);
      pauses.push(Math.max(...(await nextChecks()).map(({ wait }) => wait)));
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(new Set(pauses.map((pause) => Math.round(pause / MINUTE))).size).toBe(4);
    expect(await lines()).toEqual([]);
    theatre.gbdfl.behaviour.reset();
    stage.advance(DAY);
    await round();
    const found = await lines();
    expect(found.map(({ event }) => event)).toEqual(['data-confirmed', 'data-confirmed']);
    expect(found.map(({ facts }) => facts)).toEqual(
      expect.arrayContaining([{ person: 'applicant' }, { person: 'child' }]),
    );
    stage.advance(DAY);
    await round();
    expect(await lines()).toHaveLength(2);
  });

  it('are told apart by the names of fields alone; how a name is written does not count', async () => {
    await file(
      typed((form) => ({
        ...form,
        applicant: {
          ...form.applicant,
          name: {
            ...form.applicant.name,
            surname: ` ${form.applicant.name.surname.toLowerCase()} `.trim(),
            patronymic: 'Басқақызы',
          },
        },
        children: form.children.map((child) => ({
          ...child,
          name: { ...child.name, surname: 'Бөтенов', name: 'Бөтен' },
        })),
      })),
    );
    stage.advance(2 * MINUTE);
    await round();
    const found = await lines();
    expect(found).toEqual(
      expect.arrayContaining([
        { event: 'data-differs', facts: { person: 'applicant', fields: 'patronymic' } },
        { event: 'data-differs', facts: { person: 'child', fields: 'surname name' } },
      ]),
    );
    expect(JSON.stringify(found)).not.toMatch(/Бөтен|Басқа/);
    const audit = await stage.database.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'registry-recheck')
      .execute();
    expect(JSON.stringify(audit)).not.toMatch(/\d{12}|Бөтен|Басқа/);
  });

  it('are compared as corrected since, and found by nobody where ГБД ФЛ has nobody', async () => {
    await file(
      typed((form) => ({
        ...form,
        children: form.children.map((child) => ({ ...child, name: { ...child.name, surname: 'Қате' } })),
      })),
    );
    const { surname, name, patronymic } = demoPerson(CHILD);
    const corrected = { ...NOTHING_CORRECTED, childName: { surname, name, patronymic } };
    await stage.database.db
      .updateTable('application')
      .set({ corrected: JSON.stringify(corrected) })
      .execute();
    theatre.gbdfl.behaviour.set({ byIin: { [demoPerson(MOTHER).iin]: 'not-found' } });
    stage.advance(2 * MINUTE);
    await round();
    expect(await lines()).toEqual(
      expect.arrayContaining([
        { event: 'data-confirmed', facts: { person: 'child' } },
        { event: 'data-not-found', facts: { person: 'applicant' } },
      ]),
    );
  });

  it('stay due when it falls silent halfway; two servers at once say each thing once', async () => {
    await file(typed());
    theatre.gbdfl.behaviour.set({ byIin: { [demoPerson(CHILD).iin]: 'cut' } });
    stage.advance(2 * MINUTE);
    await round();
    await round();
    expect((await lines()).map(({ facts }) => facts)).toEqual([{ person: 'applicant' }]);
    theatre.gbdfl.behaviour.reset();
    stage.advance(DAY);
    await Promise.all([round(), round(), round()]);
    expect(await lines()).toHaveLength(2);
  });

  it('are not asked about once the application has ended, nor where they came from ГБД ФЛ', async () => {
    await file(typed());
    await stage.database.db.updateTable('application').set({ status: 'withdrawn' }).execute();
    await file(formOf(MOTHER, [CHILD]));
    const asked = theatre.gbdfl.asked().length;
    stage.advance(2 * MINUTE);
    await round();
    expect(theatre.gbdfl.asked().length).toBe(asked);
    expect((await nextChecks()).map(({ finding }) => finding)).toEqual(['ended', 'ended']);
  });

  it('are left in peace for a day while the citizen does not consent, and nobody else waits for that', async () => {
    await file(typed());
    theatre.gbdfl.behaviour.set({ consent: 'denied' });
    stage.advance(2 * MINUTE);
    const asked = theatre.gbdfl.asked().length;
    await round();
    expect(theatre.gbdfl.asked().length - asked).toBe(2);
    theatre.gbdfl.behaviour.reset();
    stage.advance(DAY - 5 * MINUTE);
    await round();
    expect(await lines()).toEqual([]);
    stage.advance(5 * MINUTE);
    await round();
    expect(await lines()).toHaveLength(2);
  });

  it('who have died are marked so; who is registered elsewhere differs unless somebody else speaks for the district', async () => {
    const form = typed();
    expect(foundOf(form, 'child', { ok: false, error: 'person-deceased' })).toEqual({
      finding: 'deceased',
      fields: [],
    });
    const { iin, name, birthDate } = form.applicant;
    const known = { iin, name, birthDate, sex: 'female' as const, parents: [], registrations: [] };
    const answer = { ok: true as const, value: known };
    expect(foundOf(form, 'applicant', answer)?.fields).toEqual(['registration']);
    expect(foundOf({ ...form, nonResident: true }, 'applicant', answer)?.finding).toBe('confirmed');
    const vouched = form.children.map((child) => ({
      ...child,
      source: 'registry' as const,
      registrationDistrict: form.district,
    }));
    expect(foundOf({ ...form, children: vouched }, 'applicant', answer)?.finding).toBe('confirmed');
    const born = { ok: true as const, value: { ...known, birthDate: '1985-07-18' } };
    expect(foundOf(form, 'applicant', born)?.fields).toEqual(['birthDate', 'registration']);
  });
});

async function asOperator(): Promise<string> {
  await stage.grantOperator('operator');
  return (await desk.signIn('operator')).token;
}

describe('what was found is seen', () => {
  const work = async () => {
    const { items } = good(await desk.call('work.today', {}, { session: await asOperator() }));
    return items.map(({ kind, person }) => [kind, person]);
  };

  it('in the operator’s day: who is unknown for two weeks, who has died until the application ends', async () => {
    await file(typed());
    const child = demoPerson(CHILD).iin;
    theatre.gbdfl.behaviour.set({ byIin: { [demoPerson(MOTHER).iin]: 'not-found', [child]: 'not-found' } });
    stage.advance(2 * MINUTE);
    await round();
    expect(await work()).toEqual([
      ['person-not-found', 'applicant'],
      ['person-not-found', 'child'],
    ]);
    await stage.database.db
      .updateTable('registry_check')
      .set({ finding: 'deceased' })
      .where('person', '=', 'child')
      .execute();
    stage.advance(15 * DAY);
    expect(await work()).toEqual([['person-deceased', 'child']]);
    await stage.database.db.updateTable('application').set({ status: 'removed' }).execute();
    expect(await work()).toEqual([]);
  });

  it('and asked about anew once a clerk’s error is put right', async () => {
    await file(
      typed((form) => ({
        ...form,
        children: form.children.map((child) => ({ ...child, name: { ...child.name, surname: 'Қате' } })),
      })),
    );
    stage.advance(2 * MINUTE);
    await round();
    expect(await work()).toEqual([['data-differs', 'child']]);
    const { surname, name, patronymic } = demoPerson(CHILD);
    const office = await openOfficeDesk(stage);
    await stage.grantOperator('operator');
    const operator = await office.desk.signIn('operator');
    const { uuid } = await stage.database.db
      .selectFrom('application')
      .select('uuid')
      .executeTakeFirstOrThrow();
    const command: Command = {
      do: 'correct',
      application: uuid,
      correction: { ...NOTHING_CORRECTED, childName: { surname, name, patronymic } },
      reason: 'Құжаттан қате көшірілген',
    };
    expect(await office.give(operator, command)).toBe('done');
    expect(await work()).toEqual([]);
    stage.advance(2 * MINUTE);
    await round();
    expect((await lines()).map(({ event }) => event)).toContain('data-confirmed');
    expect(await work()).toEqual([]);
  });

  it('and no more told the moderator as unconfirmed once it was confirmed', async () => {
    await grant(stage, 'moderator', 'moderator');
    await file(
      typed((form) => ({
        ...form,
        benefit: { category: 'P4', certificateDate: null },
        attachments: [...form.attachments, scanFor('benefit')],
      })),
    );
    const manual = async () => {
      const token = (await desk.signIn('moderator')).token;
      return good(await desk.call('benefit.pending', {}, { session: token })).claims[0]?.manual;
    };
    expect(await manual()).toEqual({ applicant: true, child: true });
    theatre.gbdfl.behaviour.set({ byIin: { [demoPerson(CHILD).iin]: 'not-found' } });
    stage.advance(2 * MINUTE);
    await round();
    expect(await manual()).toEqual({ applicant: false, child: true });
  });
});

describe('a form that says it was filled in from ГБД ФЛ', () => {
  it('is marked where it says something else, with the names of the fields', async () => {
    const form = formOf(MOTHER, [CHILD]);
    const children = form.children.map((child) => ({
      ...child,
      name: { ...child.name, name: 'Басқа', surname: child.name.surname.toUpperCase() },
    }));
    await file({ ...form, children });
    expect(await lines()).toEqual([{ event: 'data-differs', facts: { person: 'child', fields: 'name' } }]);
    const work = good(await desk.call('work.today', {}, { session: await asOperator() }));
    expect(work.items).toMatchObject([{ kind: 'data-differs', person: 'child' }]);
  });

  it('has nothing to be marked where it says the same', async () => {
    await file(formOf(MOTHER, [CHILD]));
    expect(await lines()).toEqual([]);
  });
});
