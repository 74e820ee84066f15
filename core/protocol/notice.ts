import { z } from 'zod';
import { CALL_OUTCOMES, NOTICE_CHANNELS, TOLD_KINDS, WAY_REASONS, WAY_STATES } from '../domain/notice.ts';
import { KatoCode, PlainDate } from './form.ts';
import { question } from './route.ts';

/** The notices log and the operator's call list (domain.md §1.10 "Notices", §1.11). */

const Moment = z.iso.datetime();

/** One way of telling a family, and how far it has come. */
export const WaySchema = z.strictObject({
  channel: z.enum(NOTICE_CHANNELS),
  /** To the second parent, who joined the application. */
  second: z.boolean(),
  state: z.enum(WAY_STATES),
  reason: z.enum(WAY_REASONS).nullable(),
  attempts: z.int().nonnegative(),
  /** The address with its middle hidden; null before the first attempt. */
  to: z.string().nullable(),
  sentAt: Moment.nullable(),
  /** What was sent, word for word; only of one application, and null before the first attempt. */
  text: z.string().nullable(),
  /** When it goes out, is tried again or asked after; null once it has ended. */
  nextAt: Moment.nullable(),
});
export type Way = z.infer<typeof WaySchema>;

/** A call of an operator. */
export const CallSchema = z.strictObject({
  at: Moment,
  by: z.string(),
  outcome: z.enum(CALL_OUTCOMES),
});

const told = {
  notice: z.int().positive(),
  /** Null for an application made off line that was refused. */
  application: z.uuid().nullable(),
  /** Number of the application, or the label of the provisional slip. */
  number: z.string(),
  kind: z.enum(TOLD_KINDS),
  at: Moment,
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Last day on which the family can do what it is to be told of. */
  actBy: PlainDate.nullable(),
  ways: z.array(WaySchema).readonly(),
  calls: z.array(CallSchema).readonly(),
};

/** A line of the notices log. */
export const NoticeSchema = z.strictObject({ ...told, reachedAt: Moment.nullable() });
export type Notice = z.infer<typeof NoticeSchema>;

/** A matter that a family is to be told of by telephone. */
export const CallMatterSchema = z.strictObject(told);
export type CallMatter = z.infer<typeof CallMatterSchema>;

/** A family to call, once for all that no way has brought through: the most urgent matter, and the others. */
export const CallRowSchema = z.strictObject({
  ...told,
  further: z.array(CallMatterSchema).readonly(),
  name: z.string(),
  phones: z.array(z.string()).readonly(),
  /** Last day on which the call makes sense. */
  until: PlainDate,
});
export type CallRow = z.infer<typeof CallRowSchema>;

/** Lines of a page of the log. */
export const NOTICE_PAGE = 50;

/** Questions about notices, under one name in both contracts. */
export const noticeQuestions = {
  /**
   * The notices of an application, for its parents and the staff of its district, or of a whole district (null: this desk's), for
   * its staff; the newest first, from before a notice on.
   */
  'notice.list': question(
    '/v1/notice/list',
    z.strictObject({
      application: z.uuid().nullable(),
      district: KatoCode.nullable(),
      before: z.int().positive().nullable(),
    }),
    z.strictObject({ notices: z.array(NoticeSchema).readonly(), more: z.boolean() }),
  ),
  /** Whom an operator of this desk's district is to call; what has a deadline comes first, the nearest before the others. */
  'notice.callList': question(
    '/v1/notice/call-list',
    z.strictObject({}),
    z.strictObject({ rows: z.array(CallRowSchema).readonly() }),
  ),
};
