import { z } from 'zod';
import { ATTACHMENT_LIMITS, type Attachment } from '../domain/application-form.ts';
import { AttachmentSchema } from '../protocol/form.ts';
import { BOUND_SHAPE, type Bound, BoundSchema, documentXml } from './signed-document.ts';
import {
  type FieldsShape,
  fields,
  list,
  number,
  optional,
  type Root,
  type ShapeOf,
  text,
} from './xml-shape.ts';

/**
 * What is signed to give a command after filing (domain.md §1.10.17, §1.11 "Signing"): the command with everything it says, bound
 * to a one-time challenge, the district, the desk, the operator and the time. `assets/schema/command-1.xsd` describes its XML.
 */
export type SignedCommand = Bound & {
  /** What the command concerns; null where it is no single application. */
  readonly application: { readonly uuid: string; readonly number: string } | null;
  /** The command's name in the contract. */
  readonly command: string;
  /** Everything it says beside its application, in the order of the names. */
  readonly fields: readonly SignedField[];
  /** The scans that belong to it. */
  readonly attachments: readonly Attachment[];
  /** Language of `text`. */
  readonly locale: 'kk' | 'ru' | 'en';
  /** The same in words, for whoever signs (`commandText`). */
  readonly text: string;
};

/** One value of a command: text as it is, anything else in JSON; what is null is left out. */
export type SignedField = { readonly name: string; readonly value: string };

/** Free text of a field may have line ends; nothing else that XML cannot carry. */
const FieldText = z
  .string()
  .max(5000)
  .regex(/^[^\p{Cs}\uFFFE\uFFFF\r]*$/u);

const SignedCommandSchema = BoundSchema.extend({
  application: z.strictObject({ uuid: z.uuid(), number: z.string().min(1).max(40) }).nullable(),
  command: z.string().regex(/^[a-zA-Z]{1,60}$/),
  fields: z
    .array(z.strictObject({ name: z.string().regex(/^[a-zA-Z]{1,60}$/), value: FieldText }))
    .max(40)
    .readonly(),
  attachments: z.array(AttachmentSchema).max(ATTACHMENT_LIMITS.files).readonly(),
  locale: z.enum(['kk', 'ru', 'en']),
  text: FieldText,
}).refine(
  (document) => document.signer === 'applicant' || document.operator !== null,
) satisfies z.ZodType<SignedCommand>;

const ROOT: Root = {
  name: 'command',
  namespace: 'urn:kezek:command:1',
  type: 'queue-command',
  version: '1',
};

const SHAPE: FieldsShape = fields({
  ...BOUND_SHAPE,
  application: optional(fields({ uuid: text, number: text })),
  command: text,
  fields: list('field', fields({ name: text, value: text })),
  attachments: list(
    'attachment',
    fields({ sha256: text, name: text, type: text, size: number, purpose: text }),
  ),
  locale: text,
  text,
} satisfies ShapeOf<Omit<SignedCommand, 'version'>>['fields']);

/**
 * What a command says beside its name and its application, as it is signed. The contract of the command's name gives each field
 * its type, so text needs no quotes.
 */
export function signedFields(command: object): readonly SignedField[] {
  return Object.entries(command)
    .filter(([name, value]) => name !== 'do' && name !== 'application' && value !== null)
    .map(([name, value]: [string, unknown]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export const { build: buildCommandXml, read: readCommandXml } = documentXml(ROOT, SHAPE, SignedCommandSchema);
