import type { z } from 'zod';
import { applicationMethods } from './application.ts';
import { consentMethods } from './asking-consent.ts';
import { attachmentMethods } from './attachment.ts';
import { cardMethods } from './card.ts';
import { commandMethods } from './command.ts';
import { deskMethods } from './desk-status.ts';
import { documentMethods } from './document.ts';
import { draftMethods } from './draft.ts';
import { journalMethods } from './journal.ts';
import { ncalayerMethods } from './ncalayer.ts';
import { codeMethods } from './one-time-code.ts';
import { personMethods } from './person.ts';
import { printingMethods } from './printing.ts';
import { QUESTIONS } from './question.ts';
import { referenceMethods } from './reference.ts';
import { reportMethods } from './report.ts';
import { sessionMethods } from './sign-in.ts';
import { z } from 'zod';
import { ATTACHMENT_LIMITS, ATTACHMENT_PURPOSES, ATTACHMENT_TYPES } from '../domain/application-form.ts';
import { POLICY_NAMES } from '../domain/policy.ts';
import { QUEUE_CLASSES, STATUSES } from '../domain/status.ts';
import { ADMINISTRATION_ROUTES } from './administration.ts';
import { AUDIT_ROUTES } from './audit.ts';
import { benefitQuestions } from './benefit.ts';
import { CommandFacts, CommandSchema } from './command.ts';
import { ConsentRecordSchema, ConsentSchema, SignerSchema } from './consent.ts';
import { ApplicationFormSchema, AttachmentSchema, IinText, KatoCode, Sha256 } from './form.ts';
import { kindergartenQuestions } from './kindergarten.ts';
import { mergeQuestions } from './merge.ts';
import { noticeQuestions } from './notice.ts';
import { permissionQuestions } from './permission.ts';
import { CertificateOwnerSchema, RegistryPersonSchema, SessionSchema } from './person.ts';
import { placeQuestions } from './place.ts';
import { proposalQuestions } from './proposal.ts';
import { ApplicationRecordSchema, DocumentRecordSchema, HistoryRecordSchema } from './record.ts';
import { VoucherCategorySchema } from './reference.ts';
import { REGION_ROUTES } from './region.ts';
import { REPORT_FORMATS, REPORT_ROUTES, ReportQuerySchema } from './report.ts';
import { signedCommandQuestions } from './signed-command.ts';

/**
 * The contract renderer ↔ core: every method by its name, with what it takes and gives. A call answers with a `Result`
 * whose error is a `Failure` (core/domain/failure.ts). Bytes travel as Uint8Array.
 */
export const contract = {
  ...deskMethods,
  ...referenceMethods,
  ...sessionMethods,
  ...codeMethods,
  ...ncalayerMethods,
  ...personMethods,
  ...applicationMethods,
  ...journalMethods,
  ...cardMethods,
  ...commandMethods,
  ...consentMethods,
  ...draftMethods,
  ...attachmentMethods,
  ...documentMethods,
  ...printingMethods,
  ...reportMethods,

  ...signedCommandQuestions,
  ...QUESTIONS,
  ...placeQuestions,

  /** At a desk, by an operator: a one-time code to the parent's phone stands for the consent. */
  'consent.requestCode': { input: CodeInput, output: CodeTicket },
  /** The consent holds for one document of this operator at this desk, for 30 minutes. Failures as of `session.enterCode`. */
  'consent.enterCode': {
    input: z.strictObject({ ticket: z.string(), code: z.string().max(40) }),
    output: z.strictObject({ consent: z.uuid(), at: z.iso.datetime() }),
  },
  /**
   * The consent on paper for the document `uuid`, filled in from its form: `document.read` and `document.print` take the id
   * that comes back. It is signed by hand, scanned, and added to the form with the purpose `consent`.
   */
  'consent.prepare': {
    input: z.strictObject({
      uuid: z.uuid(),
      form: ApplicationFormSchema,
      /** The command after filing that is consented to; without it the filing of the form. */
      command: z
        .strictObject({
          command: CommandSchema,
          number: z.string().max(40),
          /** The same as the page says it, with names where the command has identifiers. */
          statement: z.string().max(1000),
        })
        .optional(),
    }),
    output: z.strictObject({ id: z.string() }),
  },

  'draft.load': { input: Nothing, output: DraftSchema.nullable() },
  'draft.save': { input: DraftSchema, output: Nothing },
  'draft.discard': { input: Nothing, output: Nothing },

  /** Takes a scan by its content: PDF, JPEG or PNG, 10 MB; keeps it encrypted. */
  'attachment.add': {
    input: z.strictObject({
      name: z.string().max(400),
      purpose: z.enum(ATTACHMENT_PURPOSES),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 2 * ATTACHMENT_LIMITS.bytes),
    }),
    output: AttachmentSchema,
  },
  'attachment.read': {
    input: z.strictObject({ sha256: Sha256 }),
    output: z.strictObject({ type: z.enum(ATTACHMENT_TYPES), bytes: z.instanceof(Uint8Array) }),
  },

  /** The PDF of a document of the system, or of the provisional slip (`provisional:<form uuid>`). */
  'document.read': {
    input: z.strictObject({ id: z.string(), locale: DocumentLocaleSchema }),
    output: z.strictObject({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }),
  },
  /** Sends it to the system's printer and gives the job; its state is told by the topic `print` and `print.state`. */
  'document.print': {
    input: z.strictObject({ id: z.string(), locale: DocumentLocaleSchema, printer: z.string().nullable() }),
    output: z.strictObject({ job: z.uuid() }),
  },
  'attachment.print': {
    input: z.strictObject({ sha256: Sha256, printer: z.string().nullable() }),
    output: z.strictObject({ job: z.uuid() }),
  },
  ...noticeQuestions,
  ...mergeQuestions,

  ...kindergartenQuestions,
  /** The text of a QR code of a paper, checked without the network against the server's key: whose application it is. */
  'slip.check': {
    input: z.strictObject({ text: z.string().max(2000) }),
    output: z.strictObject({ application: z.uuid(), number: z.string() }),
  },
  'print.state': { input: z.strictObject({ job: z.uuid() }), output: PrintStateSchema },
  'print.cancel': { input: z.strictObject({ job: z.uuid() }), output: Nothing },
  'printer.list': { input: Nothing, output: z.array(PrinterSchema).readonly() },

  ...whyQuestions,
  ...ADMINISTRATION_ROUTES,
  ...REGION_ROUTES,
  ...REPORT_ROUTES,
  /** A report as a file, made here of what the server answers at that moment. */
  'report.file': {
    input: ReportQuerySchema.extend({ locale: DocumentLocaleSchema, format: z.enum(REPORT_FORMATS) }),
    output: z.strictObject({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }),
  },
  ...AUDIT_ROUTES,
  ...benefitQuestions,
  ...proposalQuestions,
  ...workQuestions,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
export type Method = keyof Contract;
export type Input<M extends Method> = z.infer<Contract[M]['input']>;
export type Output<M extends Method> = z.infer<Contract[M]['output']>;
