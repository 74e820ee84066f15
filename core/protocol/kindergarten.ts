import { z } from 'zod';
import { KINDERGARTEN_KINDS } from '../domain/group.ts';
import { parseBin } from '../domain/iin.ts';
import { REFERRAL_KINDS } from '../domain/referral.ts';
import { QUEUE_CLASSES } from '../domain/status.ts';
import { IinText, KatoCode, PersonNameSchema, PlainDate } from './form.ts';
import { question } from './route.ts';

/** Kindergartens and their groups: what an office keeps of them (domain.md §1.8). */

const line = (longest: number) => z.string().trim().min(1).max(longest);

/** Latin letters, digits, points and hyphens: an identifier stands in addresses and in `kezek grant --kindergarten`. */
const Identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/);

const BinText = z.string().refine((text) => parseBin(text).ok, { error: 'not a BIN' });
const Phone = z.string().regex(/^\+7\d{10}$/);

/** Degrees north and east; roughly the bounds of the region, so that an exchange of the two is noticed. */
export const CoordinatesSchema = z.strictObject({
  latitude: z.number().min(49).max(55),
  longitude: z.number().min(64).max(76),
});

/** Calendar year in which the children of a group were born. */
export const BirthYear = z.int().min(2000).max(2100);

/** Places of a group: the norm is an input of the office (domain.md §1.8), so only nonsense is kept out. */
export const Capacity = z.int().min(0).max(200);

export const GroupKindSchema = z.enum(['general', 'special']);
export const TeachingLanguageSchema = z.enum(['kk', 'ru', 'mixed']);

/** A group as an office's file names it. */
export const GroupEntrySchema = z.strictObject({
  id: Identifier,
  name: line(100),
  kind: GroupKindSchema,
  birthYear: BirthYear,
  language: TeachingLanguageSchema,
  capacity: Capacity,
  /** Children who came into the group otherwise than by a referral of Kezek: before it began, say. They take its places too. */
  enrolledOtherwise: Capacity.default(0),
});

/** A kindergarten as an office's file names it. */
export const KindergartenEntrySchema = z.strictObject({
  id: Identifier,
  district: KatoCode,
  bin: BinText.nullable(),
  kind: z.enum(KINDERGARTEN_KINDS),
  name: z.strictObject({ kk: line(200), ru: line(200) }),
  /** The settlement's Kazakh name as in `assets/reference/settlements.json`, or its name where the table does not have it. */
  settlement: line(200),
  address: line(300),
  phone: Phone.nullable(),
  director: line(200).nullable(),
  coordinates: CoordinatesSchema.nullable(),
  groups: z.array(GroupEntrySchema).max(200).readonly(),
});
export type KindergartenEntry = z.infer<typeof KindergartenEntrySchema>;

/** The file of `kezek kindergarten import`: how an office begins. No identifier stands in it twice. */
export const KindergartenFileSchema = z
  .strictObject({ kindergartens: z.array(KindergartenEntrySchema).min(1).max(5000).readonly() })
  .superRefine(({ kindergartens }, context) => {
    repeated(kindergartens.map(({ id }) => id)).forEach((id) => {
      context.addIssue({ code: 'custom', message: `the kindergarten ${id} stands there twice` });
    });
    repeated(kindergartens.flatMap(({ groups }) => groups.map(({ id }) => id))).forEach((id) => {
      context.addIssue({ code: 'custom', message: `the group ${id} stands there twice` });
    });
  });
export type KindergartenFile = z.infer<typeof KindergartenFileSchema>;

function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}

const identifier = z.string().min(1).max(100);
const Reason = z.string().trim().min(3).max(1000);

/** What an office does with its kindergartens. Publishing and withdrawing places are commands of the queue. */
export const KINDERGARTEN_COMMANDS = [
  /** A new group, or a change of one. Kind, birth year and language stay while the group has places. */
  z.strictObject({
    do: z.literal('saveGroup'),
    kindergarten: identifier,
    group: Identifier,
    name: line(100),
    kind: GroupKindSchema,
    birthYear: BirthYear,
    language: TeachingLanguageSchema,
    capacity: Capacity,
    enrolledOtherwise: Capacity,
  }),
  /** A new kindergarten, or a change of one: the region's. */
  z.strictObject({
    do: z.literal('saveKindergarten'),
    kindergarten: Identifier,
    details: KindergartenEntrySchema.omit({ id: true, groups: true }),
  }),
  /** What the director keeps up himself: how to reach the kindergarten. */
  z.strictObject({
    do: z.literal('updateKindergartenContacts'),
    kindergarten: identifier,
    phone: Phone.nullable(),
    director: line(200).nullable(),
  }),
  z.strictObject({ do: z.literal('closeKindergarten'), kindergarten: identifier, reason: Reason }),
  z.strictObject({ do: z.literal('reopenKindergarten'), kindergarten: identifier, reason: Reason }),
] as const;
export const KindergartenCommandSchema = z.discriminatedUnion('do', KINDERGARTEN_COMMANDS);
export type KindergartenCommand = z.infer<typeof KindergartenCommandSchema>;

const count = z.int().nonnegative();
const TwoNamesSchema = z.strictObject({ kk: z.string(), ru: z.string() });

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
export type TransferGroup = z.infer<typeof TransferGroupSchema>;

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

/** A paper for everybody, drawn from these facts: identifier, moment, signed text of its QR code. */
const PublicPaperSchema = z.strictObject({ id: z.string(), issuedAt: z.iso.datetime(), qr: z.string() });

export const BulletinSchema = z.strictObject({
  paper: PublicPaperSchema,
  number: z.string(),
  district: TwoNamesSchema,
  at: z.iso.datetime(),
  groups: z
    .array(
      z.strictObject({
        settlement: z.string(),
        kindergarten: TwoNamesSchema,
        address: z.string(),
        phone: z.string().nullable(),
        group: z.string(),
        birthYear: z.int(),
        kind: GroupKindSchema,
        language: TeachingLanguageSchema,
        offered: count,
        open: count,
      }),
    )
    .readonly(),
});

export const IssuedReferralsSchema = z.strictObject({
  paper: PublicPaperSchema,
  number: z.string(),
  district: TwoNamesSchema,
  from: PlainDate,
  to: PlainDate,
  /** The children's names leave the server masked: it is a public register. */
  lines: z
    .array(
      z.strictObject({
        number: z.string(),
        issuedAt: z.iso.datetime(),
        kind: z.enum(REFERRAL_KINDS),
        application: z.string(),
        filedAt: z.iso.datetime(),
        groupYear: z.int(),
        queueClass: z.enum(QUEUE_CLASSES),
        kindergarten: TwoNamesSchema,
        group: z.string(),
        state: z.enum(['in-force', 'extended', 'returned', 'expired', 'refused', 'arrived', 'removed']),
        child: z.string(),
      }),
    )
    .readonly(),
});

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
  /** «Бос орындар бюллетені»: of the desk's own district; for everybody who is signed in. */
  'place.bulletin': question('/v1/place/bulletin', z.strictObject({}), BulletinSchema),
  /** «Жолдамаларды беру хаттамасы» of the desk's own district, for everybody who is signed in; at most a year. */
  'referral.issued': question(
    '/v1/referral/issued',
    z.strictObject({ from: PlainDate, to: PlainDate }),
    IssuedReferralsSchema,
  ),
};
