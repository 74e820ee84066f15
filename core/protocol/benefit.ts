import { z } from 'zod';
import { BENEFIT_CODES } from '../domain/application-form.ts';
import { STATUSES } from '../domain/status.ts';
import { AttachmentSchema, IinText, KatoCode, PlainDate } from './form.ts';
import { question } from './route.ts';

/** A claimed benefit, or a non-resident's papers, that wait for the moderator (domain.md §1.5, §1.10.4). */
export const PendingClaimSchema = z.strictObject({
  application: z.uuid(),
  what: z.enum(['benefit', 'papers']),
  number: z.string(),
  status: z.enum(STATUSES),
  childName: z.string(),
  childIin: IinText,
  childBirthDate: PlainDate,
  applicantName: z.string(),
  applicantIin: IinText,
  relation: z.enum(['parent', 'guardian', 'representative']),
  groupYear: z.int(),
  filedAt: z.iso.datetime(),
  benefit: z.enum(BENEFIT_CODES).nullable(),
  certificateDate: PlainDate.nullable(),
  /** Last day on which a certificate of that date proves the benefit; null where it has no term. */
  certificateUntil: PlainDate.nullable(),
  attachments: z.array(AttachmentSchema).readonly(),
  /** Who entered the application, in words where it was not the applicant. */
  enteredBy: z.strictObject({ iin: IinText, name: z.string(), applicant: z.boolean() }),
  /** What the state registry did not confirm: typed by hand, relation, registration in the district. */
  manual: z.strictObject({ applicant: z.boolean(), child: z.boolean() }),
  relationUnproved: z.boolean(),
  registrationDistrict: KatoCode.nullable(),
  /** Why whoever asks may not decide it, or null. */
  barred: z.enum(['entered-it', 'own-child']).nullable(),
});
export type PendingClaim = z.infer<typeof PendingClaimSchema>;

export const benefitQuestions = {
  /** Claims and papers to decide in the desk's district, the oldest first; for its moderator, else `not-permitted`. */
  'benefit.pending': question(
    '/v1/benefit/pending',
    z.strictObject({}),
    z.strictObject({ claims: z.array(PendingClaimSchema).readonly(), total: z.int().nonnegative() }),
  ),
} as const;
