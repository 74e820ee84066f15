import type {
  ApplicantPart,
  ApplicationForm,
  ChildPart,
  DataSource,
} from '../../../core/domain/application-form.ts';
import { normalisePhone } from '../../../core/domain/phone.ts';
import { typedDate } from '../../masks.ts';
import {
  type ApplicantValues,
  type ChildValues,
  childrenOf,
  type FormValues,
  usefulPurposes,
} from './form-values.ts';

/**
 * What is typed as the form that is checked and signed. Where something is no date, no phone, it goes over as typed: the
 * check then names it.
 */
export function toForm(values: FormValues): ApplicationForm {
  const purposes = usefulPurposes(values);
  return {
    applicant: applicantOf(values.applicant),
    relation: values.relation,
    children: childrenOf(values).map(childOf),
    twins: values.twins,
    nonResident: values.nonResident,
    district: values.district,
    settlement: tidy(values.settlement),
    groupKind: values.groupKind,
    language: values.language ?? 'kk',
    benefit:
      values.benefitClaimed && values.benefitCategory !== null
        ? {
            category: values.benefitCategory,
            certificateDate: values.certificateDate === '' ? null : typedDate(values.certificateDate),
          }
        : null,
    attachments: values.attachments.filter(({ purpose }) => purposes.has(purpose)),
    dataCurrent: values.dataCurrent,
    algorithmRead: values.algorithmRead,
    moves: values.moves ? true : null,
  };
}

function applicantOf(typed: ApplicantValues): ApplicantPart {
  return {
    iin: typed.iin,
    name: nameOf(typed.name),
    birthDate: typedDate(typed.birthDate),
    source: sourceOf(typed.source),
    registrationAddress: typed.registrationAddress,
    registrationDistrict: typed.registrationDistrict,
    residenceAddress: typed.residenceSame ? typed.registrationAddress : typed.residenceAddress,
    phone: phoneOf(typed.phone),
    email: typed.noEmail ? null : typed.email.trim(),
    additionalPhone: typed.additionalPhone === '' ? null : phoneOf(typed.additionalPhone),
    additionalEmail: typed.additionalEmail.trim() === '' ? null : typed.additionalEmail.trim(),
  };
}

function childOf(typed: ChildValues): ChildPart {
  return {
    uuid: typed.uuid,
    iin: typed.iin,
    name: nameOf(typed.name),
    birthDate: typedDate(typed.birthDate),
    source: sourceOf(typed.source),
    registrationDistrict: typed.registrationDistrict,
  };
}

/** Data that ГБД ФЛ did not give are the person's own. */
function sourceOf(source: 'none' | DataSource): DataSource {
  return source === 'registry' ? 'registry' : 'manual';
}

function nameOf(name: ChildPart['name']): ChildPart['name'] {
  return { surname: tidy(name.surname), name: tidy(name.name), patronymic: tidy(name.patronymic) };
}

function phoneOf(text: string): string {
  const phone = normalisePhone(text);
  return phone.ok ? phone.value : text.trim();
}

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
