import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadDistricts } from '../../../server/reference/districts.ts';
import { createPhoneRegistry } from '../../../server/registry/bmg.ts';
import { readElement } from '../../../server/registry/element.ts';
import { createPersonRegistry } from '../../../server/registry/gbdfl.ts';
import { readGbdflAnswer } from '../../../server/registry/gbdfl-answer.ts';
import { personFor } from '../../../server/registry/registry.ts';
import { startBmg } from '../../simulators/bmg/index.ts';
import { demoPeople, demoPerson } from '../../simulators/demo-people.ts';
import { type GbdflSimulator, startGbdfl } from '../../simulators/gbdfl/index.ts';
import { KOKSHETAU, QOSSHY } from './stage.ts';

const districts = loadDistricts();
const log = pino({ enabled: false });
let gbdfl: GbdflSimulator;

beforeAll(async () => {
  gbdfl = await startGbdfl();
});
afterAll(() => gbdfl.close());
beforeEach(() => gbdfl.behaviour.reset());

const client = (url = gbdfl.url, now: () => number = Date.now) =>
  createPersonRegistry(url, { districts, now, log });
const failureOf = async (iin: string, registry = client()) => {
  const answer = await registry.ask(iin);
  return answer.ok ? 'found' : answer.error;
};

describe('ГБД ФЛ', () => {
  it('tells who a person is, whose child, and where registered', async () => {
    const answer = await client().ask(demoPerson('synaqov-2022').iin);
    expect(answer).toMatchObject({
      ok: true,
      value: {
        birthDate: '2022-01-05',
        sex: 'male',
        parents: [demoPerson('synaqova-mother').iin, demoPerson('synaqov-father').iin],
        registrations: [{ district: KOKSHETAU, temporary: false }],
      },
    });
  });

  it('counts a temporary registration, and prefers the one in the district that asks', async () => {
    const answer = await client().ask(demoPerson('uaqytova-mother').iin);
    if (!answer.ok) throw new Error(answer.error);
    expect(personFor(KOKSHETAU, answer.value).registration).toMatchObject({
      district: KOKSHETAU,
      temporary: true,
    });
    expect(personFor(QOSSHY, answer.value).registration).toMatchObject({
      district: QOSSHY,
      temporary: false,
    });
  });

  it('knows no registration of some, nothing of others, and that others have died', async () => {
    const nowhere = await client().ask(demoPerson('tirkeusizova-mother').iin);
    expect(nowhere.ok && nowhere.value.registrations).toEqual([]);
    expect(await failureOf(demoPerson('belgisizova-mother').iin)).toBe('person-not-found');
    const dead = demoPeople.filter(({ deathDate, excluded }) => deathDate !== null && !excluded);
    expect(dead.length).toBeGreaterThan(0);
    for (const { iin } of dead) expect(await failureOf(iin)).toBe('person-deceased');
    for (const { iin } of demoPeople.filter(({ excluded }) => excluded))
      expect(await failureOf(iin)).toBe('person-not-found');
  });

  it.each(['fault', 'http-error', 'cut', 'malformed', 'truncated', 'empty', 'other-person'] as const)(
    'counts as silent when it answers with %s',
    async (answer) => {
      gbdfl.behaviour.set({ answer });
      expect(await failureOf(demoPerson('synaqov-2022').iin)).toBe('registry-unavailable');
    },
  );

  it.each([
    ['requested', 'registry-consent-needed'],
    ['denied', 'registry-consent-denied'],
    ['timed-out', 'registry-consent-timed-out'],
  ] as const)('gives nothing while consent is %s, and says so', async (consent, failure) => {
    gbdfl.behaviour.set({ consent });
    expect(await failureOf(demoPerson('synaqov-2022').iin)).toBe(failure);
  });

  it('gives the person once the citizen has answered the SMS of 1414', async () => {
    const { iin } = demoPerson('synaqov-2024');
    gbdfl.behaviour.set({ consent: 'granted' });
    expect(await failureOf(iin)).toBe('registry-consent-needed');
    gbdfl.behaviour.set({ consent: 'requested' });
    expect(await failureOf(iin)).toBe('registry-consent-needed');
    gbdfl.behaviour.set({ consent: 'granted' });
    expect(await failureOf(iin)).toBe('found');
  });

  it('is asked once more after a failure, and not for ever', async () => {
    const asked = gbdfl.asked().length;
    gbdfl.behaviour.set({ answer: 'http-error' });
    await failureOf(demoPerson('synaqov-2022').iin);
    expect(gbdfl.asked().length - asked).toBe(2);
  });

  it('is left alone for a while after three failures, then tried again', async () => {
    let time = 1_000_000;
    const registry = client(gbdfl.url, () => time);
    const { iin } = demoPerson('synaqov-2022');
    gbdfl.behaviour.set({ answer: 'cut' });
    for (let n = 0; n < 3; n += 1) await failureOf(iin, registry);
    gbdfl.behaviour.reset();
    const asked = gbdfl.asked().length;
    expect(await failureOf(iin, registry)).toBe('registry-unavailable');
    expect(gbdfl.asked().length).toBe(asked);
    time += 15_001;
    expect(await failureOf(iin, registry)).toBe('found');
    expect(await failureOf(iin, registry)).toBe('found');
  });

  it('gives up on silence', async () => {
    gbdfl.behaviour.set({ answer: 'silence' });
    expect(await failureOf(demoPerson('synaqov-2022').iin)).toBe('registry-unavailable');
  });

  it('lets us in as the sender named in its address', async () => {
    gbdfl.behaviour.set({ sender: { senderId: 'akmola', password: 'p@ss' } });
    const url = new URL(gbdfl.url);
    expect(await failureOf(demoPerson('synaqov-2022').iin)).toBe('registry-unavailable');
    url.username = 'akmola';
    url.password = encodeURIComponent('p@ss');
    expect(await failureOf(demoPerson('synaqov-2022').iin, client(url.href))).toBe('found');
  });

  it('is not there where none is configured', async () => {
    expect(
      await failureOf('850717300014', createPersonRegistry(undefined, { districts, now: Date.now, log })),
    ).toBe('registry-unavailable');
  });

  it('reads no document with a DOCTYPE, and none that nests without end', () => {
    expect(readElement('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBeNull();
    expect(readElement('<a>'.repeat(50) + '</a>'.repeat(50))).toBeNull();
    const asked = { iin: '850717300014', today: '2026-03-02', districts };
    expect(readGbdflAnswer(readElement('<a/>'), asked)).toEqual({ ok: false, error: 'garbled' });
  });
});

describe('districts', () => {
  it('are known by code and by name, however a register writes it', () => {
    for (const name of ['КӨКШЕТАУ', 'Көкшетау қаласы', 'г. Кокшетау', 'КОКШЕТАУ Г.'])
      expect(districts.find('', name)).toBe(KOKSHETAU);
    expect(districts.find('', 'ЗЕРЕНДИНСКИЙ РАЙОН')).toBe('115600000');
    expect(districts.find('750000000', 'АЛМАТЫ', 'АЛМАТЫ')).toBeNull();
  });
});

describe('БМГ', () => {
  it('says whether a phone is the person’s, or is not there', async () => {
    const bmg = await startBmg();
    try {
      const linked = demoPeople.find(({ phone, phoneLinked }) => phone !== null && phoneLinked);
      const registry = createPhoneRegistry(bmg.url, Date.now);
      expect(await registry.checkPair(linked?.iin ?? '', linked?.phone ?? '')).toBe('linked');
      expect(await registry.checkPair(linked?.iin ?? '', '+77779999999')).toBe('notLinked');
      for (const answer of ['error', 'malformed'] as const) {
        bmg.behaviour.set({ answer });
        expect(await registry.checkPair(linked?.iin ?? '', '+77779999999')).toBe('unavailable');
      }
    } finally {
      await bmg.close();
    }
    expect(await createPhoneRegistry(undefined, Date.now).checkPair('1', '2')).toBe('unavailable');
  });
});
