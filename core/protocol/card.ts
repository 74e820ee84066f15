import { z } from 'zod';
import { ConsentRecordSchema, SignerSchema } from './consent.ts';
import { FailureBody } from './failure.ts';
import { ApplicationFormSchema, IinText } from './form.ts';
import { JournalRowSchema } from './journal.ts';
import { ApplicationRecordSchema, DocumentRecordSchema, HistoryRecordSchema } from './record.ts';
import { VerificationReportSchema } from './verification.ts';

/** The card: three tabs of seed 000 step 16. */
export const CardSchema = z.strictObject({
  row: JournalRowSchema,
  form: ApplicationFormSchema,
  childIndex: z.int().nonnegative(),
  /** What the server decided; null until received. */
  record: ApplicationRecordSchema.nullable(),
  refusal: FailureBody.nullable(),
  history: z.array(HistoryRecordSchema).readonly(),
  documents: z.array(DocumentRecordSchema).readonly(),
  /** Document id of the provisional slip (`provisional:<form uuid>`) where the form was saved at this desk, else null. */
  provisional: z.string().nullable(),
});
export type Card = z.infer<typeof CardSchema>;

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

/** What was signed and what was found when it was verified; of an application this person may see. */
export const SignedRequest = z.strictObject({ uuid: z.uuid() });
export const SignedResponse = z.strictObject({ xml: z.string(), report: VerificationReportSchema });

/** The position of one application now, for machines that hold no register (kiosk). */
export const PlaceRequest = z.strictObject({ uuid: z.uuid() });
export const PlaceResponse = z.strictObject({ queueNumber: z.int().positive().nullable() });

export const cardMethods = {
  'application.card': { input: z.strictObject({ uuid: z.uuid() }), output: CardSchema },
  /** What was signed, with the verification report, for the card. */
  'application.signed': { input: z.strictObject({ uuid: z.uuid() }), output: SignedDocumentSchema },
} as const;

export const cardRoutes = {
  signed: {
    method: 'GET',
    path: '/v1/signed',
    auth: 'session',
    request: SignedRequest,
    response: SignedResponse,
  },
  place: {
    method: 'GET',
    path: '/v1/place',
    auth: 'session',
    request: PlaceRequest,
    response: PlaceResponse,
  },
} as const;
