import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { QueueKind, TeachingLanguage } from '../../core/domain/application-form.ts';
import type { KindergartenKind } from '../../core/domain/group.ts';
import type { CallOutcome, NoticeChannel, ToldKind, WayReason, WayState } from '../../core/domain/notice.ts';
import type { PlaceState } from '../../core/domain/place.ts';
import type { ReferralEnd, ReferralKind } from '../../core/domain/referral.ts';
import type { QueueClass } from '../../core/domain/status.ts';
import type { Contacts } from '../notice/address.ts';

/** The tables of the queue's life; their meaning and constraints stand in migration 2. */

type Moment = ColumnType<Date, Date, Date>;
type OptionalMoment = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** A plain date: written as text, read with `::text`, so that no time zone comes near it. */
type PlainDay = ColumnType<Date, string, string>;

export type KindergartenTable = {
  id: string;
  district: string;
  bin: string | null;
  kind: KindergartenKind;
  name_kk: string;
  name_ru: string;
  settlement: string;
  address: string;
  phone: string | null;
  director: string | null;
  latitude: number | null;
  longitude: number | null;
  closed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

export type KindergartenGroupTable = {
  id: string;
  kindergarten: string;
  kind: QueueKind;
  birth_year: number;
  language: TeachingLanguage;
  name: string;
  capacity: number;
  /** Children who came otherwise than by a referral; they take places of the capacity. */
  enrolled_otherwise: Generated<number>;
  /** Since when it holds places back without a break; kept by triggers of migration 8. */
  held_since: GeneratedAlways<Date | null>;
};

export type PlaceTable = {
  id: string;
  group_id: string;
  cell: string;
  state: PlaceState;
  published: number;
  excluded: string | null;
  holder: string | null;
};

export type ReferralTable = {
  number: string;
  application: string;
  group_id: string;
  place: string;
  /** The place, as long as the referral is in force or the child is enrolled by it. */
  held_place: string | null;
  kind: ReferralKind;
  issued_at: Moment;
  valid_until: PlainDay;
  extended: boolean;
  ended: ReferralEnd | null;
};

export type NoticeTable = {
  id: GeneratedAlways<number>;
  /** Null for an application made off line that was refused: then `contact` says whom to tell. */
  application: string | null;
  district: string;
  kind: ToldKind;
  at: Moment;
  facts: JSONColumnType<Readonly<Record<string, string | number>>>;
  contact: JSONColumnType<Contacts & { readonly name: string }> | null;
  /** When one of the ways came through; when an operator reached the family by telephone. */
  reached_at: OptionalMoment;
  called_at: OptionalMoment;
};

export type NoticeDeliveryTable = {
  notice: number;
  channel: NoticeChannel;
  /** Who is told: 0 by the contacts of the application, 1 the second parent by the own ones. */
  parent: Generated<0 | 1>;
  state: Generated<WayState>;
  attempts: Generated<number>;
  /** When the delivery is taken up next; null once it has ended. */
  next_attempt_at: OptionalMoment;
  settled_at: OptionalMoment;
  reason: WayReason | null;
  /** Identifier of the message, by which the gateway knows it again. */
  message: Generated<string>;
  /** Fixed before the first attempt; `tried` are the addresses that failed. */
  recipient: string | null;
  subject: string | null;
  text: string | null;
  tried: Generated<string[]>;
  first_attempt_at: OptionalMoment;
  sent_at: OptionalMoment;
};

/** A call by an operator to a family that no notice reached. */
export type NoticeCallTable = {
  id: GeneratedAlways<number>;
  notice: number;
  at: Moment;
  by_iin: string;
  by_name: string;
  desk: string | null;
  outcome: CallOutcome;
};

export type QueueRankTable = {
  cell: string;
  level: number;
  line: QueueClass;
  category: number;
  node: number;
  /** How many wait up to the end of each of its 64 slots. */
  upto: number[];
};

/** A child began to wait in a cell, ceased to, or changed its order; null: it did not wait. */
export type QueueMoveTable = {
  id: GeneratedAlways<number>;
  cell: string;
  application: string;
  row_version: number;
  was_line: QueueClass | null;
  was_category: number | null;
  now_line: QueueClass | null;
  now_category: number | null;
};

export type WhyVisitTable = {
  person: string;
  application: string;
  session: string;
  seen: JSONColumnType<object>;
  before: JSONColumnType<object> | null;
};

export type QueueTables = {
  kindergarten: KindergartenTable;
  kindergarten_group: KindergartenGroupTable;
  place: PlaceTable;
  referral: ReferralTable;
  notice: NoticeTable;
  notice_delivery: NoticeDeliveryTable;
  notice_call: NoticeCallTable;
  queue_rank: QueueRankTable;
  queue_move: QueueMoveTable;
  why_visit: WhyVisitTable;
};
