import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../../core/domain/plain-date.ts';
import type { Role } from '../../../core/domain/status.ts';
import type { Command } from '../../../core/protocol/command.ts';
import type { RouteName } from '../../../core/protocol/server.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { bad, type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOf } from './forms.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;
let people: Record<'administrator' | 'local' | 'region' | 'auditor' | 'operator', SignedIn>;

const grant = async (person: string, role: Role, district: string | null) => {
  const { iin } = demoPerson(person);
  await grantRole(stage.database.db, { iin, role, district, kindergarten: null }, stage.now());
};

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await grant('administrator', 'administrator', null);
  await grant('head', 'administrator', KOKSHETAU);
  await grant('region', 'region', null);
  await grant('auditor', 'auditor', null);
  await grant('operator', 'operator', KOKSHETAU);
  desk = await stage.desk();
  people = {
    administrator: await desk.signIn('administrator'),
    local: await desk.signIn('head'),
    region: await desk.signIn('region'),
    auditor: await desk.signIn('auditor'),
    operator: await desk.signIn('operator'),
  };
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});

const ask = <N extends RouteName>(name: N, who: SignedIn, request: object = {}) =>
  desk.call(name, request, { session: who.token });
const refusal = async (who: SignedIn, command: Command) => {
  const result = await desk.give(who, command);
  return result.outcome === 'refused' ? result.failure.code : result.outcome;
};
const moderator = demoPerson('moderator').iin;
const role = (district: string | null, more: Partial<Extract<Command, { do: 'grantRole' }>> = {}) =>
  ({ do: 'grantRole', iin: moderator, role: 'moderator', district, kindergarten: null, ...more }) as const;

describe('people and roles', () => {
  it('are the administrator’s to give and take, and every step stands in the audit with who did it', async () => {
    expect(await refusal(people.administrator, role(KOKSHETAU))).toBe('done');
    const { staff } = good(await ask('administration.staff', people.administrator));
    expect(staff).toContainEqual(expect.objectContaining({ iin: moderator, role: 'moderator' }));
    const { role: _, ...where } = role(KOKSHETAU);
    const revoke = { ...where, do: 'revokeRole', role: 'moderator', reason: 'Жұмыстан кетті' } as const;
    expect(await refusal(people.administrator, revoke)).toBe('done');
    expect(await refusal(people.administrator, revoke)).toBe('not-found');
    const { lines } = good(await ask('audit.page', people.auditor, everything({ action: 'role-revoked' })));
    expect(lines[0]).toMatchObject({
      actor: { iin: demoPerson('administrator').iin },
      facts: { role: 'moderator', reason: 'Жұмыстан кетті' },
    });
  });

  it('of a district only are given in that district only', async () => {
    expect(await refusal(people.local, role(QOSSHY))).toBe('not-permitted');
    expect(await refusal(people.local, role(null))).toBe('not-permitted');
    expect(await refusal(people.local, role(KOKSHETAU))).toBe('done');
  });

  it('are nobody else’s to give or see', async () => {
    for (const who of [people.operator, people.region, people.auditor]) {
      expect(await refusal(who, role(KOKSHETAU))).toBe('not-permitted');
      expect(bad(await ask('administration.staff', who)).code).toBe('not-permitted');
      expect(bad(await ask('administration.desks', who)).code).toBe('not-permitted');
      expect(bad(await ask('administration.keys', who)).code).toBe('not-permitted');
    }
  });

  it('refuse a district that does not exist, a director without a kindergarten, and taking away one’s own administration', async () => {
    expect(await refusal(people.administrator, role('999999999'))).toBe('not-found');
    expect(await refusal(people.administrator, role(KOKSHETAU, { role: 'director' }))).toBe(
      'invalid-request',
    );
    const own = {
      iin: people.administrator.iin,
      role: 'administrator',
      district: null,
      kindergarten: null,
    } as const;
    expect(await refusal(people.administrator, { do: 'revokeRole', ...own, reason: 'қате' })).toBe(
      'not-permitted',
    );
  });
});

describe('desks', () => {
  it('join by a code that the administrator makes, and are shut out with their sessions when the key is taken back', async () => {
    const made = await desk.give(people.administrator, { do: 'pairDesk', district: QOSSHY, mode: 'kiosk' });
    expect(made).toMatchObject({
      outcome: 'done',
      data: { facts: { code: expect.stringMatching(/^[A-Z0-9]{8}$/) } },
    });
    const lost = await stage.desk(KOKSHETAU);
    const session = await lost.signIn('operator');
    const revoke = { do: 'revokeDesk', desk: lost.paired.deskId, reason: 'Ұрланды' } as const;
    expect(await refusal(people.operator, revoke)).toBe('not-permitted');
    expect(await refusal(people.administrator, revoke)).toBe('done');
    expect(await refusal(people.administrator, revoke)).toBe('wrong-status');
    expect(bad(await lost.call('leave', {}, { session: session.token }))).toEqual({
      status: 401,
      code: 'desk-unknown',
    });
    const { desks } = good(await ask('administration.desks', people.administrator));
    expect(desks.find(({ id }) => id === lost.paired.deskId)?.revokedAt).not.toBeNull();
    expect(desks.every(({ key }) => /^[0-9a-f]{16}$/.test(key))).toBe(true);
  });

  it('do not shut themselves out', async () => {
    const own = { do: 'revokeDesk', desk: desk.paired.deskId, reason: 'қате басу' } as const;
    expect(await refusal(people.administrator, own)).toBe('not-permitted');
  });

  it('trust the authorities that the administrator sees', async () => {
    const { authorities, slipKey } = good(await ask('administration.keys', people.administrator));
    expect(slipKey).toMatch(/^[0-9a-f]{64}$/);
    expect(authorities.some(({ anchor }) => anchor)).toBe(true);
  });
});

describe('the region', () => {
  it('sees every district; others see nothing of it', async () => {
    const session = people.operator;
    const form = formOf('synaqova-mother', ['synaqova-2021']);
    await desk.push(await desk.submission({ form, key: 'synaqova-mother', session }));
    const { districts } = good(await ask('region.overview', people.region));
    expect(districts).toHaveLength(20);
    expect(districts.find(({ district }) => district === KOKSHETAU)?.waiting).toBe(1);
    expect(bad(await ask('region.overview', people.operator)).code).toBe('not-permitted');
    expect(bad(await ask('region.anomalies', people.administrator)).code).toBe('not-permitted');
    expect(good(await ask('region.anomalies', people.region))).toHaveProperty('anomalies');
  });

  it('keeps the calendar: a year to come can be edited, a day that has passed cannot, a broken one is refused', async () => {
    const read = async () => good(await ask('region.calendar', people.region)).years;
    const coming = (await read()).at(-1);
    if (coming === undefined) throw new Error('No year in the calendar');
    const name = { kk: 'Қосымша демалыс', ru: 'Дополнительный выходной', en: 'Extra day off' };
    const year = { year: coming.year + 1, computed: true, daysOff: [], workedDays: [] };
    const day = { date: mondayIn(year.year), kind: 'holiday', name } as const;
    const save = (daysOff: (typeof day)[]) =>
      ({ do: 'saveCalendarYear', year: { ...year, daysOff }, reason: 'Бұйрық' }) as const;
    expect(await refusal(people.region, save([day, day]))).toBe('calendar-malformed');
    expect(await refusal(people.region, save([]))).toBe('calendar-malformed');
    expect(await refusal(people.administrator, save([day]))).toBe('not-permitted');
    expect(await refusal(people.region, save([day]))).toBe('done');
    expect((await read()).at(-1)).toMatchObject({ year: year.year, daysOff: [{ date: day.date }] });
    const [first] = await read();
    if (first === undefined) throw new Error('No year in the calendar');
    const past = { year: first.year, computed: false, daysOff: [], workedDays: [] };
    expect(await refusal(people.region, { do: 'saveCalendarYear', year: past, reason: 'Бұйрық' })).toBe(
      'calendar-day-passed',
    );
  });

  it('keeps the settlements of a district', async () => {
    const save = (district: string) =>
      ({
        do: 'saveSettlements',
        district,
        reason: 'Жаңа ауыл',
        settlements: [{ kk: 'Демо ауылы', ru: 'Демо' }],
      }) as const;
    expect(await refusal(people.region, save('123456789'))).toBe('not-found');
    expect(await refusal(people.operator, save(KOKSHETAU))).toBe('not-permitted');
    expect(await refusal(people.region, save(KOKSHETAU))).toBe('done');
    expect(good(await ask('region.settlements', people.region, { district: KOKSHETAU }))).toEqual({
      settlements: [{ kk: 'Демо ауылы', ru: 'Демо' }],
    });
  });

  it('keeps the voucher categories, by their numbers, and every desk is given what was edited', async () => {
    const save = (...numbers: readonly number[]) => ({
      do: 'saveVoucherCategories' as const,
      categories: numbers.map((number) => ({ number, name: null })),
      reason: 'Жаңа алгоритм',
    });
    expect(await refusal(people.operator, save(1))).toBe('not-permitted');
    expect(await refusal(people.region, save(2, 2))).toBe('invalid-request');
    expect(await refusal(people.region, save(21, 3))).toBe('done');
    const kiosk = await stage.desk(QOSSHY, 'kiosk');
    expect(good(await kiosk.call('reference', {}))).toEqual({
      settlements: [{ district: KOKSHETAU, settlements: [{ kk: 'Демо ауылы', ru: 'Демо' }] }],
      categories: [
        { number: 3, name: null },
        { number: 21, name: null },
      ],
    });
  });
});

describe('the auditor', () => {
  it('reads what was done and by whom, page by page, and nobody else does', async () => {
    const page = good(await ask('audit.page', people.auditor, everything({})));
    expect(page.lines.length).toBeGreaterThan(5);
    const last = page.lines[1]?.id ?? 0;
    const next = good(await ask('audit.page', people.auditor, everything({ before: last })));
    expect(next.lines[0]?.id).toBe(page.lines[2]?.id);
    expect(bad(await ask('audit.page', people.region, everything({}))).code).toBe('not-permitted');
  });

  it('finds the leaf that somebody changed behind the program’s back', async () => {
    const whole = good(await ask('audit.ledger', people.auditor));
    expect(whole).toMatchObject({ whole: true, broken: null });
    expect(whole.size).toBeGreaterThan(0);
    await stage.database.db
      .updateTable('ledger_leaf')
      .set({ payload: '{"kind":"application-registered","forged":true}' })
      .where('index', '=', 0)
      .execute();
    expect(good(await ask('audit.ledger', people.auditor))).toMatchObject({
      whole: false,
      broken: { index: 0, leaf: { number: expect.stringMatching(/^ОДО/) } },
    });
    expect(bad(await ask('audit.ledger', people.operator)).code).toBe('not-permitted');
  });
});

function everything(more: object): object {
  return { from: null, to: null, action: null, search: '', before: null, ...more };
}

/** The first Monday of a year. */
function mondayIn(year: number): string {
  let day = `${year}-01-01`;
  while (weekdayOf(day) !== 1) day = addDays(day, 1);
  return day;
}
