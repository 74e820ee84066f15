import { z } from 'zod';
import { ReasonText } from './command-text.ts';
import { KatoCode, PlainDate } from './form.ts';
import { SettlementSchema, VoucherCategorySchema } from './reference.ts';
import { question } from './route.ts';

/** The education directorate of the region: all districts, the calendar, reference data, anomalies (domain.md §2.3, §9). */

const Wording = z.strictObject({
  kk: z.string().trim().min(1).max(200),
  ru: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200),
});
const CalendarDay = z.strictObject({
  date: PlainDate,
  kind: z.enum(['holiday', 'carried-over', 'swapped']),
  name: Wording,
});
export const CalendarYearSchema = z.strictObject({
  year: z.int().min(2024).max(2100),
  /** True while the official calendar of the year is not published. */
  computed: z.boolean(),
  daysOff: z.array(CalendarDay).max(60).readonly(),
  workedDays: z.array(CalendarDay).max(60).readonly(),
});

export const REGION_COMMANDS = [
  /** One year of the working calendar, whole. Terms that run already keep the days they were given. */
  z.strictObject({ do: z.literal('saveCalendarYear'), year: CalendarYearSchema, reason: ReasonText }),
  z.strictObject({
    do: z.literal('saveSettlements'),
    district: KatoCode,
    settlements: z.array(SettlementSchema).min(1).max(300).readonly(),
    reason: ReasonText,
  }),
  z.strictObject({
    do: z.literal('saveVoucherCategories'),
    categories: z.array(VoucherCategorySchema).min(1).max(200).readonly(),
    reason: ReasonText,
  }),
] as const;

const Count = z.int().nonnegative();
const DistrictOverview = z.strictObject({
  district: KatoCode,
  waiting: Count,
  notified: Count,
  /** Benefit claims and papers to decide. */
  undecided: Count,
  referred: Count,
  stopListed: Count,
  enrolled: Count,
  kindergartens: Count,
  capacity: Count,
  /** Places on offer, open, and neither published nor taken. */
  offered: Count,
  open: Count,
  heldBack: Count,
  undeliveredNotices: Count,
  desks: Count,
});
export type DistrictOverview = z.infer<typeof DistrictOverview>;

/** What deserves a look; none of it is a verdict. */
export const ANOMALY_KINDS = [
  'phone-on-many',
  'operator-on-behalf',
  'held-back-places',
  'restored-often',
  'lookups-many',
  'desk-silent',
] as const;
const Anomaly = z.strictObject({
  kind: z.enum(ANOMALY_KINDS),
  district: KatoCode.nullable(),
  /** Who or what: a desk's code, a kindergarten and its group, a person's name, a masked phone. */
  subject: z.strictObject({ kk: z.string(), ru: z.string() }),
  count: Count,
  since: z.iso.datetime().nullable(),
});
export type Anomaly = z.infer<typeof Anomaly>;

export const regionQuestions = {
  'region.overview': question(
    '/v1/region/overview',
    z.strictObject({}),
    z.strictObject({ districts: z.array(DistrictOverview).readonly() }),
  ),
  'region.anomalies': question(
    '/v1/region/anomalies',
    z.strictObject({}),
    z.strictObject({ anomalies: z.array(Anomaly).readonly() }),
  ),
  /** The working calendar as it counts now, with what its keepers should be told. */
  'region.calendar': question(
    '/v1/region/calendar',
    z.strictObject({}),
    z.strictObject({
      years: z
        .array(
          CalendarYearSchema.extend({ saved: z.iso.datetime().nullable(), savedBy: z.string().nullable() }),
        )
        .readonly(),
      warnings: z.array(z.strictObject({ kind: z.enum(['missing', 'computed']), year: z.int() })).readonly(),
    }),
  ),
  /** Settlements of a district as they were edited; null where the table that came with the program holds. */
  'region.settlements': question(
    '/v1/region/settlements',
    z.strictObject({ district: KatoCode }),
    z.strictObject({ settlements: z.array(SettlementSchema).readonly().nullable() }),
  ),
};
