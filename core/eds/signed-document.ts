import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Consent, SIGNERS, type SignerKind } from '../protocol/consent.ts';
import { IinText, KatoCode, Sha256 } from '../protocol/form.ts';
import {
  type FieldsShape,
  fields,
  optional,
  type Root,
  readXml,
  type ShapeOf,
  text,
  writeXml,
} from './xml-shape.ts';

/** What everything that is signed to be filed or given is bound to (domain.md §1.11 "Signing"). */
export type Bound = {
  readonly version: 1;
  /** The document's UUID: it is carried out once; that of an application is printed on the provisional slip. */
  readonly uuid: string;
  /** The server's one-time challenge, or one of the desk's stock while the line is down. */
  readonly challenge: string;
  /** KATO code of the district whose queue it concerns. */
  readonly district: string;
  /** Code of the desk at which it was made, e.g. `K01`. */
  readonly desk: string;
  /** IIN of the member of staff in whose session it was made; null where the parent did so alone. */
  readonly operator: string | null;
  /** Whose signature it is to carry: a parent's, or that of the member of staff. */
  readonly signer: SignerKind;
  /** The parent's consent it stands on, if any. */
  readonly consent: SignedConsent | null;
  /** The desk's clock, ISO 8601 in UTC. */
  readonly time: string;
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

const SignedConsentSchema = z.discriminatedUnion('means', [
  z.strictObject({ means: z.literal('code'), reference: z.uuid() }),
  z.strictObject({ means: z.literal('paper'), reference: Sha256 }),
]) satisfies z.ZodType<SignedConsent>;

export const BoundSchema = z.strictObject({
  version: z.literal(1),
  uuid: z.uuid(),
  challenge: ChallengeText,
  district: KatoCode,
  desk: DeskText,
  operator: IinText.nullable(),
  signer: z.enum(SIGNERS),
  consent: SignedConsentSchema.nullable(),
  time: z.iso.datetime(),
}) satisfies z.ZodType<Bound>;

/** The first elements of its XML, in this order. */
export const BOUND_SHAPE = {
  uuid: text,
  challenge: text,
  district: text,
  desk: text,
  operator: optional(text),
  signer: text,
  consent: optional(fields({ means: text, reference: text })),
  time: text,
} satisfies ShapeOf<Omit<Bound, 'version'>>['fields'];

/**
 * How one kind of document is written and read.
 *
 * `build` gives the XML to sign: one root in the namespace of `root`, elements only, no white space between them, so that what
 * NCALayer makes of it has the same canonical form. It throws on a document that `read` would not give back: it comes from
 * validated input.
 *
 * `read` takes the signed content: canonical characters without the signature, as the verifier gives them. `structure`: not
 * exactly this document (unknown, missing, repeated or misplaced element or attribute, comment, white space); `content`: a value
 * that the contract does not allow, or that would be read otherwise than it is written.
 */
export function documentXml<T extends { readonly version: 1 }>(
  root: Root,
  shape: FieldsShape,
  schema: z.ZodType<T>,
): { build(document: T): string; read(content: string): Result<T, 'structure' | 'content'> } {
  const read = (content: string): Result<T, 'structure' | 'content'> => {
    const found = readXml(root, shape, content);
    if (!found.ok) return found;
    const raw = { version: 1, ...found.value };
    const parsed = schema.safeParse(raw);
    return parsed.success && isDeepStrictEqual(parsed.data, raw) ? ok(parsed.data) : fail('content');
  };
  return {
    build(document) {
      const xml = writeXml(root, shape, document);
      const again = read(xml);
      if (!again.ok) throw new Error(`A ${root.name} does not survive its own XML: ${again.error}`);
      return xml;
    },
    read,
  };
}
