import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { COUNTERS } from './0002-queue-counters.ts';
import { WRITING } from './0002-queue-writing.ts';

/** The queue's life after the number: places, offers, referrals, deadlines, notices, and the counters behind a position. */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Children that hold a position (domain.md §1.10.2), and those of them that can be offered a place. */
const WAITING = `('pending', 'queued', 'notified')`;

const KINDERGARTENS = [
  `create table kindergarten (
    id text primary key, district text not null, bin text, kind text not null,
    name_kk text not null, name_ru text not null, settlement text not null, address text not null,
    phone text, director text, latitude double precision, longitude double precision,
    closed_at timestamptz(3))`,
  `create index kindergarten_by_district on kindergarten (district)`,
  `create table kindergarten_group (
    id text primary key, kindergarten text not null references kindergarten,
    kind text not null check (kind in ('general', 'special')), birth_year int not null,
    language text not null check (language in ('kk', 'ru', 'mixed')), name text not null,
    capacity int not null check (capacity >= 0))`,
  `create index kindergarten_group_by_kindergarten on kindergarten_group (kindergarten)`,
];

const CELLS = [
  // The key as core/domain/cell.ts writes it; publications count the order in which places were published (§1.10.7).
  `alter table cell add column publications int not null default 0,
    add column key text generated always as (district || '/' || kind || '/' || group_year) stored`,
  `create unique index cell_by_key on cell (key)`,
  // Which preset the stored lines, dates and deadlines were computed by.
  `alter table server add column policy text`,
];

const APPLICATIONS = [
  `alter table application
    add column cell text generated always as (district || '/' || kind || '/' || group_year) stored,
    add column number_order bigint generated always as (
      (case when number like 'ОДО.%' then 0 else 1 end)::bigint * 1000000000000000
      + split_part(number, '.', 2)::bigint * 10000000000 + split_part(number, '.', 3)::bigint) stored,
    add column twin boolean generated always as (jsonb_array_length(form -> 'children') > 1) stored,
    add column benefit text, add column category int,
    add column line text check (line in ('E', 'P', 'G')), add column order_category int not null default 0,
    add column place_from date, add column lapse_mark int, add column offered_at timestamptz(3),
    add column interest_round int not null default 1, add column interest_reminders int not null default 0,
    add column referral_number text,
    add column deadline_at timestamptz(3), add column deadline_kind smallint`,
  `update application set line = queue_class, benefit = form -> 'benefit' ->> 'category'`,
  `alter table application
    add check (status <> 'notified' or (offered_at is not null and choose_by is not null)),
    add check (status <> 'stopListed' or stop_list_until is not null),
    add check (status not in ('referred', 'extended', 'enrolled')
      or (referral is not null and referral_number is not null)),
    add check ((deadline_at is null) = (deadline_kind is null))`,
  `drop index application_waiting`,
  // The order of a cell (§1.10.3): within a line by category (voucher2025 only), filing time, number.
  `create index application_waiting on application (cell, line, order_category, filed_at, number_order)
    where status in ${WAITING}`,
  `create index application_offerable on application (cell, line, order_category, filed_at, number_order)
    where status in ('pending', 'queued') and papers_claim <> 'claimed'`,
  `create index application_notified on application (cell, line, order_category, filed_at, number_order)
    where status = 'notified'`,
  `create index application_notified_twin on application (submission) where status = 'notified' and twin`,
  `create index application_submission on application (submission)`,
  // Deadlines in the order in which they act (§1.10.13).
  `create index application_deadline on application (deadline_at, deadline_kind, number_order)
    where deadline_at is not null`,
  `create index application_deadline_of_cell on application (cell, deadline_at, deadline_kind, number_order)
    where deadline_at is not null`,
];

const PLACES = [
  `create table place (
    id text primary key, group_id text not null references kindergarten_group, cell text not null,
    state text not null check (state in ('offered', 'open', 'taken')), published int not null,
    excluded uuid references application, holder uuid references application,
    check ((state = 'taken') = (holder is not null)))`,
  `create unique index place_order on place (cell, published)`,
  `create unique index place_one_per_child on place (holder) where holder is not null`,
  `create index place_of_cell on place (cell, state, published) where state <> 'taken'`,
  `create index place_of_group on place (group_id, state, published)`,
  // Places on offer, open and taken together never exceed the group's capacity ("Offers and places").
  `create function place_within_capacity() returns trigger language plpgsql as $$
    begin
      if (select count(*) from place where group_id = new.group_id)
        > (select capacity from kindergarten_group where id = new.group_id)
      then
        raise exception 'The places of group % exceed its capacity', new.group_id
          using errcode = 'check_violation', constraint = 'place_within_capacity';
      end if;
      return null;
    end $$`,
  `create trigger place_within_capacity after insert or update of group_id on place
    for each row execute function place_within_capacity()`,

  // No referral without a place: while it is in force, or the child is enrolled by it, it holds one and nobody else can.
  `create table referral (
    number text primary key, application uuid not null references application,
    group_id text not null references kindergarten_group, place text not null,
    held_place text references place deferrable initially deferred,
    kind text not null check (kind in ('turn', 'free-choice', 'transfer')),
    issued_at timestamptz(3) not null, valid_until date not null, extended boolean not null,
    ended text check (ended in ('returned', 'expired', 'refused', 'arrived', 'removed')),
    check (ended is not null or held_place is not null))`,
  `create unique index referral_one_per_place on referral (held_place) where held_place is not null`,
  `create unique index referral_one_in_force on referral (application) where ended is null`,
  `create index referral_of_application on referral (application)`,
  `create index referral_of_group on referral (group_id, issued_at)`,
  `alter table application add constraint application_referral
    foreign key (referral_number) references referral deferrable initially deferred`,
];

const NOTICES = [
  // What the queue has to tell a family, and how far each way of telling it has come.
  `create table notice (
    id bigint generated always as identity primary key, application uuid not null references application on delete cascade,
    district text not null, kind text not null check (kind ~ '^[a-z-]+$'), at timestamptz(3) not null,
    facts jsonb not null)`,
  `create index notice_of_application on notice (application, id)`,
  `create table notice_delivery (
    notice bigint not null references notice on delete cascade, channel text not null check (channel in ('email', 'sms')),
    state text not null default 'waiting'
      check (state in ('waiting', 'sending', 'sent', 'delivered', 'failed', 'impossible')),
    attempts int not null default 0, next_attempt_at timestamptz(3) not null, settled_at timestamptz(3),
    reason text, primary key (notice, channel))`,
  `create index notice_delivery_due on notice_delivery (next_attempt_at)
    where state in ('waiting', 'sending')`,
];

const STATEMENTS = [
  ...KINDERGARTENS,
  ...CELLS,
  ...APPLICATIONS,
  ...PLACES,
  ...NOTICES,
  ...COUNTERS,
  ...WRITING,
];
