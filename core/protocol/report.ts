import { z } from 'zod';
import { BENEFIT_CODES } from '../domain/application-form.ts';
import { TOLD_KINDS } from '../domain/notice.ts';
import { QUEUE_CLASSES } from '../domain/status.ts';
import { KatoCode, PlainDate } from './form.ts';
import { DocumentLocaleSchema } from './locale.ts';
import { question } from './route.ts';

/** The reports of an office (issue 4.7). They count and never name a child or a parent. */
export const REPORT_NAMES = ['queue', 'waiting', 'referrals', 'places', 'notices'] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

/** What a report can be saved as. */
export const REPORT_FORMATS = ['xlsx', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const Count = z.int().nonnegative();
/** Days; the median of an even number of children may lie between two. */
const Days = z.number().nonnegative();
const Kindergarten = z.strictObject({ id: z.string(), kk: z.string(), ru: z.string() });

/** How the queue stands at the moment of asking, and how many applications came within the period. */
const QueueRow = z.strictObject({
  district: KatoCode,
  groupYear: z.int(),
  /** Number of the voucher's category (domain.md §1.7); null where none was given, and always under `classic`. */
  category: z.int().positive().nullable(),
  queueClass: z.enum(QUEUE_CLASSES),
  /** A confirmed benefit; null where none is. */
  benefit: z.enum(BENEFIT_CODES).nullable(),
  /** Children that hold a position, those with an offer among them. */
  waiting: Count,
  notified: Count,
  /** Waiting with a benefit or papers that nobody has decided on. */
  undecided: Count,
  stopListed: Count,
  filed: Count,
});
export type QueueRow = z.infer<typeof QueueRow>;

/** From the day of filing to the day of the first referral, of children whose first referral was issued in the period. */
const Waits = { children: Count, median: Days, ninetieth: Days, longest: Days };
const WaitingRow = z.strictObject({
  district: KatoCode,
  groupYear: z.int(),
  queueClass: z.enum(QUEUE_CLASSES),
  ...Waits,
});
export type WaitingRow = z.infer<typeof WaitingRow>;
const WaitingSum = z.strictObject(Waits);
const WaitingOfDistrict = z.strictObject({ district: KatoCode, ...Waits });

/** What has become of the referrals that were issued in the period. */
const ReferralsRow = z.strictObject({
  district: KatoCode,
  kindergarten: Kindergarten,
  issued: Count,
  turn: Count,
  freeChoice: Count,
  transfer: Count,
  inForce: Count,
  /** Extended at some time, whatever came after. */
  extended: Count,
  arrived: Count,
  returned: Count,
  expired: Count,
  refused: Count,
  removed: Count,
});
export type ReferralsRow = z.infer<typeof ReferralsRow>;

/** Places published and withdrawn in the period, and how the places stand at the moment of asking. */
const PlacesRow = z.strictObject({
  district: KatoCode,
  kindergarten: Kindergarten,
  published: Count,
  withdrawn: Count,
  capacity: Count,
  enrolledOtherwise: Count,
  taken: Count,
  offered: Count,
  open: Count,
  /** Capacity that is neither used nor published, and since which day without a break. */
  heldBack: Count,
  heldSince: PlainDate.nullable(),
});
export type PlacesRow = z.infer<typeof PlacesRow>;

/** Notices of the period by how they came through. */
const NoticesRow = z.strictObject({
  district: KatoCode,
  kind: z.enum(TOLD_KINDS),
  notices: Count,
  reached: Count,
  /** No message came through, and an operator told the family by telephone. */
  called: Count,
  underWay: Count,
  outdated: Count,
  /** Neither a message nor a call has reached the family. */
  unreached: Count,
  emailFailed: Count,
  smsFailed: Count,
});
export type NoticesRow = z.infer<typeof NoticesRow>;

/** Which report: first and last day in Almaty, and a district or the whole region. */
export const ReportQuerySchema = z.strictObject({
  name: z.enum(REPORT_NAMES),
  from: PlainDate,
  to: PlainDate,
  district: KatoCode.nullable(),
});
export type ReportQuery = z.infer<typeof ReportQuerySchema>;

const asked = {
  from: PlainDate,
  to: PlainDate,
  district: KatoCode.nullable(),
  /** The moment of asking, and the paper's identifier with the QR code by which the server can be known as its maker. */
  at: z.iso.datetime(),
  paper: z.strictObject({ id: z.uuid(), issuedAt: z.iso.datetime(), qr: z.string() }),
};

export const ReportSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('queue'), ...asked, rows: z.array(QueueRow).readonly() }),
  z.strictObject({
    name: z.literal('waiting'),
    ...asked,
    rows: z.array(WaitingRow).readonly(),
    districts: z.array(WaitingOfDistrict).readonly(),
    /** Null where no first referral was issued. */
    total: WaitingSum.nullable(),
  }),
  z.strictObject({ name: z.literal('referrals'), ...asked, rows: z.array(ReferralsRow).readonly() }),
  z.strictObject({ name: z.literal('places'), ...asked, rows: z.array(PlacesRow).readonly() }),
  z.strictObject({ name: z.literal('notices'), ...asked, rows: z.array(NoticesRow).readonly() }),
]);
export type Report = z.infer<typeof ReportSchema>;

export const reportQuestions = {
  /**
   * For the head of the district, the region and the auditor; `not-permitted` for everybody else, also for a head who asks for
   * another district or for the whole region. `invalid-request` of `to` where it lies before `from` or the period is longer than
   * ten years.
   */
  'report.read': question('/v1/report/read', ReportQuerySchema, ReportSchema),
};

export const reportMethods = {
  /** A report as a file, made here of what the server answers at that moment. */
  'report.file': {
    input: ReportQuerySchema.extend({ locale: DocumentLocaleSchema, format: z.enum(REPORT_FORMATS) }),
    output: z.strictObject({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }),
  },
} as const;
