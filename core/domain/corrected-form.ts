import { type Address, type ApplicationForm, fullName, type PersonName } from './application-form.ts';
import { parseChildIin } from './iin.ts';
import { isNamePart } from './name.ts';

/**
 * What was corrected in an application after it was signed (domain.md §1.11 `correct`). The signed form stays as it was signed;
 * these values stand beside it, null where nothing was corrected.
 */
export type Corrected = {
  readonly applicantName: PersonName | null;
  readonly childName: PersonName | null;
  /** The child's IIN; the birth date follows from it. */
  readonly childIin: string | null;
  readonly registrationAddress: Address | null;
  readonly residenceAddress: Address | null;
  readonly settlement: string | null;
};
export type CorrectedField = keyof Corrected;

export const NOTHING_CORRECTED: Corrected = {
  applicantName: null,
  childName: null,
  childIin: null,
  registrationAddress: null,
  residenceAddress: null,
  settlement: null,
};

/** The form of one child with what was corrected since: what journal, card and documents show. */
export function correctedForm(
  form: ApplicationForm,
  childIndex: number,
  corrected: Corrected | null,
): ApplicationForm {
  if (corrected === null) return form;
  const { applicant } = form;
  const iin = corrected.childIin === null ? null : parseChildIin(corrected.childIin);
  return {
    ...form,
    settlement: corrected.settlement ?? form.settlement,
    applicant: {
      ...applicant,
      name: corrected.applicantName ?? applicant.name,
      registrationAddress: corrected.registrationAddress ?? applicant.registrationAddress,
      residenceAddress: corrected.residenceAddress ?? applicant.residenceAddress,
    },
    children: form.children.map((child, index) =>
      index === childIndex
        ? {
            ...child,
            name: corrected.childName ?? child.name,
            ...(iin?.ok ? { iin: iin.value.iin, birthDate: iin.value.birthDate } : {}),
          }
        : child,
    ),
  };
}

/** A further correction on top of those before it. */
export function corrects(before: Corrected | null, next: Corrected): Corrected {
  if (before === null) return next;
  return {
    applicantName: next.applicantName ?? before.applicantName,
    childName: next.childName ?? before.childName,
    childIin: next.childIin ?? before.childIin,
    registrationAddress: next.registrationAddress ?? before.registrationAddress,
    residenceAddress: next.residenceAddress ?? before.residenceAddress,
    settlement: next.settlement ?? before.settlement,
  };
}

/** A fault of a correction and its field. */
export type CorrectionFault = {
  readonly code: 'required' | 'name-malformed';
  readonly field: 'applicantName' | 'childName';
};

/** A name that a person cannot be given by hand: none at all, or with other signs than letters; as on the form (check-form.ts). */
export function correctionFault(correction: Corrected): CorrectionFault | null {
  for (const field of ['childName', 'applicantName'] as const) {
    const name = correction[field];
    if (name === null) continue;
    if (name.surname.trim() === '' && name.name.trim() === '') return { code: 'required', field };
    if (![name.surname, name.name, name.patronymic].every((part) => isNamePart(part.trim())))
      return { code: 'name-malformed', field };
  }
  return null;
}

/** The fields that a correction changes, in the order of the form. */
export function correctedFields(correction: Corrected): readonly CorrectedField[] {
  return FIELDS.filter((field) => correction[field] !== null);
}

const FIELDS = [
  'applicantName',
  'registrationAddress',
  'residenceAddress',
  'childName',
  'childIin',
  'settlement',
] as const satisfies readonly CorrectedField[];

/** One value of a form as the history tells it. */
export function fieldText(form: ApplicationForm, childIndex: number, field: CorrectedField): string {
  const child = form.children[childIndex];
  switch (field) {
    case 'applicantName':
      return fullName(form.applicant.name);
    case 'registrationAddress':
      return addressText(form.applicant.registrationAddress);
    case 'residenceAddress':
      return addressText(form.applicant.residenceAddress);
    case 'childName':
      return child === undefined ? '' : fullName(child.name);
    case 'childIin':
      return child?.iin ?? '';
    case 'settlement':
      return form.settlement;
  }
}

function addressText({ city, district, street, house, flat }: Address): string {
  return [district, city, street, house, flat].filter((part) => part !== '').join(', ');
}
