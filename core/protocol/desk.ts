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
import { VerificationReportSchema } from './verification.ts';
import { whyQuestions } from './why.ts';
import { workQuestions } from './work.ts';

/**
 * The contract renderer ↔ core: every method by its name, with what it takes and gives. A call answers with a `Result`
 * whose error is a `Failure` (core/domain/failure.ts). Bytes travel as Uint8Array.
 */

const Nothing = z.strictObject({});

/** Storages of NCALayer, in the order they are offered; the words are in the locales (`storage.*`). */
export const STORAGES = [
  'PKCS12',
  'AKKaztokenStore',
  'AKKZIDCardStore',
  'AKEToken72KStore',
  'AKEToken5110Store',
  'AKJaCartaStore',
  'AKAKEYStore',
  'JKS',
] as const;
export const StorageSchema = z.enum(STORAGES);
export type Storage = z.infer<typeof StorageSchema>;

export const LOCALES = ['kk', 'ru', 'en'] as const;
export const LocaleSchema = z.enum(LOCALES);
export type Locale = z.infer<typeof LocaleSchema>;
/** Documents are drawn in the two languages of the state. */
export const DocumentLocaleSchema = z.enum(['kk', 'ru']);
export type DocumentLocale = z.infer<typeof DocumentLocaleSchema>;

/** What this computer is and how it stands. */
export const DeskStatusSchema = z.strictObject({
  mode: z.enum(['desk', 'kiosk']),
  /** Null until paired (`kezek pair`). */
  desk: z.strictObject({ code: z.string(), district: KatoCode }).nullable(),
  /** District of the configuration, preset on the start page before pairing. */
  district: KatoCode.nullable(),
  locale: LocaleSchema,
  server: z.enum(['reachable', 'unreachable', 'unknown']),
  lastSyncAt: z.iso.datetime().nullable(),
  /** Saved here and not yet received by the server. */
  unsent: z.int().nonnegative(),
  /** Failure code of what stops the exchange although the server answers (`desk-unknown`, `server-changed`, `upgrade-needed`, …). */
  problem: z.string().optional(),
  /** Where the replica's key lies; `file` means demo data only, and the screen says so. */
  keyStore: z.enum(['system', 'file']),
  /** Demo people and simulators: the screen says so. */
  demo: z.boolean(),
  version: z.string(),
  /** The preset the server goes by, as last heard. */
  policy: z.enum(POLICY_NAMES).optional(),
  /** When the National CA made the newest revocation list that is kept here; null or absent where there is none. */
  revocationListAt: z.iso.datetime().nullable().optional(),
});
export type DeskStatus = z.infer<typeof DeskStatusSchema>;

/** How far one submission has come. */
export const SUBMISSION_STATES = ['saved', 'received', 'refused'] as const;

/** One row of «Кезекке қоюға өтініштер журналы», with the columns of seed 004. */
export const JournalRowSchema = z.strictObject({
  uuid: z.uuid(),
  id: z.int().positive().nullable(),
  /** Application number; null until received, then `label` is what the slip says. */
  number: z.string().nullable(),
  label: z.string().nullable(),
  childName: z.string(),
  childIin: IinText,
  applicantName: z.string(),
  filedAt: z.iso.datetime(),
  status: z.enum(STATUSES).nullable(),
  submission: z.enum(SUBMISSION_STATES),
  refusal: z.string().nullable(),
  benefit: z.string(),
  childBirthDate: z.iso.date(),
  groupYear: z.int(),
  queueClass: z.enum(QUEUE_CLASSES),
  referralKind: z.enum(['turn', 'free-choice', 'transfer']).nullable(),
  referralDaysLeft: z.int().nullable(),
  /** Full years on today's date. */
  age: z.int(),
  queueNumber: z.int().positive().nullable(),
  settlement: z.string(),
  /** Signed by an operator with the applicant's consent. */
  onBehalf: z.boolean(),
});
export type JournalRow = z.infer<typeof JournalRowSchema>;

export const JOURNAL_SORTS = [
  'id',
  'number',
  'childName',
  'childIin',
  'applicantName',
  'filedAt',
  'status',
  'benefit',
  'childBirthDate',
  'groupYear',
  'queueClass',
  'age',
  'settlement',
] as const;

export const JournalQuerySchema = z.strictObject({
  /** Name (any part, any case) or IIN (any part) of child or applicant, or the application number. */
  search: z.string().max(200),
  status: z.enum(STATUSES).nullable(),
  submission: z.enum(SUBMISSION_STATES).nullable(),
  groupYear: z.int().nullable(),
  queueClass: z.enum(QUEUE_CLASSES).nullable(),
  kind: z.enum(['general', 'special']).nullable(),
  sort: z.enum(JOURNAL_SORTS),
  descending: z.boolean(),
  /** From 1. */
  page: z.int().positive(),
  pageSize: z.int().positive().max(200),
});
export type JournalQuery = z.infer<typeof JournalQuerySchema>;

/** The card: three tabs of seed 000 step 16. */
export const CardSchema = z.strictObject({
  row: JournalRowSchema,
  form: ApplicationFormSchema,
  childIndex: z.int().nonnegative(),
  /** What the server decided; null until received. */
  record: ApplicationRecordSchema.nullable(),
  refusal: z
    .strictObject({
      code: z.string(),
      field: z.string().optional(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    })
    .nullable(),
  history: z.array(HistoryRecordSchema).readonly(),
  documents: z.array(DocumentRecordSchema).readonly(),
  /** Document id of the provisional slip (`provisional:<form uuid>`) where the form was saved at this desk, else null. */
  provisional: z.string().nullable(),
});
export type Card = z.infer<typeof CardSchema>;

export const PrinterSchema = z.strictObject({ name: z.string(), title: z.string(), isDefault: z.boolean() });

/** The job as a watched state; `printed` and `failed` are ends. */
export const PrintStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('sending') }),
  z.strictObject({ state: z.literal('printing'), printer: z.string(), note: z.string().nullable() }),
  z.strictObject({ state: z.literal('printed'), printer: z.string() }),
  z.strictObject({ state: z.literal('failed'), printer: z.string().nullable(), code: z.string() }),
]);
export type PrintState = z.infer<typeof PrintStateSchema>;

/** A form half filled in, kept over a crash and a restart. What is typed, not what is valid: free shape per field. */
export const DraftSchema = z.strictObject({
  /** UUID of the document to be. */
  uuid: z.uuid(),
  step: z.enum(['service', 'applicant', 'child', 'review']),
  values: z.record(z.string(), z.unknown()),
  savedAt: z.iso.datetime(),
});
export type Draft = z.infer<typeof DraftSchema>;

const District = z.strictObject({
  code: KatoCode,
  kk: z.string(),
  ru: z.string(),
  en: z.string(),
  settlements: z.array(z.strictObject({ kk: z.string(), ru: z.string() })).readonly(),
});
export type DistrictChoice = z.infer<typeof District>;

const BenefitChoice = z.strictObject({
  code: z.string(),
  right: z.enum(['extraordinary', 'first-priority']),
  kk: z.string(),
  ru: z.string(),
  en: z.string(),
  proofKk: z.string(),
  proofRu: z.string(),
  proofEn: z.string(),
  /** Months the certificate is valid, where its date is asked for. */
  certificateMonths: z.int().positive().nullable(),
});
export type BenefitChoice = z.infer<typeof BenefitChoice>;

/** A one-time code is on its way: six digits, good until `expiresAt` or until the tries are used up. */
const CodeTicket = z.strictObject({
  ticket: z.string(),
  /** Masked. */
  phone: z.string(),
  expiresAt: z.iso.datetime(),
  triesLeft: z.int().nonnegative(),
});
/** IIN and phone as typed: `iin-*` and `phone-malformed` name the field. The SMS is in the language of the page. */
const CodeInput = z.strictObject({
  iin: z.string().max(40),
  phone: z.string().max(40),
  locale: LocaleSchema,
});

/** What was signed, and what was found when it was verified. */
export const SignedDocumentSchema = z.strictObject({
  form: ApplicationFormSchema,
  childIndex: z.int().nonnegative(),
  signer: SignerSchema,
  /** Who entered it where that was not the applicant: «өтініш берушінің атынан». The name is empty where it is not known here. */
  operator: z.strictObject({ iin: IinText, name: z.string() }).nullable(),
  consent: ConsentRecordSchema.nullable(),
  /** As the signed document says. */
  signedAt: z.iso.datetime(),
  /** The signed XML; null while the line is down and it was not signed at this computer. */
  xml: z.string().nullable(),
  /** Of the server once it was accepted, else of this computer; null where an older version kept none. */
  report: VerificationReportSchema.nullable(),
});
export type SignedDocument = z.infer<typeof SignedDocumentSchema>;

export const contract = {
  'desk.status': { input: Nothing, output: DeskStatusSchema },
  /** Joins this computer to the server by the short code of `kezek pair`. */
  'desk.pair': { input: z.strictObject({ code: z.string() }), output: DeskStatusSchema },
  /** Tries the line now instead of at the next interval. */
  'desk.sync': { input: Nothing, output: DeskStatusSchema },
  'reference.load': {
    input: Nothing,
    output: z.strictObject({
      districts: z.array(District).readonly(),
      categories: z.array(VoucherCategorySchema).readonly(),
      benefits: z.array(BenefitChoice).readonly(),
      /** Why a kindergarten does not take a child that came with a referral (domain.md §1.6). */
      arrivalRefusals: z
        .array(z.strictObject({ code: z.string(), kk: z.string(), ru: z.string(), en: z.string() }))
        .readonly(),
    }),
  },

  /** Asks the server for a challenge, NCALayer for a signature, the server for its verdict; shows the owner. */
  'session.choose': {
    input: z.strictObject({ storage: StorageSchema, locale: LocaleSchema }),
    output: z.strictObject({ ticket: z.string(), owner: CertificateOwnerSchema, emailNeeded: z.boolean() }),
  },
  /** «Кіру». At the first sign-in the e-mail is asked for (R11); `noEmail` only at a desk. */
  'session.enter': {
    input: z.strictObject({ ticket: z.string(), email: z.string().nullable() }),
    output: SessionSchema,
  },
  /**
   * Sign-in by one-time code, for parents: the pair is checked against БМГ, then an SMS is sent. `phone-not-linked`,
   * `phone-registry-unavailable`, `sms-failed`, `too-many-codes` (facts `minutes`: when the next one may be asked for),
   * `too-many-attempts`.
   */
  'session.requestCode': {
    input: CodeInput,
    output: CodeTicket.extend({ emailNeeded: z.boolean() }),
  },
  /**
   * `code-wrong` (facts `triesLeft`), `code-expired`, `code-used-up`: then a new one is asked for. `email-required` (at a
   * kiosk, R11) leaves the ticket good: the same code again, with the e-mail.
   */
  'session.enterCode': {
    input: z.strictObject({ ticket: z.string(), code: z.string().max(40), email: z.string().nullable() }),
    output: SessionSchema,
  },
  /** How far the SMS of a ticket (sign-in or consent) has come; ask every few seconds while the code is waited for. */
  'code.delivery': {
    input: z.strictObject({ ticket: z.string() }),
    output: z.strictObject({ state: z.enum(['queued', 'sent', 'delivered', 'failed']) }),
  },
  /** The person is at the keyboard, or the mouse: staff sessions lock after ten idle minutes. Call it at most every 30 s. */
  'session.touch': { input: Nothing, output: Nothing },
  /** Locks a staff session now; `not-permitted` for parents, whose session simply ends. */
  'session.lock': { input: Nothing, output: Nothing },
  /** The same person signs again at NCALayer; another person's key is `iin-mismatch`. */
  'session.unlock': {
    input: z.strictObject({ storage: StorageSchema, locale: LocaleSchema }),
    output: SessionSchema,
  },
  'session.current': { input: Nothing, output: SessionSchema.nullable() },
  /** Ends the session; at a kiosk everything of the person is gone after it. */
  'session.leave': { input: Nothing, output: Nothing },
  /** Stops waiting for NCALayer (its own window stays with the person; a late answer is dropped). */
  'ncalayer.abandon': { input: Nothing, output: Nothing },

  /** ГБД ФЛ by IIN, through the server. `registry-unavailable` and `registry-consent-*`: enter by hand, it will be marked. */
  'person.lookup': {
    input: z.strictObject({ iin: z.string(), as: z.enum(['applicant', 'child']) }),
    output: z.strictObject({ person: RegistryPersonSchema }),
  },

  /** What is wrong with the form as it stands: field failures and refusals that are already certain here. */
  'application.check': {
    input: z.strictObject({ form: ApplicationFormSchema }),
    output: z.strictObject({
      failures: z.array(z.strictObject({ code: z.string(), field: z.string() })).readonly(),
    }),
  },
  /**
   * Builds the XML, has it signed at NCALayer (minutes, a person is at it), verifies, saves in one transaction. The answer
   * means *saved on this computer*, no more. Progress is told by the topic `submission`.
   */
  'application.submit': {
    input: z.strictObject({
      uuid: z.uuid(),
      form: ApplicationFormSchema,
      storage: StorageSchema,
      locale: LocaleSchema,
      /** Whose key is asked for: an operator may sign on the applicant's behalf, and then the consent is given. */
      signer: SignerSchema,
      /** Null exactly where the applicant signs. On paper: the scan is among the attachments with the purpose `consent`. */
      consent: ConsentSchema.nullable(),
    }),
    output: z.strictObject({ uuid: z.uuid(), label: z.string(), applications: z.array(z.uuid()).readonly() }),
  },
  /** Waits up to ten seconds for the server's answer to a submission; `saved` = not yet, it will be sent by itself. */
  'application.outcome': {
    input: z.strictObject({ uuid: z.uuid() }),
    output: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('saved'), label: z.string() }),
      z.strictObject({
        state: z.literal('received'),
        applications: z
          .array(z.strictObject({ uuid: z.uuid(), number: z.string(), queueNumber: z.int().positive() }))
          .readonly(),
      }),
      z.strictObject({
        state: z.literal('refused'),
        code: z.string(),
        field: z.string().optional(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ]),
  },
  'application.journal': {
    input: JournalQuerySchema,
    output: z.strictObject({ rows: z.array(JournalRowSchema).readonly(), total: z.int().nonnegative() }),
  },
  'application.card': { input: z.strictObject({ uuid: z.uuid() }), output: CardSchema },
  /** What was signed, with the verification report, for the card. */
  'application.signed': { input: z.strictObject({ uuid: z.uuid() }), output: SignedDocumentSchema },

  /**
   * Gives a command after filing; the answer is the server's. `saved`: the line went down meanwhile, it is sent by itself and
   * shown by `command.open` until it is answered. Where the command needs a signature (core/domain/signature-duty.ts) it is asked
   * for at NCALayer in `storage`; progress is told by the topic `submission`. Given again under the same UUID it is asked after,
   * not repeated.
   */
  'command.give': {
    input: z.strictObject({
      uuid: z.uuid(),
      command: CommandSchema,
      attachments: z.array(AttachmentSchema).max(ATTACHMENT_LIMITS.files).readonly(),
      storage: StorageSchema.nullable(),
      locale: LocaleSchema,
      /** Whose key is asked for; null where none is. */
      signer: SignerSchema.nullable(),
      consent: ConsentSchema.nullable(),
    }),
    output: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('done'), facts: CommandFacts }),
      z.strictObject({ state: z.literal('saved') }),
    ]),
  },
  /** Commands on an application given here that are not answered yet (`failure` null) or were refused later. */
  'command.open': {
    input: z.strictObject({ application: z.uuid() }),
    output: z
      .array(
        z.strictObject({
          uuid: z.uuid(),
          command: z.string(),
          givenAt: z.iso.datetime(),
          failure: z
            .strictObject({
              code: z.string(),
              field: z.string().optional(),
              facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
            })
            .nullable(),
        }),
      )
      .readonly(),
  },
  /** A refusal has been read. */
  'command.forget': { input: z.strictObject({ uuid: z.uuid() }), output: Nothing },

  ...permissionQuestions,
  ...signedCommandQuestions,
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

/** "Something in … changed": the page asks again. `submission` and `print` carry the step. */
export const DeskEventSchema = z.discriminatedUnion('topic', [
  z.strictObject({ topic: z.literal('desk') }),
  z.strictObject({ topic: z.literal('session') }),
  z.strictObject({ topic: z.literal('application') }),
  z.strictObject({ topic: z.literal('reference') }),
  z.strictObject({
    topic: z.literal('submission'),
    uuid: z.uuid(),
    step: z.enum(['preparing', 'signing', 'verifying', 'saved', 'sending', 'received', 'refused']),
  }),
  /** A request is open at NCALayer: the window steps back (eds/README.md §1.7). */
  z.strictObject({ topic: z.literal('ncalayer'), open: z.boolean() }),
  z.strictObject({ topic: z.literal('print'), job: z.uuid(), state: PrintStateSchema }),
]);
export type DeskEvent = z.infer<typeof DeskEventSchema>;
