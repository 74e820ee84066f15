import { z } from 'zod';
import { BENEFIT_CODES } from '../domain/application-form.ts';
import { CLAIM_STATES, QUEUE_CLASSES, STATUSES } from '../domain/status.ts';
import { ConsentRecordSchema, SignerSchema } from './consent.ts';
import { ContactsSchema } from './contacts.ts';
import { ApplicationFormSchema, AttachmentSchema, IinText, KatoCode, PlainDate } from './form.ts';
import { CorrectedSchema } from './proposal.ts';
import { VerificationReportSchema } from './verification.ts';

/** Rows as they are replicated from the server to a desk: what the server decided, never computed at the desk. */

/** How an application came in: on line, or made while the line was down and sent later. */
export const ProvisionalSchema = z.strictObject({
  /** `‹desk code›-‹yymmdd›-‹n›`, printed on the provisional slip (domain.md §1.11 "Notices"). */
  label: z.string(),
  /** The desk's clock when the application was saved, and its offset from the server's in ms (positive: desk ahead). */
  deskTime: z.iso.datetime(),
  clockOffsetMs: z.int().nullable(),
});
export type Provisional = z.infer<typeof ProvisionalSchema>;

/** The benefit claimed last, with its papers and what was said of it when it was decided. */
export const ClaimRecordSchema = z.strictObject({
  benefit: z.enum(BENEFIT_CODES),
  certificateDate: PlainDate.nullable(),
  attachments: z.array(AttachmentSchema).readonly(),
  /** Why it was confirmed or rejected, in the moderator's words. */
  reason: z.string().nullable(),
});
export type ClaimRecord = z.infer<typeof ClaimRecordSchema>;

/** One application: one child in the queue. */
export const ApplicationRecordSchema = z.strictObject({
  uuid: z.uuid(),
  /** The journal's «ID». */
  id: z.int().positive(),
  /** `ОДО.YYYY.NNNNNN` / `СДО.YYYY.NNNNNN`, for ever. */
  number: z.string(),
  district: KatoCode,
  kind: z.enum(['general', 'special']),
  groupYear: z.int(),
  /** Which child of `form.children` this application is for. */
  childIndex: z.int().nonnegative(),
  form: ApplicationFormSchema,
  status: z.enum(STATUSES),
  queueClass: z.enum(QUEUE_CLASSES),
  benefitClaim: z.enum(CLAIM_STATES),
  papersClaim: z.enum(CLAIM_STATES),
  /** The server's acceptance, to the millisecond (domain.md §1.10.5). */
  filedAt: z.iso.datetime(),
  /** The position at the moment of registration, as printed on the registration document. */
  queueNumberAtFiling: z.int().positive(),
  provisional: ProvisionalSchema.nullable(),
  /** Who entered it and on whose signature it stands. */
  enteredBy: IinText,
  signedBy: z.strictObject({
    iin: IinText,
    name: z.string(),
    algorithm: z.string(),
    serialNumber: z.string(),
    issuer: z.string(),
    at: z.iso.datetime(),
  }),
  /** Whose key signed it: the applicant's, or the operator's on the applicant's behalf with the consent below. */
  signer: SignerSchema.default('applicant'),
  consent: ConsentRecordSchema.nullable().default(null),
  /** What was found when the signature was verified at acceptance; null on rows of before it was kept. */
  report: VerificationReportSchema.nullable().default(null),
  parents: z.array(IinText).readonly(),
  /** Contacts in force since they were updated (R11); null: those of the form. */
  contacts: ContactsSchema.nullable().default(null),
  /** The benefit claimed after filing, or the reason of the decision on the form's; null: as the form says, undecided or without a reason. */
  claim: ClaimRecordSchema.nullable().default(null),
  expiries: z.int().nonnegative(),
  chooseBy: z.iso.datetime().nullable(),
  stopListUntil: z.iso.datetime().nullable(),
  confirmInterestBy: z.iso.datetime().nullable(),
  referral: z
    .strictObject({
      number: z.string(),
      kindergarten: z.string(),
      /** Its Russian name; null on rows of before it was kept. */
      kindergartenRu: z.string().nullable().default(null),
      group: z.string(),
      issuedAt: z.iso.datetime(),
      validUntil: z.iso.datetime(),
      extended: z.boolean(),
      kind: z.enum(['turn', 'free-choice', 'transfer']),
    })
    .nullable(),
  /** True when the relation to the child could not be checked against the birth record (domain.md §1.11). */
  relationUnproved: z.boolean(),
  /** What was corrected since the form was signed, beside the form (domain.md §1.11 `correct`). */
  corrected: CorrectedSchema.nullable().default(null),
  /** Number of the voucher category, where one was assigned (voucher2025). */
  category: z.int().positive().nullable().default(null),
});
export type ApplicationRecord = z.infer<typeof ApplicationRecordSchema>;

/** One line of «Өзгерістер тарихы»: what happened, when, by whom, at which desk. */
export const HistoryRecordSchema = z.strictObject({
  id: z.int().positive(),
  application: z.uuid(),
  at: z.iso.datetime(),
  /** A word of the interface: `history.<event>` in the locales. */
  event: z.string().regex(/^[a-z-]+$/),
  actor: z.strictObject({ iin: IinText.nullable(), name: z.string(), role: z.string() }),
  desk: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type HistoryRecord = z.infer<typeof HistoryRecordSchema>;

/** Documents the system makes (domain.md §7). */
export const DOCUMENT_KINDS = [
  'registration',
  'provisional',
  'referral',
  'refusal',
  'turn-notice',
  'annulment',
  'removal',
  'interest-confirmation',
  'referral-extension',
  'referral-return',
  'receipt',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document the system made: its facts are fixed at that moment, the PDF is drawn from them in either language. */
export const DocumentRecordSchema = z.strictObject({
  id: z.uuid(),
  application: z.uuid(),
  kind: z.enum(DOCUMENT_KINDS),
  issuedAt: z.iso.datetime(),
  /** The signed text of the QR code (`core/ledger/slip.ts`). */
  qr: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type DocumentRecord = z.infer<typeof DocumentRecordSchema>;

/** One replicated row with the district's version at which it last changed; `row: null` is a tombstone. */
export const ChangeSchema = z.discriminatedUnion('table', [
  z.strictObject({
    table: z.literal('application'),
    id: z.string(),
    version: z.int(),
    row: ApplicationRecordSchema.nullable(),
  }),
  z.strictObject({
    table: z.literal('history'),
    id: z.string(),
    version: z.int(),
    row: HistoryRecordSchema.nullable(),
  }),
  z.strictObject({
    table: z.literal('document'),
    id: z.string(),
    version: z.int(),
    row: DocumentRecordSchema.nullable(),
  }),
]);
export type Change = z.infer<typeof ChangeSchema>;
