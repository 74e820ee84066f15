/**
 * Kindergartens of the demo: some in every district of the region, plainly invented (Сынақ «test», Үлгі «sample»…), with groups
 * of the present birth years in both languages. `npm start` enters them with `kezek kindergarten import`, as an office begins.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { checkDigit } from '../../core/domain/iin.ts';
import type { KindergartenEntry, KindergartenFile } from '../../core/protocol/kindergarten-entry.ts';
import { DEMO_KINDERGARTEN, DEMO_KINDERGARTEN_BIN, demoStaff } from './demo-people/staff.ts';

const Coordinates = z.object({ latitude: z.number(), longitude: z.number() });
const Settlements = z.object({
  settlements: z.array(
    z.object({
      district: z.string(),
      name: z.object({ kk: z.string() }),
      centre: z.boolean(),
      coordinates: Coordinates.nullable(),
    }),
  ),
});
type Settlement = z.infer<typeof Settlements>['settlements'][number];

/** Names that nobody takes for a real kindergarten's. */
const NAMES = [
  'Сынақ-Балапан',
  'Үлгі-Балдәурен',
  'Мысал-Күншуақ',
  'Көрме-Айгөлек',
  'Нұсқа-Ертегі',
  'Демо-Ақбота',
  'Тест-Балбөбек',
  'Байқау-Қарлығаш',
] as const;
const STREETS = ['Сынақ көшесі', 'Үлгі көшесі', 'Демо көшесі', 'Мысал көшесі'] as const;
const KINDS = ['nursery-kindergarten', 'kindergarten', 'private', 'mini-centre-full-day'] as const;
const DIRECTORS = ['Үлгібаева Сынақгүл', 'Мысалов Демобек', 'Нұсқаева Тестгүл', 'Көрмеев Байқаубек'] as const;
const GROUPS = ['Күншуақ', 'Балапан', 'Құлыншақ', 'Бота', 'Айгөлек', 'Қарлығаш'] as const;

/** Kindergartens in the district's city, and in a district's centre and villages. */
const IN_CITY = 5;
const IN_CENTRE = 2;
const CITY_DISTRICTS = ['111000000'];
/** Ages at 1 September that have groups (domain.md §1.8): born one to six years before. */
const AGES = [1, 2, 3, 4, 5, 6] as const;
const CAPACITY = 25;
const SPECIAL_CAPACITY = 10;

/** The demo kindergartens as they are in `year`: the groups follow the birth years. */
export function demoKindergartens(year: number): KindergartenFile {
  const file = new URL('../../assets/reference/settlements.json', import.meta.url);
  const { settlements } = Settlements.parse(JSON.parse(readFileSync(file, 'utf8')));
  const sites = settlements
    .toSorted((a, b) => Number(b.centre) - Number(a.centre))
    .flatMap((settlement) => Array<Settlement>(howMany(settlement)).fill(settlement));
  return { kindergartens: sites.map((settlement, index) => kindergarten(settlement, index, year)) };
}

function howMany({ district, centre }: Settlement): number {
  if (!centre) return 1;
  return CITY_DISTRICTS.includes(district) ? IN_CITY : IN_CENTRE;
}

function kindergarten(settlement: Settlement, index: number, year: number): KindergartenEntry {
  const first = index === 0;
  const id = first ? DEMO_KINDERGARTEN : `demo-kindergarten-${index + 1}`;
  const name = `«${pick(NAMES, index)}»`;
  const { coordinates } = settlement;
  return {
    id,
    district: settlement.district,
    bin: first ? DEMO_KINDERGARTEN_BIN : demoBin(index),
    kind: pick(KINDS, index),
    name: { kk: `${name} демо балабақшасы № ${index + 1}`, ru: `Демо-детский сад № ${index + 1} ${name}` },
    settlement: settlement.name.kk,
    address: `${pick(STREETS, index)}, ${index + 1}`,
    phone: `+77000000${String(index + 1).padStart(3, '0')}`,
    director: demoDirector(id) ?? pick(DIRECTORS, index),
    // Some hundred metres apart, so that distances differ.
    coordinates: coordinates && {
      latitude: round(coordinates.latitude + ((index % 5) - 2) * 0.008),
      longitude: round(coordinates.longitude + ((index % 7) - 3) * 0.009),
    },
    groups: groupsOf(id, settlement, index, year),
  };
}

function groupsOf(
  id: string,
  { centre }: Settlement,
  index: number,
  year: number,
): KindergartenEntry['groups'] {
  const general = AGES.flatMap((age) =>
    (['kk', 'ru'] as const).map((language) => ({
      id: `${id}-${year - age}-${language}`,
      name: `«${pick(GROUPS, index + age)}»`,
      kind: 'general' as const,
      birthYear: year - age,
      language,
      capacity: CAPACITY,
      enrolledOtherwise: 0,
    })),
  );
  const special = AGES.filter((age) => age > 1).map((age) => ({
    id: `${id}-${year - age}-special`,
    name: `«${pick(GROUPS, index + age + 1)}»`,
    kind: 'special' as const,
    birthYear: year - age,
    language: 'mixed' as const,
    capacity: SPECIAL_CAPACITY,
    enrolledOtherwise: 0,
  }));
  return centre && index % 2 === 0 ? [...general, ...special] : general;
}

/** Who of the demo staff heads it. */
function demoDirector(id: string): string | undefined {
  const person = demoStaff.find(({ kindergarten }) => kindergarten === id)?.person;
  return person && [person.surname, person.name, person.patronymic].filter((part) => part !== '').join(' ');
}

/** A BIN with a right check digit, of December 1999 and a run of zeros: no organisation's that anybody knows. */
function demoBin(index: number): string {
  const stem = `99124000${String(index).padStart(3, '0')}`;
  const digit = checkDigit(stem);
  return digit === null ? demoBin(index + 500) : `${stem}${digit}`;
}

function pick<T>(from: readonly [T, ...T[]], index: number): T {
  return from[index % from.length] ?? from[0];
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
