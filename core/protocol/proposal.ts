import { z } from 'zod';
import { OFFICE_REMOVAL_REASONS } from '../domain/application/remove-by-office.ts';
import { ATTACHMENT_LIMITS } from '../domain/application-form.ts';
import type { Corrected } from '../domain/corrected-form.ts';
import { OFFICE_ROLES, PROPOSAL_KINDS } from '../domain/proposal.ts';
import { REFUSAL_GROUNDS } from '../domain/refusal-reason.ts';
import { STATUSES } from '../domain/status.ts';
import { ReasonText } from './command-text.ts';
import { AddressSchema, AttachmentSchema, IinText, PersonNameSchema, PlainDate } from './form.ts';
import { question } from './route.ts';

/** Matters of two persons: how they are proposed, decided and listed (core/domain/proposal.ts). */

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** Values that were corrected after signing; null where one stays. */
export const CorrectedSchema = z.strictObject({
  applicantName: PersonNameSchema.nullable(),
  childName: PersonNameSchema.nullable(),
  childIin: IinText.nullable(),
  registrationAddress: AddressSchema.nullable(),
  residenceAddress: AddressSchema.nullable(),
  settlement: line(200).nullable(),
}) satisfies z.ZodType<Corrected>;

/** What a reasoned refusal says (domain.md §1.6, §7.3). */
export const RefusalSchema = z.strictObject({
  ground: z.enum(REFUSAL_GROUNDS),
  /** Code of the practical reason under the ground (`refusal-reasons.json`), or null. */
  detail: z.string().max(100).nullable(),
  /** Point of the rules (order № 254) that is not met, as the officer names it; null where none is named. */
  rulesPoint: line(50).nullable().default(null),
  facts: ReasonText,
  /** What to put right; null where the paper's usual words will do. */
  fix: ReasonText.nullable().default(null),
  /** The day of the hearing (АППК art. 73); null where there was none. */
  hearingOn: PlainDate.nullable().default(null),
  /** What the family said at the hearing (АППК art. 73), or that it did not come. */
  hearing: ReasonText,
});
export type Refusal = z.infer<typeof RefusalSchema>;

/** What is proposed. */
export const ProposalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('restore'), reason: ReasonText }),
  RefusalSchema.extend({ kind: z.literal('reject') }),
  z.strictObject({
    kind: z.literal('removeByOffice'),
    reason: z.enum(OFFICE_REMOVAL_REASONS),
    note: z.string().trim().max(1000),
  }),
  z.strictObject({ kind: z.literal('correct'), correction: CorrectedSchema, reason: ReasonText }),
]);
export type Proposal = z.infer<typeof ProposalSchema>;

/** Commands of this word. */
export const PROPOSAL_COMMANDS = [
  z.strictObject({ do: z.literal('propose'), application: z.uuid(), proposal: ProposalSchema }),
  z.strictObject({
    do: z.literal('decideProposal'),
    proposal: z.uuid(),
    /** Whose application it is: the page says so, the server checks. */
    application: z.uuid(),
    /** What kind of matter: an approved refusal is signed by the head (core/domain/signature-duty.ts). */
    kind: z.enum(PROPOSAL_KINDS),
    approved: z.boolean(),
    /** What an approved refusal says, as the head reads and signs it; null for any other matter and for a decline. */
    refusal: RefusalSchema.nullable().default(null),
    /** Why it is declined; null with an approval. */
    reason: ReasonText.nullable(),
  }),
  /** A clerk's error in name or address: the operator alone. */
  z.strictObject({
    do: z.literal('correct'),
    application: z.uuid(),
    correction: CorrectedSchema,
    reason: ReasonText,
  }),
] as const;
export type ProposalCommand = z.infer<(typeof PROPOSAL_COMMANDS)[number]>;

/** One matter with what is needed to decide it. */
export const ProposalRowSchema = z.strictObject({
  uuid: z.uuid(),
  application: z.uuid(),
  number: z.string(),
  status: z.enum(STATUSES),
  childName: z.string(),
  childIin: IinText,
  proposal: ProposalSchema,
  /** Present values of what a correction would change, as text, by field. */
  present: z.record(z.string(), z.string()),
  attachments: z.array(AttachmentSchema).max(ATTACHMENT_LIMITS.files).readonly(),
  proposedBy: z.strictObject({ iin: IinText, name: z.string(), role: z.enum(OFFICE_ROLES) }),
  at: z.iso.datetime(),
  /** Whether whoever asks may decide it; `own` says that he proposed it himself. */
  mayDecide: z.boolean(),
  own: z.boolean(),
  decided: z
    .strictObject({
      name: z.string(),
      at: z.iso.datetime(),
      approved: z.boolean(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type ProposalRow = z.infer<typeof ProposalRowSchema>;

export const proposalQuestions = {
  /** The open matters of the desk's district, the oldest first, and the latest decided; of one application where it is named. */
  'proposal.list': question(
    '/v1/proposal/list',
    z.strictObject({ application: z.uuid().nullable() }),
    z.strictObject({
      open: z.array(ProposalRowSchema).readonly(),
      decided: z.array(ProposalRowSchema).readonly(),
    }),
  ),
} as const;
