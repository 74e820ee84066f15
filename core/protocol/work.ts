import { z } from 'zod';
import { BENEFIT_CODES } from '../domain/application-form.ts';
import { IinText, PlainDate } from './form.ts';
import { question } from './route.ts';

/** What an operator has to look at today, in the order in which it is shown. */
export const WORK_KINDS = [
  'offer-lapses',
  'referral-expires',
  'interest-due',
  'stop-list-ends',
  'benefit-unproved',
  'certificate-ends',
  'person-deceased',
  'person-not-found',
  'data-differs',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export const WorkItemSchema = z.strictObject({
  kind: z.enum(WORK_KINDS),
  application: z.uuid(),
  number: z.string(),
  childName: z.string(),
  childIin: IinText,
  applicantName: z.string(),
  phone: z.string(),
  /** The last day on which it can still be done, or null where it has none. */
  day: PlainDate.nullable(),
  benefit: z.enum(BENEFIT_CODES).nullable(),
  /** Of whom ГБД ФЛ says something else; null where it is not about that. */
  person: z.enum(['applicant', 'child']).nullable(),
});
export type WorkItem = z.infer<typeof WorkItemSchema>;

export const workQuestions = {
  /** The operator's or head's list for today and tomorrow in the desk's district; for nobody else (`not-permitted`). */
  'work.today': question(
    '/v1/work/today',
    z.strictObject({}),
    z.strictObject({
      today: PlainDate,
      items: z.array(WorkItemSchema).readonly(),
      /** Of each kind there may be more than are listed. */
      counts: z.record(z.enum(WORK_KINDS), z.int().nonnegative()),
      /** Matters that wait for a second person. */
      proposals: z.int().nonnegative(),
      /** Years that the working calendar lacks, this one or the next: terms that run through them cannot be counted. */
      calendarLacks: z.array(z.int()).readonly(),
    }),
  ),
} as const;
