import { z } from 'zod';
import { KINDERGARTEN_KINDS } from '../domain/group.ts';
import { REFERRAL_KINDS } from '../domain/referral.ts';
import { IinText, KatoCode, PersonNameSchema, PlainDate } from './form.ts';
import { GroupKindSchema, TeachingLanguageSchema } from './kindergarten-entry.ts';
import { question } from './route.ts';

/** Kindergartens and their groups: what an office keeps of them (domain.md §1.8). */

const identifier = z.string().min(1).max(100);
const count = z.int().nonnegative();
/** A name in the two languages of the state. */
export const TwoNamesSchema = z.strictObject({ kk: z.string(), ru: z.string() });

/** Where the places of a group, or of a kindergarten, are: capacity = enrolled otherwise + enrolled + referred + offered + open + held back. */
export const PlaceSumsSchema = z.strictObject({
  capacity: count,
  enrolledOtherwise: count,
  /** Enrolled by a referral. */
  enrolled: count,
  /** Taken by a referral in force: the child has not come yet. */
  referred: count,
  offered: count,
  open: count,
  /** Held back: neither taken nor published. */
  unpublished: count,
  /** Since when places are held back without a break; null where none are. */
  heldSince: z.iso.datetime().nullable(),
});
export type PlaceSums = z.infer<typeof PlaceSumsSchema>;

export const KindergartenRowSchema = z.strictObject({
  id: z.string(),
  district: KatoCode,
  bin: z.string().nullable(),
  kind: z.enum(KINDERGARTEN_KINDS),
  name: TwoNamesSchema,
  settlement: z.string(),
  address: z.string(),
  phone: z.string().nullable(),
  director: z.string().nullable(),
  coordinates: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
  closedAt: z.iso.datetime().nullable(),
  groups: count,
  places: PlaceSumsSchema,
});
export type KindergartenRow = z.infer<typeof KindergartenRowSchema>;

export const GroupRowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: GroupKindSchema,
  birthYear: z.int(),
  /** Age of the group at 1 September of this year, by calendar years (domain.md §1.8). */
  age: z.int(),
  language: TeachingLanguageSchema,
  places: PlaceSumsSchema,
  /** Children waiting in the group's cell: district, kind and birth year. */
  waiting: count,
});
export type GroupRow = z.infer<typeof GroupRowSchema>;

/** What publishing so many places would do at this moment; nobody is named. */
export const PublishPreviewSchema = z.strictObject({
  places: count,
  /** How many children would be notified now, and how many places would be open to all of the year at once. */
  notified: count,
  opened: count,
  waiting: count,
});
export type PublishPreview = z.infer<typeof PublishPreviewSchema>;

/** A child with its parents' contacts, as the kindergarten needs them. */
export const KindergartenChildSchema = z.strictObject({
  application: z.uuid(),
  applicationNumber: z.string(),
  child: z.strictObject({ name: PersonNameSchema, iin: IinText, birthDate: PlainDate }),
  parent: z.strictObject({
    name: PersonNameSchema,
    phone: z.string(),
    additionalPhone: z.string().nullable(),
    email: z.string().nullable(),
  }),
  group: z.strictObject({
    id: z.string(),
    name: z.string(),
    birthYear: z.int(),
    language: TeachingLanguageSchema,
  }),
  referral: z.strictObject({
    number: z.string(),
    kind: z.enum(REFERRAL_KINDS),
    issuedAt: z.iso.datetime(),
    /** Last valid day. */
    validUntil: PlainDate,
    extended: z.boolean(),
  }),
});
export type KindergartenChild = z.infer<typeof KindergartenChildSchema>;

/** A group with an open place that a child can be transferred to. */
export const TransferGroupSchema = z.strictObject({
  group: z.string(),
  name: z.string(),
  language: TeachingLanguageSchema,
  kindergarten: TwoNamesSchema,
  own: z.boolean(),
  open: count,
});

/** What is written down of a kindergarten: publications, withdrawals, changes of groups. */
export const KINDERGARTEN_ACTIONS = [
  'published',
  'withdrawn',
  'group-added',
  'group-changed',
  'kindergarten-changed',
  'closed',
  'reopened',
] as const;
export const LogEntrySchema = z.strictObject({
  id: z.int().positive(),
  at: z.iso.datetime(),
  action: z.enum(KINDERGARTEN_ACTIONS),
  group: z.strictObject({ id: z.string(), name: z.string(), birthYear: z.int() }).nullable(),
  places: count.nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  /** Of a group's change: capacity and the children enrolled otherwise, before and after. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type LogEntry = z.infer<typeof LogEntrySchema>;

const OfKindergarten = z.strictObject({ kindergarten: identifier });

/**
 * A director sees the own kindergarten; head of department, auditor and administrator those of their district or of the region.
 * `not-found` for every other one.
 */
export const kindergartenQuestions = {
  /** Kindergartens that this person sees, all or of a district. */
  'kindergarten.list': question(
    '/v1/kindergarten/list',
    z.strictObject({ district: KatoCode.nullable() }),
    z.strictObject({ kindergartens: z.array(KindergartenRowSchema).readonly() }),
  ),
  'kindergarten.groups': question(
    '/v1/kindergarten/groups',
    OfKindergarten,
    z.strictObject({
      kindergarten: KindergartenRowSchema,
      groups: z.array(GroupRowSchema).readonly(),
      /** What this person may do here; the server asks again at every command. */
      may: z.strictObject({
        publish: z.boolean(),
        saveGroups: z.boolean(),
        saveKindergarten: z.boolean(),
        close: z.boolean(),
      }),
    }),
  ),
  /** `no-free-place` beyond the places that are not published. */
  'place.preview': question(
    '/v1/place/preview',
    z.strictObject({ group: identifier, places: z.int().min(1).max(500) }),
    PublishPreviewSchema,
  ),
  'referral.received': question(
    '/v1/referral/received',
    OfKindergarten,
    z.strictObject({ referrals: z.array(KindergartenChildSchema).readonly() }),
  ),
  'kindergarten.enrolled': question(
    '/v1/kindergarten/enrolled',
    OfKindergarten,
    z.strictObject({ children: z.array(KindergartenChildSchema).readonly() }),
  ),
  /** Groups with an open place in the cell of an enrolled child, its own group left out. */
  'kindergarten.transfers': question(
    '/v1/kindergarten/transfers',
    z.strictObject({ application: z.uuid() }),
    z.strictObject({ groups: z.array(TransferGroupSchema).readonly() }),
  ),
  /** The latest entries first; `before` an entry's id for the page after it. */
  'kindergarten.log': question(
    '/v1/kindergarten/log',
    z.strictObject({ kindergarten: identifier, before: z.int().positive().nullable() }),
    z.strictObject({ entries: z.array(LogEntrySchema).readonly(), more: z.boolean() }),
  ),
};
