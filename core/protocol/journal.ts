import { z } from 'zod';
import { QUEUE_CLASSES, STATUSES } from '../domain/status.ts';
import { IinText } from './form.ts';

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

/** What the journal can be sorted by: every column of it. */
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
  'referralKind',
  'referralDaysLeft',
  'age',
  'queueNumber',
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

export const journalMethods = {
  'application.journal': {
    input: JournalQuerySchema,
    output: z.strictObject({ rows: z.array(JournalRowSchema).readonly(), total: z.int().nonnegative() }),
  },
} as const;
