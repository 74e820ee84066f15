import { formatDate } from '../../../core/domain/almaty.ts';
import type {
  Address,
  ApplicantPart,
  ApplicationForm,
  ChildPart,
} from '../../../core/domain/application-form.ts';
import { maskPhone } from '../../masks.ts';
import { type FormValues, type PersonValues, SIGNED_BY_APPLICANT } from './form-values.ts';

/**
 * A form that was signed as it was typed: what was refused is corrected and filed anew, as another document with other identifiers
 * and another consent.
 * @param newUuid gives a new identifier for each child
 */
export function fromForm(form: ApplicationForm, newUuid: () => string): FormValues {
  const { applicant, benefit } = form;
  return {
    applicant: {
      ...personOf(applicant),
      registrationAddress: applicant.registrationAddress,
      residenceSame: isSame(applicant.registrationAddress, applicant.residenceAddress),
      residenceAddress: applicant.residenceAddress,
      phone: maskPhone(applicant.phone),
      email: applicant.email ?? '',
      noEmail: applicant.email === null,
      additionalPhone: maskPhone(applicant.additionalPhone ?? ''),
      additionalEmail: applicant.additionalEmail ?? '',
    },
    relation: form.relation,
    children: form.children.map((child) => ({ ...personOf(child), uuid: newUuid() })),
    twins: form.twins,
    nonResident: form.nonResident,
    district: form.district,
    settlement: form.settlement,
    groupKind: form.groupKind,
    language: form.language,
    benefitClaimed: benefit !== null,
    benefitCategory: benefit?.category ?? null,
    certificateDate: benefit?.certificateDate == null ? '' : formatDate(benefit.certificateDate),
    attachments: form.attachments.filter(({ purpose }) => purpose !== 'consent'),
    dataCurrent: form.dataCurrent,
    algorithmRead: form.algorithmRead,
    moves: form.moves === true,
    signing: SIGNED_BY_APPLICANT,
  };
}

function personOf({
  iin,
  name,
  birthDate,
  source,
  registrationDistrict,
}: ApplicantPart | ChildPart): PersonValues {
  return { iin, name, birthDate: formatDate(birthDate), source, registrationDistrict };
}

function isSame(one: Address, other: Address): boolean {
  return (['city', 'district', 'street', 'house', 'flat'] as const).every(
    (part) => one[part] === other[part],
  );
}
