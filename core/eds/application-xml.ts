import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Address, ApplicationForm, PersonName } from '../domain/application-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Consent } from '../protocol/consent.ts';
import { ApplicationFormSchema, IinText, KatoCode, Sha256 } from '../protocol/form.ts';
import {
  type FieldsShape,
  fields,
  flag,
  list,
  number,
  optional,
  type Root,
  readXml,
  type ShapeOf,
  text,
  writeXml,
} from './xml-shape.ts';

/**
 * What an applicant or an operator signs (issue 3.2, domain.md §1.11 "Signing"): the whole form, bound to a one-time
 * challenge, the district, the desk, the operator and the time. `assets/schema/application-1.xsd` describes its XML.
 */
export type SignedApplication = {
  readonly version: 1;
  /** The document's UUID, printed on the provisional slip. */
  readonly uuid: string;
  /** The server's one-time challenge, or one of the desk's stock while the line is down. */
  readonly challenge: string;
  /** KATO code of the district whose queue is joined; equal to `form.district`. */
  readonly district: string;
  /** Code of the desk at which it was made, e.g. `K01`. */
  readonly desk: string;
  /** IIN of the operator who entered it; null where the parent did so alone. */
  readonly operator: string | null;
  /** Whose signature it is to carry. */
  readonly signer: 'applicant' | 'operator';
  /** The applicant's consent on which an operator signs; null where the applicant signs. */
  readonly consent: SignedConsent | null;
  /** The desk's clock, ISO 8601 in UTC. */
  readonly time: string;
  readonly form: ApplicationForm;
};

/** A consent as the XML names it: the identifier of the code's consent, or the SHA-256 of the scan of the paper. */
export type SignedConsent = { readonly means: Consent['means']; readonly reference: string };

/** The consent of the contract as the signed XML names it. */
export function signedConsent(consent: Consent | null): SignedConsent | null {
  if (consent === null) return null;
  return { means: consent.means, reference: consent.means === 'code' ? consent.id : consent.sha256 };
}

/** Challenges are visible ASCII without white space. */
export const ChallengeText = z.string().regex(/^[\x21-\x7e]{1,200}$/);
/** The code of a desk. */
export const DeskText = z.string().regex(/^[\p{L}\p{N}._-]{1,100}$/u);

export const SignedConsentSchema = z.discriminatedUnion('means', [
  z.strictObject({ means: z.literal('code'), reference: z.uuid() }),
  z.strictObject({ means: z.literal('paper'), reference: Sha256 }),
]) satisfies z.ZodType<SignedConsent>;

const SignedApplicationSchema = z
  .strictObject({
    version: z.literal(1),
    uuid: z.uuid(),
    challenge: ChallengeText,
    district: KatoCode,
    desk: DeskText,
    operator: IinText.nullable(),
    signer: z.enum(['applicant', 'operator']),
    consent: SignedConsentSchema.nullable(),
    time: z.iso.datetime(),
    form: ApplicationFormSchema,
  })
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
} satisfies ShapeOf<ApplicationForm>['fields']);

const SHAPE: FieldsShape = fields({
  uuid: text,
  challenge: text,
  district: text,
  desk: text,
  operator: optional(text),
  signer: text,
  consent: optional(fields({ means: text, reference: text })),
  time: text,
  form,
} satisfies ShapeOf<Omit<SignedApplication, 'version'>>['fields']);

/**
 * The XML to sign: one root in the namespace `urn:kezek:application:1`, elements only, no white space between them, so that
 * what NCALayer makes of it has the same canonical form. Throws on a document that {@link readApplicationXml} would not
 * give back: it comes from a validated form.
 */
export function buildApplicationXml(document: SignedApplication): string {
  const xml = writeXml(ROOT, SHAPE, document);
  const read = readApplicationXml(xml);
  if (!read.ok) throw new Error(`The application does not survive its own XML: ${read.error}`);
  return xml;
}

/**
 * Reads the signed content: canonical characters without the signature, as the verifier gives them. `structure`: not
 * exactly this document (unknown, missing, repeated or misplaced element or attribute, comment, white space);
 * `content`: a value that the form's contract does not allow, or that would be read otherwise than it is written.
 */
export function readApplicationXml(content: string): Result<SignedApplication, 'structure' | 'content'> {
  const read = readXml(ROOT, SHAPE, content);
  if (!read.ok) return read;
  const raw = { version: 1, ...read.value };
  const parsed = SignedApplicationSchema.safeParse(raw);
  if (!parsed.success || !isDeepStrictEqual(parsed.data, raw)) return fail('content');
  return ok(parsed.data);
}
