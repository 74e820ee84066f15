import { describe, expect, test } from 'vitest';
import { demoAdults, demoFamilies, demoPeople, demoStaff } from '../../simulators/demo-people.ts';

/** Independent of core/domain: the check digit of PP № 565 of 11.06.2003 as domain.md §3 words it. */
function checkDigit(number: string): number {
  const digits = [...number.slice(0, 11)].map(Number);
  const sum = (weights: readonly number[]) =>
    digits.reduce((total, digit, at) => total + digit * (weights[at] ?? 0), 0) % 11;
  const first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  return first === 10 ? sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) : first;
}

describe('demo people', () => {
  test('every IIN is valid and nobody shares one, a key or a phone', () => {
    for (const { iin, key } of demoPeople) {
      expect(iin, key).toMatch(/^\d{12}$/);
      expect(Number(iin.at(-1)), key).toBe(checkDigit(iin));
    }
    for (const field of ['iin', 'key'] as const) {
      expect(new Set(demoPeople.map((person) => person[field])).size).toBe(demoPeople.length);
    }
    const phones = demoAdults.flatMap(({ phone }) => (phone === null ? [] : [phone]));
    expect(new Set(phones).size).toBe(phones.length);
    expect(phones.every((phone) => /^\+77\d{9}$/.test(phone))).toBe(true);
  });

  test('an IIN says the date of birth and the sex of its owner, a foreigner’s says neither', () => {
    const foreigners = demoPeople.filter(({ iin }) => !/^.{6}[1-6]/.test(iin));
    expect(foreigners).toHaveLength(1);
    for (const { iin, birthDate, sex, key } of demoPeople) {
      expect(iin.slice(0, 6), key).toBe(birthDate.slice(2).replaceAll('-', ''));
      if (/^.{6}[1-6]/.test(iin)) {
        expect(Number(iin.charAt(6)) % 2 === 1 ? 'male' : 'female', key).toBe(sex);
        const century = { 1: '18', 2: '18', 3: '19', 4: '19', 5: '20', 6: '20' }[Number(iin.charAt(6))];
        expect(birthDate.slice(0, 2), key).toBe(century);
      }
    }
  });

  test('organisations have valid BINs', () => {
    const bins = demoPeople.flatMap(({ organisation }) => (organisation === null ? [] : [organisation.bin]));
    expect(bins.length).toBeGreaterThan(1);
    for (const bin of bins) {
      expect(Number(bin.at(-1))).toBe(checkDigit(bin));
    }
  });

  test('every record of birth names the parents of the family', () => {
    for (const { mother, father, children } of demoFamilies) {
      for (const { birthRecord, key } of children) {
        expect(birthRecord?.motherIin, key).toBe(mother?.iin ?? null);
        expect(birthRecord?.fatherIin, key).toBe(father?.iin ?? null);
      }
    }
  });

  test('there are two pairs of twins, a large family, an orphan, and the cases that the registers know', () => {
    const pairs = demoFamilies.filter(({ children }) => {
      const days = children.map(({ birthDate }) => birthDate);
      return new Set(days).size < days.length;
    });
    expect(pairs).toHaveLength(2);
    expect(demoFamilies.some(({ children }) => children.length >= 4)).toBe(true);
    expect(
      demoFamilies.some(
        ({ guardian, mother, father }) =>
          guardian !== null && mother?.deathDate !== null && father?.deathDate !== null,
      ),
    ).toBe(true);
    const children = demoFamilies.flatMap((family) => family.children);
    for (const year of ['2021', '2022', '2023', '2024', '2025']) {
      expect(children.some(({ birthDate }) => birthDate.startsWith(year))).toBe(true);
    }
    const some = (has: (person: (typeof demoPeople)[number]) => boolean) =>
      expect(demoPeople.filter(has).length).toBeGreaterThan(0);
    some(({ inRegistry }) => !inRegistry);
    some(({ deathDate }) => deathDate !== null);
    some(
      ({ addresses, deathDate, inRegistry }) => addresses.length === 0 && deathDate === null && inRegistry,
    );
    some(({ addresses }) => addresses.some(({ kind }) => kind === 'temporary'));
    some(({ addresses }) => addresses.some(({ district }) => district.code === '115600000'));
    some(({ phone, phoneLinked }) => phone !== null && !phoneLinked);
  });

  test('every role of an office is held by somebody', () => {
    expect(new Set(demoStaff.map(({ role }) => role))).toEqual(
      new Set(['operator', 'moderator', 'head', 'director', 'administrator', 'region', 'auditor']),
    );
    expect(demoStaff.filter(({ role }) => role === 'operator').length).toBeGreaterThan(1);
  });
});
