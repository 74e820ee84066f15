import { z } from 'zod';
import {
  type ApplicationForm,
  ATTACHMENT_LIMITS,
  ATTACHMENT_PURPOSES,
  ATTACHMENT_TYPES,
  BENEFIT_CODES,
  GROUP_KINDS,
  RELATIONS,
  TEACHING_LANGUAGES,
} from '../domain/application-form.ts';
import { ContactsSchema } from './contacts.ts';

/** Free text of a form field: one line, no control characters, nothing that XML 1.0 cannot carry, bounded. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u);

/** Plain calendar date `YYYY-MM-DD`, without a zone (domain.md §11.10). */
export const PlainDate = z.iso.date();
/** 12 digits; whether it is a real IIN is decided by `core/domain/iin.ts`. */
export const IinText = z.string().regex(/^\d{12}$/);
/** A 9-digit KATO code. */
export const KatoCode = z.string().regex(/^\d{9}$/);
/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const PersonNameSchema = z.strictObject({
  surname: line(100),
  name: line(100),
  patronymic: line(100),
});
export const AddressSchema = z.strictObject({
  city: line(200),
  district: line(200),
  street: line(200),
  house: line(30),
  flat: line(30),
});
export const DataSourceSchema = z.enum(['registry', 'manual']);

export const AttachmentSchema = z.strictObject({
  sha256: Sha256,
  name: line(200),
  type: z.enum(ATTACHMENT_TYPES),
  size: z.int().positive().max(ATTACHMENT_LIMITS.bytes),
  purpose: z.enum(ATTACHMENT_PURPOSES),
});

export const ApplicantSchema = z.strictObject({
  iin: IinText,
  name: PersonNameSchema,
  birthDate: PlainDate,
  source: DataSourceSchema,
  registrationAddress: AddressSchema,
  registrationDistrict: KatoCode.nullable(),
  residenceAddress: AddressSchema,
  ...ContactsSchema.shape,
});

export const ChildSchema = z.strictObject({
  uuid: z.uuid(),
  iin: IinText,
  name: PersonNameSchema,
  birthDate: PlainDate,
  source: DataSourceSchema,
  registrationDistrict: KatoCode.nullable(),
});

/** The form as it crosses a boundary; the shape only. The rules are `checkForm` in `core/domain`. */
export const ApplicationFormSchema = z.strictObject({
  applicant: ApplicantSchema,
  relation: z.enum(RELATIONS),
  children: z.array(ChildSchema).min(1).max(8).readonly(),
  twins: z.boolean(),
  nonResident: z.boolean(),
  district: KatoCode,
  settlement: line(200),
  groupKind: z.enum(GROUP_KINDS),
  language: z.enum(TEACHING_LANGUAGES),
  benefit: z
    .strictObject({ category: z.enum(BENEFIT_CODES), certificateDate: PlainDate.nullable() })
    .nullable(),
  attachments: z.array(AttachmentSchema).max(ATTACHMENT_LIMITS.files).readonly(),
  dataCurrent: z.boolean(),
  algorithmRead: z.boolean(),
  moves: z.literal(true).nullable().default(null),
}) satisfies z.ZodType<ApplicationForm>;
