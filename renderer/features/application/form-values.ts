import { z } from 'zod';
import {
  ATTACHMENT_PURPOSES,
  BENEFIT_CODES,
  GROUP_KINDS,
  RELATIONS,
  TEACHING_LANGUAGES,
} from '../../../core/domain/application-form.ts';
import { SIGNERS } from '../../../core/protocol/consent.ts';
import { AddressSchema, AttachmentSchema, PersonNameSchema } from '../../../core/protocol/form.ts';

/**
 * What is typed into the form, valid or not: this is what the draft keeps. Dates and phones are as shown (`дд.мм.гггг`,
 * `+7 (7__) …`); `source` is `none` until ГБД ФЛ answered or the person began to type by hand.
 */
const PersonValuesSchema = z.object({
  iin: z.string(),
  name: PersonNameSchema,
  birthDate: z.string(),
  source: z.enum(['none', 'registry', 'manual']),
  registrationDistrict: z.string().nullable(),
});
export type PersonValues = z.infer<typeof PersonValuesSchema>;

const ChildValuesSchema = PersonValuesSchema.extend({ uuid: z.uuid() });
export type ChildValues = z.infer<typeof ChildValuesSchema>;

const ApplicantValuesSchema = PersonValuesSchema.extend({
  registrationAddress: AddressSchema,
  residenceSame: z.boolean(),
  residenceAddress: AddressSchema,
  phone: z.string(),
  email: z.string(),
  noEmail: z.boolean(),
  additionalPhone: z.string(),
  additionalEmail: z.string(),
});
export type ApplicantValues = z.infer<typeof ApplicantValuesSchema>;

/** Who signs, and the consent under which an operator does so on the applicant's behalf (issue 3.4). */
const SigningSchema = z.object({
  signer: z.enum(SIGNERS),
  means: z.enum(['code', 'paper']),
  /** The consent that was given by code: what it was given to, and until when it holds by this computer's clock (ms). */
  code: z
    .object({ id: z.uuid(), at: z.iso.datetime(), phone: z.string(), to: z.string(), goodUntil: z.number() })
    .nullable(),
  /** What the consent on paper was printed for; null before. */
  paperTo: z.string().nullable(),
});
export type SigningValues = z.infer<typeof SigningSchema>;

/** The applicant signs, with the own key. */
export const SIGNED_BY_APPLICANT: SigningValues = {
  signer: 'applicant',
  means: 'code',
  code: null,
  paperTo: null,
};

export const FormValuesSchema = z.object({
  applicant: ApplicantValuesSchema,
  relation: z.enum(RELATIONS),
  children: z.array(ChildValuesSchema).min(1),
  twins: z.boolean(),
  nonResident: z.boolean(),
  district: z.string(),
  settlement: z.string(),
  groupKind: z.enum(GROUP_KINDS),
  language: z.enum(TEACHING_LANGUAGES).nullable(),
  benefitClaimed: z.boolean(),
  benefitCategory: z.enum(BENEFIT_CODES).nullable(),
  certificateDate: z.string(),
  attachments: z.array(AttachmentSchema.extend({ purpose: z.enum(ATTACHMENT_PURPOSES) })),
  dataCurrent: z.boolean(),
  algorithmRead: z.boolean(),
  /** The child moves here from another district. Absent in drafts of before. */
  moves: z.boolean().default(false),
  /** Absent in drafts of before. */
  signing: SigningSchema.default(SIGNED_BY_APPLICANT),
});
export type FormValues = z.infer<typeof FormValuesSchema>;

const NO_NAME = { surname: '', name: '', patronymic: '' };
const NO_ADDRESS = { city: '', district: '', street: '', house: '', flat: '' };

/** An empty person. */
export function emptyPerson(): PersonValues {
  return { iin: '', name: NO_NAME, birthDate: '', source: 'none', registrationDistrict: null };
}

/** A child of whom nothing is known yet; the identifier becomes that of its application. */
export function emptyChild(uuid: string): ChildValues {
  return { ...emptyPerson(), uuid };
}

/**
 * The form before anything is typed.
 * @param district KATO code of the desk's own district: an office files for no other (domain.md §1.11)
 */
export function emptyValues(district: string, childUuid: string): FormValues {
  return {
    applicant: {
      ...emptyPerson(),
      registrationAddress: NO_ADDRESS,
      residenceSame: true,
      residenceAddress: NO_ADDRESS,
      phone: '',
      email: '',
      noEmail: false,
      additionalPhone: '',
      additionalEmail: '',
    },
    relation: 'parent',
    children: [emptyChild(childUuid)],
    twins: false,
    nonResident: false,
    district,
    settlement: '',
    groupKind: 'general',
    language: null,
    benefitClaimed: false,
    benefitCategory: null,
    certificateDate: '',
    attachments: [],
    dataCurrent: false,
    algorithmRead: false,
    moves: false,
    signing: SIGNED_BY_APPLICANT,
  };
}

/** The children that count: one, or the twins. The others stay as typed, should the tick come back. */
export function childrenOf(values: FormValues): readonly ChildValues[] {
  return values.twins ? values.children : values.children.slice(0, 1);
}

/** The purposes a form as filled in has a use for; scans for others are left behind. */
export function usefulPurposes(values: FormValues): ReadonlySet<(typeof ATTACHMENT_PURPOSES)[number]> {
  const purposes = new Set<(typeof ATTACHMENT_PURPOSES)[number]>();
  if (values.relation !== 'parent') purposes.add('relation');
  if (values.nonResident) purposes.add('non-resident');
  if (values.groupKind !== 'general') purposes.add('conclusion');
  if (values.benefitClaimed) purposes.add('benefit');
  if (needsRegistrationPaper(values)) purposes.add('registration');
  if (values.signing.signer === 'operator' && values.signing.means === 'paper') purposes.add('consent');
  return purposes;
}

/**
 * Whether прописка has to be shown on paper: ГБД ФЛ is silent about one of the two and the other is not registered in the
 * district (domain.md §1.11); a non-resident's own papers do instead.
 */
export function needsRegistrationPaper(values: FormValues): boolean {
  if (values.nonResident) return false;
  return childrenOf(values).some((child) => {
    const people = [values.applicant, child];
    const registered = people.some(
      (person) => person.source === 'registry' && person.registrationDistrict === values.district,
    );
    return !registered && people.some((person) => person.source === 'manual');
  });
}
