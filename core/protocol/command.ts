import { z } from 'zod';
import { ATTACHMENT_LIMITS, BENEFIT_CODES } from '../domain/application-form.ts';
import { CALL_OUTCOMES } from '../domain/notice.ts';
import { ADMINISTRATION_COMMANDS } from './administration.ts';
import { ReasonText } from './command-text.ts';
import { ConsentSchema, SignerSchema } from './consent.ts';
import { ContactsSchema } from './contacts.ts';
import { FailureBody } from './failure.ts';
import { AttachmentSchema, IinText, PlainDate } from './form.ts';
import { KINDERGARTEN_COMMANDS } from './kindergarten-command.ts';
import { LocaleSchema } from './locale.ts';
import { StorageSchema } from './ncalayer.ts';
import { ChosenPlaceSchema } from './place.ts';
import { PROPOSAL_COMMANDS } from './proposal.ts';
import { REGION_COMMANDS } from './region.ts';
import { Nothing } from './route.ts';

/**
 * What a person asks of the queue after the application is filed, by the names of design.md "Scenarios" and domain.md §1.11.
 * Who acts, in which role and for which district is never part of it: the session says so.
 */

const application = z.uuid();
const group = z.string().min(1).max(100);

/** Commands of the queue that need one person alone. */
export const QUEUE_COMMANDS = [
  z.strictObject({ do: z.literal('choosePlace'), application, group, place: ChosenPlaceSchema }),
  z.strictObject({ do: z.literal('cancelReferral'), application }),
  z.strictObject({ do: z.literal('extendReferral'), application, until: PlainDate }),
  z.strictObject({ do: z.literal('confirmInterest'), application }),
  z.strictObject({ do: z.literal('withdraw'), application }),
  z.strictObject({ do: z.literal('updateContacts'), application, contacts: ContactsSchema }),
  z.strictObject({ do: z.literal('mergeApplication'), application, applicant: IinText }),
  z.strictObject({
    do: z.literal('claimBenefit'),
    application,
    benefit: z.enum(BENEFIT_CODES),
    certificateDate: PlainDate.nullable(),
  }),
  z.strictObject({
    do: z.literal('decideBenefit'),
    application,
    confirmed: z.boolean(),
    reason: ReasonText.nullable(),
  }),
  z.strictObject({
    do: z.literal('decidePapers'),
    application,
    confirmed: z.boolean(),
    reason: ReasonText.nullable(),
  }),
  z.strictObject({
    do: z.literal('assignCategory'),
    application,
    category: z.int().positive().nullable(),
  }),
  z.strictObject({ do: z.literal('markArrival'), application }),
  z.strictObject({ do: z.literal('refuseArrival'), application, reason: ReasonText }),
  z.strictObject({ do: z.literal('transfer'), application, group }),
  z.strictObject({ do: z.literal('leave'), application }),
  z.strictObject({ do: z.literal('publishPlaces'), group, places: z.int().min(1).max(500) }),
  z.strictObject({
    do: z.literal('withdrawPlaces'),
    group,
    places: z.int().min(1).max(500),
    reason: ReasonText,
  }),
] as const;
export const QueueCommandSchema = z.discriminatedUnion('do', QUEUE_COMMANDS);
export type QueueCommand = z.infer<typeof QueueCommandSchema>;

/** An operator called a family that no notice reached: about one matter, or about several in one call. */
export const NoteCallSchema = z.strictObject({
  do: z.literal('noteCall'),
  notice: z.int().positive(),
  further: z.array(z.int().positive()).max(300).readonly().default([]),
  outcome: z.enum(CALL_OUTCOMES),
});
export type NoteCall = z.infer<typeof NoteCallSchema>;

/** Every command that can be given; each word of the office adds its own. */
export const CommandSchema = z.discriminatedUnion('do', [
  ...QUEUE_COMMANDS,
  NoteCallSchema,
  ...ADMINISTRATION_COMMANDS,
  ...REGION_COMMANDS,
  ...KINDERGARTEN_COMMANDS,
  ...PROPOSAL_COMMANDS,
]);
export type Command = z.infer<typeof CommandSchema>;
export type CommandName = Command['do'];

/** A command as a desk sends it. */
export const GivenCommandSchema = z.strictObject({
  /** The document's UUID. */
  uuid: z.uuid(),
  command: CommandSchema,
  /** Scans that belong to it; they are at the server before it. */
  attachments: z.array(AttachmentSchema).max(ATTACHMENT_LIMITS.files).readonly(),
  /** The XML exactly as NCALayer returned it, where the command needs a signature. */
  signedXml: z.string().max(100_000).nullable(),
  signer: SignerSchema.nullable(),
  /** The parent's consent where an operator acts on the parent's behalf. */
  consent: ConsentSchema.nullable(),
  /** The desk's clock when it was given, and its offset from the server's in ms (positive: desk ahead). */
  deskTime: z.iso.datetime(),
  clockOffsetMs: z.int().nullable(),
});
export type GivenCommand = z.infer<typeof GivenCommandSchema>;

/** What a command that was carried out has to say beside "done": numbers, identifiers. */
export const CommandFacts = z.record(z.string(), z.union([z.string(), z.number()]));
export type CommandFacts = z.infer<typeof CommandFacts>;

export const commandMethods = {
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
          failure: FailureBody.nullable(),
        }),
      )
      .readonly(),
  },
  /** A refusal has been read. */
  'command.forget': { input: z.strictObject({ uuid: z.uuid() }), output: Nothing },
} as const;
