import type { z } from 'zod';
import type { Address, ApplicationForm, PersonName } from '../domain/application-form.ts';
import { ApplicationFormSchema } from '../protocol/form.ts';
import { BOUND_SHAPE, type Bound, BoundSchema, documentXml } from './signed-document.ts';
import {
  type FieldsShape,
  fields,
  flag,
  list,
  number,
  optional,
  type Root,
  type ShapeOf,
  text,
} from './xml-shape.ts';

/**
 * What an applicant or an operator signs (issue 3.2, domain.md §1.11 "Signing"): the whole form, bound to a one-time
 * challenge, the district, the desk, the operator and the time. `assets/schema/application-1.xsd` describes its XML.
 */
export type SignedApplication = Bound & {
  /** Its district is the district whose queue is joined. */
  readonly form: ApplicationForm;
};

const SignedApplicationSchema = BoundSchema.extend({ form: ApplicationFormSchema })
  .refine((document) => document.district === document.form.district)
  .refine((document) =>
    document.signer === 'applicant' ? document.consent === null : document.operator !== null,
  ) satisfies z.ZodType<SignedApplication>;

const ROOT: Root = {
  name: 'application',
  namespace: 'urn:kezek:application:1',
  type: 'queue-application',
  version: '1',
};

const name = fields({ surname: text, name: text, patronymic: text } satisfies {
  [K in keyof PersonName]: ShapeOf<PersonName[K]>;
});
const address = fields({ city: text, district: text, street: text, house: text, flat: text } satisfies {
  [K in keyof Address]: ShapeOf<Address[K]>;
});

const form = fields({
  applicant: fields({
    iin: text,
    name,
    birthDate: text,
    source: text,
    registrationAddress: address,
    registrationDistrict: optional(text),
    residenceAddress: address,
    phone: text,
    email: optional(text),
    additionalPhone: optional(text),
    additionalEmail: optional(text),
  }),
  relation: text,
  children: list(
    'child',
    fields({
      uuid: text,
      iin: text,
      name,
      birthDate: text,
      source: text,
      registrationDistrict: optional(text),
    }),
  ),
  twins: flag,
  nonResident: flag,
  district: text,
  settlement: text,
  groupKind: text,
  language: text,
  benefit: optional(fields({ category: text, certificateDate: optional(text) })),
  attachments: list(
    'attachment',
    fields({ sha256: text, name: text, type: text, size: number, purpose: text }),
  ),
  dataCurrent: flag,
  algorithmRead: flag,
  moves: optional(flag),
} satisfies ShapeOf<ApplicationForm>['fields']);

const SHAPE: FieldsShape = fields({ ...BOUND_SHAPE, form } satisfies ShapeOf<
  Omit<SignedApplication, 'version'>
>['fields']);

export const { build: buildApplicationXml, read: readApplicationXml } = documentXml(
  ROOT,
  SHAPE,
  SignedApplicationSchema,
);
