import { z } from 'zod';
import { EFFECTS, MOVING_EVENTS, ORDER_REASONS } from '../domain/queue/why.ts';
import { QUEUE_CLASSES, STATUSES } from '../domain/status.ts';
import { question } from './route.ts';

/**
 * "Why this number": who stands before an application, by which rule, and what changed since this person's last visit. Nobody is
 * named; numbers are masked by the server.
 */

const Line = z.enum(QUEUE_CLASSES);
const ClassCounts = z.strictObject({ E: z.int(), P: z.int(), G: z.int() });
const Slot = z.enum(['P', 'G']);

/** One child before. */
export const WhyEntrySchema = z.strictObject({
  position: z.int().positive(),
  number: z.string(),
  line: Line,
  /** The slot of the cycle it stands on; null for the extraordinary. */
  slot: Slot.nullable(),
  /** Number of the voucher category; null where the order does not look at categories. */
  category: z.int().nullable(),
  filedAt: z.iso.datetime(),
  status: z.enum(STATUSES),
  reason: z.enum(ORDER_REASONS),
});
export type WhyEntry = z.infer<typeof WhyEntrySchema>;

/** What became of one child since the last visit. */
export const WhyChangeSchema = z.strictObject({
  number: z.string(),
  filedAt: z.iso.datetime(),
  effect: z.enum(EFFECTS),
  was: Line.nullable(),
  now: Line.nullable(),
  /** When, and by which event; the latest one. */
  at: z.iso.datetime().nullable(),
  event: z.enum(MOVING_EVENTS).nullable(),
});
export type WhyChange = z.infer<typeof WhyChangeSchema>;

export const WhyVisitSchema = z.strictObject({
  at: z.iso.datetime(),
  position: z.int().positive(),
  line: Line,
  changes: z.array(WhyChangeSchema).readonly(),
  /** Events that changed the child's own place. */
  own: z.array(z.enum(MOVING_EVENTS)).readonly(),
  /** Children of each class who came before it (positive) or no longer do by the turns of the cycle alone. */
  turned: ClassCounts,
  /** More happened than is listed: then only the numbers of both days say all. */
  more: z.boolean(),
});
export type WhyVisit = z.infer<typeof WhyVisitSchema>;

/** A page of those who stand before, first to last. */
export const WHY_PAGE = 10;

export const WhyAnswerSchema = z.strictObject({
  number: z.string(),
  status: z.enum(STATUSES),
  /** Null where the application holds no position. */
  place: z
    .strictObject({
      position: z.int().positive(),
      line: Line,
      filedAt: z.iso.datetime(),
      category: z.int().nullable(),
      /** By benefit classes and their cycle, or by the table of categories. */
      order: z.enum(['benefit-cycle', 'category-table']),
      before: ClassCounts,
      waiting: ClassCounts,
      /** The cycle from the slot that comes next. */
      cycle: z.array(Slot).readonly(),
      page: z.array(WhyEntrySchema).readonly(),
    })
    .nullable(),
  /** Null at the first visit, or when the child stands in another queue by now. */
  visit: WhyVisitSchema.nullable(),
});
export type WhyAnswer = z.infer<typeof WhyAnswerSchema>;

export const whyQuestions = {
  'why.read': question(
    '/v1/why',
    z.strictObject({
      uuid: z.uuid(),
      /** First position of the page; null: the last page before the application itself. */
      from: z.int().positive().nullable(),
    }),
    WhyAnswerSchema,
  ),
};
