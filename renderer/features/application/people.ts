import { formatDate } from '../../../core/domain/almaty.ts';
import type { FailureCode } from '../../../core/domain/failure.ts';
import { parseChildIin, parseIin } from '../../../core/domain/iin.ts';
import type { RegistryPerson } from '../../../core/protocol/person.ts';
import { emptyPerson, type FormValues, type PersonValues } from './form-values.ts';

/** A person of the form: the applicant, or a child by its place. */
export type Who = 'applicant' | number;

/** The data of a person of the form; undefined for a child that it does not have. */
export function personOf(values: FormValues, who: Who): PersonValues | undefined {
  return who === 'applicant' ? values.applicant : values.children[who];
}

/** The form with this person's data replaced. */
export function withPerson(values: FormValues, who: Who, patch: Partial<PersonValues>): FormValues {
  if (who === 'applicant') return { ...values, applicant: { ...values.applicant, ...patch } };
  return {
    ...values,
    children: values.children.map((child, index) => (index === who ? { ...child, ...patch } : child)),
  };
}

/** Another IIN is another person: what ГБД ФЛ said of the former one goes. */
export function withIin(values: FormValues, who: Who, iin: string): FormValues {
  if (personOf(values, who)?.iin === iin) return values;
  const next = withPerson(values, who, { ...emptyPerson(), iin });
  if (who !== 'applicant') return next;
  const nothing = { city: '', district: '', street: '', house: '', flat: '' };
  return { ...next, applicant: { ...next.applicant, registrationAddress: nothing } };
}

/** Whether ГБД ФЛ can be asked about this person: a right IIN, and not the other one's. */
export function canLookUp(values: FormValues, who: Who): boolean {
  const iin = personOf(values, who)?.iin ?? '';
  return who === 'applicant' ? parseIin(iin).ok : parseChildIin(iin).ok && iin !== values.applicant.iin;
}

/** The form filled in with what ГБД ФЛ says, unless another IIN stands there by now. */
export function withRegistry(values: FormValues, who: Who, person: RegistryPerson): FormValues {
  if (personOf(values, who)?.iin !== person.iin) return values;
  const next = withPerson(values, who, {
    name: person.name,
    birthDate: formatDate(person.birthDate),
    source: 'registry',
    registrationDistrict: person.registration?.district ?? null,
  });
  if (who !== 'applicant') return next;
  // Without прописка there is no address that could be the same.
  if (person.registration === null)
    return { ...next, applicant: { ...next.applicant, residenceSame: false } };
  return { ...next, applicant: { ...next.applicant, registrationAddress: person.registration.address } };
}

/** The person is to be entered by hand; the birth date is known from the IIN. */
export function withManualEntry(values: FormValues, who: Who, iin: string): FormValues {
  const person = personOf(values, who);
  if (person?.iin !== iin || person.source !== 'none') return values;
  const parsed = parseIin(iin);
  return withPerson(values, who, {
    source: 'manual',
    ...(parsed.ok && parsed.value.centuryKnown ? { birthDate: formatDate(parsed.value.birthDate) } : {}),
  });
}

/** Answers of ГБД ФЛ after which the data are entered by hand, and marked; any other is told for what it is. */
const BY_HAND: readonly FailureCode[] = [
  'person-not-found',
  'registry-unavailable',
  'registry-consent-needed',
  'registry-consent-denied',
  'registry-consent-timed-out',
];

/** Whether the data may be entered by hand after this answer. */
export function allowsManualEntry(code: FailureCode): boolean {
  return BY_HAND.includes(code);
}

/** Answers that stay the same however often it is asked. */
const FINAL: readonly FailureCode[] = ['person-deceased', 'invalid-iin'];

/** Whether the same question may have another answer later. */
export function mayAskAgain(code: FailureCode): boolean {
  return !FINAL.includes(code);
}
