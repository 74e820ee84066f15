import { z } from 'zod';
import { isIin, parseIin } from '../../core/domain/iin.ts';
import { isPlainDate, type PlainDate } from '../../core/domain/plain-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { type RegistryPerson, RegistryPersonSchema } from '../../core/protocol/person.ts';
import type { DistrictTable } from '../reference/districts.ts';
import { type Element, elementAt, textAt } from './element.ts';

/** What ГБД ФЛ says of a person: as the contract has it, but with every registration (прописка) that is current. */
export const RegistryFactsSchema = RegistryPersonSchema.omit({ registration: true }).extend({
  registrations: z.array(RegistryPersonSchema.shape.registration.unwrap()).readonly(),
});
export type RegistryFacts = z.output<typeof RegistryFactsSchema>;
export type Registration = RegistryFacts['registrations'][number];

/**
 * What ГБД ФЛ answered instead of a person. The citizen's consent (КДП, an SMS of 1414) is waited for, was denied, or was not
 * given in time; `garbled` cannot be used.
 */
export type NoPerson =
  | 'person-not-found'
  | 'person-deceased'
  | 'registry-consent-needed'
  | 'registry-consent-denied'
  | 'registry-consent-timed-out'
  | 'fault'
  | 'garbled';

const FOUND = '00000';
const NOT_FOUND = new Set(['00001', '00002']);
const CONSENT: ReadonlyMap<string, NoPerson> = new Map([
  ['00010', 'registry-consent-needed'],
  ['00011', 'registry-consent-denied'],
  ['00012', 'registry-consent-timed-out'],
]);
const TEMPORARY = '2';
const DEAD = '1';

/**
 * Reads the answer of ГБД ФЛ (domain.md §8): `messageResult` and the `person` asked for. A person excluded from the register
 * counts as not found; an answer about somebody else is `garbled`.
 */
export function readGbdflAnswer(
  envelope: Element | null,
  asked: { iin: string; today: PlainDate; districts: DistrictTable },
): Result<RegistryFacts, NoPerson> {
  const body = elementAt(envelope, 'Body');
  if (body === null) return fail('garbled');
  if (elementAt(body, 'Fault') !== null) return fail('fault');
  const data = elementAt(body, 'SendMessageResponse', 'response', 'responseData', 'data');
  const code = textAt(data, 'messageResult', 'code');
  if (NOT_FOUND.has(code)) return fail('person-not-found');
  const consent = CONSENT.get(code);
  if (consent !== undefined) return fail(consent);
  const person = elementAt(data, 'persons', 'person');
  if (code !== FOUND || person === null || textAt(person, 'iin') !== asked.iin) return fail('garbled');
  if (textAt(person, 'removed') === 'true' || elementAt(person, 'excludeStatus') !== null)
    return fail('person-not-found');
  if (textAt(person, 'lifeStatus', 'code') === DEAD || textAt(person, 'deathDate') !== '')
    return fail('person-deceased');
  return readPerson(person, asked);
}

function readPerson(
  person: Element,
  { iin, today, districts }: { iin: string; today: PlainDate; districts: DistrictTable },
): Result<RegistryFacts, NoPerson> {
  const birthDate = textAt(person, 'birthDate').slice(0, 10);
  const parsed = parseIin(iin);
  if (!isPlainDate(birthDate) || !parsed.ok) return fail('garbled');
  const certificate = elementAt(person, 'birthCertificate');
  const facts = RegistryFactsSchema.safeParse({
    iin,
    name: {
      surname: textAt(person, 'surname'),
      name: textAt(person, 'name'),
      patronymic: textAt(person, 'patronymic'),
    },
    birthDate,
    sex: sexOf(textAt(person, 'gender', 'code')) ?? parsed.value.sex,
    registrations: registrationsOf(person, today, districts),
    parents: ['motherIin', 'fatherIin'].map((field) => textAt(certificate, field)).filter(isIin),
  });
  return facts.success ? ok(facts.data) : fail('garbled');
}

function registrationsOf(
  person: Element,
  today: PlainDate,
  districts: DistrictTable,
): readonly Registration[] {
  const listed = elementAt(person, 'addresses')?.children ?? [];
  const own = elementAt(person, 'regAddress');
  const all = [...(own === null ? [] : [own]), ...listed.filter(({ name }) => name === 'address')];
  const current = all
    .filter((address) => isCurrent(address, today))
    .map((each) => toRegistration(each, districts));
  return current.filter(
    (each, index) => current.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === index,
  );
}

function isCurrent(address: Element, today: PlainDate): boolean {
  const from = textAt(address, 'beginDate').slice(0, 10);
  const until = textAt(address, 'endDate').slice(0, 10);
  return (from === '' || from <= today) && (until === '' || today <= until);
}

/** In ГБД ФЛ `district` is the region of the republic and `region` the district or city in it. */
function toRegistration(address: Element, districts: DistrictTable): Registration {
  const kk = textAt(address, 'region', 'nameKz');
  const ru = textAt(address, 'region', 'nameRu');
  const corpus = textAt(address, 'corpus');
  return {
    address: {
      city: textAt(address, 'city'),
      district: kk === '' ? ru : kk,
      street: textAt(address, 'street'),
      house: [textAt(address, 'building'), corpus].filter((part) => part !== '').join('/'),
      flat: textAt(address, 'flat'),
    },
    district: districts.find(textAt(address, 'region', 'code'), kk, ru),
    temporary: textAt(address, 'type', 'code') === TEMPORARY,
  };
}

function sexOf(code: string): RegistryPerson['sex'] | null {
  if (code === '1') return 'male';
  return code === '2' ? 'female' : null;
}
