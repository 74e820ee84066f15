/** The reference data of the assets against domain.md §1.5–§1.8 and §4. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  BENEFIT_CODES,
  GROUP_KINDS,
  queueKindOf,
  TEACHING_LANGUAGES,
} from '../../../core/domain/application-form.ts';
import {
  BENEFIT_CATEGORY_CODES,
  type BenefitCategory,
  certificateFault,
  certificateMonths,
  classOfBenefit,
} from '../../../core/domain/benefit.ts';
import { type District, isDistrictCode, REGION } from '../../../core/domain/district.ts';
import { ageOfGroup, type GroupReference, KINDERGARTEN_KINDS } from '../../../core/domain/group.ts';
import { isPolicyName, POLICIES } from '../../../core/domain/policy.ts';
import { REFUSAL_GROUNDS, type RefusalReasons } from '../../../core/domain/refusal-reason.ts';
import { distanceKm, type Settlement } from '../../../core/domain/settlement.ts';
import type { VoucherCategory } from '../../../core/domain/voucher-category.ts';
import type { Wording } from '../../../core/domain/wording.ts';

function asset<T>(name: string): T {
  return JSON.parse(
    readFileSync(new URL(`../../../assets/reference/${name}.json`, import.meta.url), 'utf8'),
  ) as T;
}

const { districts } = asset<{ districts: District[] }>('districts');
const { settlements } = asset<{ settlements: Settlement[] }>('settlements');
const { categories } = asset<{ categories: BenefitCategory[] }>('benefit-categories');
const reasons = asset<RefusalReasons>('refusal-reasons');
const groups = asset<GroupReference>('groups');
const vouchers = asset<{ categories: VoucherCategory[]; unnumbered: { name: Wording }[] }>(
  'voucher-categories',
);

function complete(name: Wording): boolean {
  return [name.kk, name.ru, name.en].every(
    (text) => typeof text === 'string' && text.trim() === text && text !== '',
  );
}

describe('districts (§4)', () => {
  it('are 17 districts and 3 cities of the region, each with its KATO code and three names', () => {
    expect(districts).toHaveLength(20);
    expect(districts.filter(({ kind }) => kind === 'city').map(({ code }) => code)).toEqual([
      '111000000',
      '111600000',
      '111800000',
    ]);
    expect(new Set(districts.map(({ code }) => code)).size).toBe(20);
    for (const { code, name } of districts) {
      expect(isDistrictCode(code)).toBe(true);
      expect(complete(name)).toBe(true);
    }
    expect(isDistrictCode(REGION)).toBe(false);
    expect(isDistrictCode('710000000')).toBe(false);
  });

  it('do not include Astana, Almaty or Aktobe, to which the rules do not apply (R13)', () => {
    for (const { name } of districts) {
      expect([name.kk, name.ru]).not.toContain('Астана');
      expect(name.ru).not.toMatch(/^г\. (Астана|Алматы|Актобе)/);
    }
  });
});

describe('§1.11 Region, settlement: the table', () => {
  it('lie in known districts, each of which has its centre', () => {
    const codes = new Set(districts.map(({ code }) => code));
    expect(new Set(settlements.map(({ id }) => id)).size).toBe(settlements.length);
    for (const settlement of settlements) {
      expect(codes.has(settlement.district)).toBe(true);
      expect(complete(settlement.name)).toBe(true);
      if (settlement.coordinates !== null) {
        expect(settlement.coordinates.latitude).toBeGreaterThan(49.9);
        expect(settlement.coordinates.latitude).toBeLessThan(53.9);
        expect(settlement.coordinates.longitude).toBeGreaterThan(65);
        expect(settlement.coordinates.longitude).toBeLessThan(74.5);
      }
    }
    for (const code of codes) {
      expect(settlements.filter(({ district, centre }) => district === code && centre)).toHaveLength(1);
    }
  });

  it('are as far apart as on the map', () => {
    const place = (name: string) => settlements.find((each) => each.name.ru === name)?.coordinates ?? null;
    const [kokshetau, shchuchinsk] = [place('Кокшетау'), place('Щучинск')];
    if (kokshetau === null || shchuchinsk === null) throw new Error('coordinates of the district centres');
    expect(distanceKm(kokshetau, shchuchinsk)).toBeGreaterThan(60);
    expect(distanceKm(kokshetau, shchuchinsk)).toBeLessThan(75);
    expect(distanceKm(kokshetau, kokshetau)).toBe(0);
  });
});

describe('benefit categories (§1.5)', () => {
  it('are the ten of the table with right and proof', () => {
    expect(categories.map(({ code }) => code)).toEqual([...BENEFIT_CATEGORY_CODES]);
    for (const { code, right, name, proof } of categories) {
      expect(complete(name)).toBe(true);
      expect(proof === null).toBe(code === 'NONE');
      const expected = code === 'NONE' ? 'none' : code.startsWith('E') ? 'extraordinary' : 'first-priority';
      expect(right).toBe(expected);
    }
    expect(BENEFIT_CODES.map(classOfBenefit).join('')).toBe('EEPPPPPPP');
  });

  it('take a certificate of one month for E1, E2 and P7 only', () => {
    const dated = categories.filter((category) => category.certificateMonths === 1);
    expect(dated.map(({ code }) => code)).toEqual(['E1', 'E2', 'P7']);
    const months = categories.slice(1).map((category) => category.certificateMonths);
    expect(BENEFIT_CODES.map(certificateMonths)).toEqual(months);
    expect(certificateFault('E1', '2026-01-31', '2026-02-28')).toBeNull();
    expect(certificateFault('E1', '2026-01-31', '2026-03-01')).toBe('certificate-too-old');
    expect(certificateFault('E1', '2026-02-01', '2026-01-31')).toBe('certificate-in-future');
    expect(certificateFault('E1', '', '2026-01-31')).toBe('certificate-date-required');
    expect(certificateFault('P1', null, '2026-01-31')).toBeNull();
  });
});

describe('reasons of refusal (§1.6)', () => {
  it('are the grounds of the law with sub-reasons below them, unreadable scans among them (R12)', () => {
    expect(reasons.grounds.map(({ code }) => code)).toEqual([...REFUSAL_GROUNDS]);
    expect(reasons.details.map(({ code }) => code)).toContain('unreadable');
    for (const reason of [...reasons.grounds, ...reasons.details]) {
      expect(complete(reason.name)).toBe(true);
      expect(REFUSAL_GROUNDS).toContain(reason.ground);
    }
    expect(reasons.arrival.every(({ name }) => complete(name))).toBe(true);
  });
});

describe('groups (§1.8) and vouchers (§1.7)', () => {
  it('name every code of the form', () => {
    expect(groups.types.map(({ code }) => code)).toEqual([...GROUP_KINDS]);
    for (const { code, queue } of groups.types) expect(queueKindOf(code)).toBe(queue);
    expect(groups.languages.map(({ code }) => code)).toEqual([...TEACHING_LANGUAGES]);
    expect(groups.kindergartenKinds.map(({ code }) => code)).toEqual([...KINDERGARTEN_KINDS]);
    expect(groups.queues.map(({ prefix }) => prefix)).toEqual(['ОДО', 'СДО']);
    expect(groups.ageGroups.map(({ code }) => code)).toEqual([1, 2, 3, 4, 5]);
    expect(ageOfGroup(2022, 2026)).toBe(4);
  });

  it('name only the voucher categories that are evidenced', () => {
    expect(vouchers.categories.map(({ number }) => number)).toEqual(
      Array.from({ length: 21 }, (_, index) => index + 1),
    );
    expect(vouchers.categories.filter(({ name }) => name !== null).map(({ number }) => number)).toEqual([21]);
    expect(vouchers.unnumbered.map(({ name }) => name.ru)).toEqual([
      'дети в очереди, по возрасту достигшие 5 лет',
    ]);
  });
});

describe('presets', () => {
  it('hold the numbers of the manuals (R1, R3, R5–R9) and of the voucher pilot', () => {
    expect(POLICIES.classic).toMatchObject({
      placeFromMonths: 24,
      offerWorkingDays: 3,
      referralWorkingDays: 5,
      stopListWorkingDays: 10,
      expiriesToRemoval: 2,
      extensionCalendarDays: 30,
      returnHours: 24,
      interestMonths: 12,
      interestWindowDays: 30,
      interestReminderDays: [30, 7, 1],
      cycle: ['P', 'G', 'G', 'G'],
      maxAgeYears: 7,
      filingTime: 'server',
      codeSigns: false,
    });
    expect(POLICIES.voucher2025).toMatchObject({
      placeFromMonths: 18,
      offerWorkingDays: 2,
      referralWorkingDays: 5,
    });
    expect([isPolicyName('classic'), isPolicyName('x')]).toEqual([true, false]);
  });
});
