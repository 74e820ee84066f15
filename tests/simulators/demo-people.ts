import { type DemoFamily, ordinaryFamilies } from './demo-people/families.ts';
import type { DemoPerson } from './demo-people/person.ts';
import { demoStaff } from './demo-people/staff.ts';
import { unusualFamilies } from './demo-people/unusual-families.ts';
import { unusualPeople } from './demo-people/unusual-people.ts';

export type { DemoFamily } from './demo-people/families.ts';
export type {
  DemoAddress,
  DemoBirthRecord,
  DemoOrganisation,
  DemoPerson,
  DemoPlace,
} from './demo-people/person.ts';
export {
  DEMO_KINDERGARTEN,
  DEMO_KINDERGARTEN_BIN,
  type DemoStaffMember,
  demoStaff,
} from './demo-people/staff.ts';

/** All demo families: parents or a guardian, and children of 2012–2025. */
export const demoFamilies: readonly DemoFamily[] = [...ordinaryFamilies, ...unusualFamilies];

function members(family: DemoFamily): DemoPerson[] {
  return [family.mother, family.father, family.guardian, ...family.children].filter(
    (person) => person !== null,
  );
}

/** Everybody the simulators know: staff, families, and grown-ups on their own. */
export const demoPeople: readonly DemoPerson[] = [
  ...demoStaff.map((member) => member.person),
  ...demoFamilies.flatMap(members),
  ...unusualPeople,
];

const byKey = new Map(demoPeople.map((person) => [person.key, person]));

/** The demo person of a short name. Throws on an unknown one: a test that misspells must not pass. */
export function demoPerson(key: string): DemoPerson {
  const person = byKey.get(key);
  if (person === undefined) {
    throw new Error(`There is no demo person ${key}; known: ${[...byKey.keys()].join(', ')}`);
  }
  return person;
}

/** The grown-ups: those who may hold a key. */
export const demoAdults: readonly DemoPerson[] = demoPeople.filter((person) => person.birthRecord === null);
