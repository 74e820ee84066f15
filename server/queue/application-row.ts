/** An application of the queue as its row, and back: no rule is known here, only where each fact is kept. */
import { sql } from 'kysely';
import { almatyDay, endOfDay } from '../../core/domain/almaty.ts';
import { nextDeadline } from '../../core/domain/application/deadline.ts';
import { interestDue } from '../../core/domain/application/interest.ts';
import {
  type Application,
  type ApplicationFacts,
  birthYearOf,
  isWaiting,
  placeFrom,
  standingOf,
} from '../../core/domain/application/state.ts';
import { DEADLINE_KINDS } from '../../core/domain/application/transitions.ts';
import type { BenefitCode, QueueKind } from '../../core/domain/application-form.ts';
import { parseChildIin } from '../../core/domain/iin.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { PlainDate } from '../../core/domain/plain-date.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Referral, ReferralEnd, ReferralKind } from '../../core/domain/referral.ts';
import type { ClaimState, QueueClass, Status } from '../../core/domain/status.ts';

/** What is read of an application together with its latest referral. */
export type QueueRow = {
  readonly uuid: string;
  readonly number: string;
  readonly submission: string;
  readonly district: string;
  readonly kind: QueueKind;
  readonly child_iin: string;
  readonly parents: readonly string[];
  readonly entered_by: string;
  readonly filed_at: Date;
  readonly status: Status;
  readonly queue_class: QueueClass;
  readonly benefit: BenefitCode | null;
  readonly benefit_claim: ClaimState;
  readonly papers_claim: ClaimState;
  readonly category: number | null;
  readonly expiries: number;
  readonly interest_round: number;
  readonly interest_reminders: number;
  readonly lapse_mark: number | null;
  readonly choose_by: Date | null;
  readonly offered_at: Date | null;
  readonly stop_list_until: Date | null;
  readonly referral_number: string | null;
  readonly referral_kind: ReferralKind | null;
  readonly place: string | null;
  readonly group_id: string | null;
  readonly issued_at: Date | null;
  readonly valid_until: PlainDate | null;
  readonly extended: boolean | null;
  readonly ended: ReferralEnd | null;
};

/** The columns of {@link QueueRow}, of `application a left join referral r on r.number = a.referral_number`. */
export const QUEUE_COLUMNS =
  sql.raw(`a.uuid, a.number, a.submission, a.district, a.kind, a.child_iin, a.parents,
  a.entered_by, a.filed_at, a.status, a.queue_class, a.benefit, a.benefit_claim, a.papers_claim, a.category,
  a.expiries, a.interest_round, a.interest_reminders, a.lapse_mark, a.choose_by, a.offered_at, a.stop_list_until,
  r.number as referral_number, r.kind as referral_kind, r.place, r.group_id, r.issued_at,
  r.valid_until::text as valid_until, r.extended, r.ended`);

/** The application of a row. Throws where the row cannot be one: the constraints of the table were broken. */
export function applicationOf(row: QueueRow): Application {
  const facts = factsOfRow(row);
  const { status } = row;
  switch (status) {
    case 'notified':
      return {
        ...facts,
        status,
        offer: { at: needed(row.offered_at).getTime(), chooseBy: lastDay(needed(row.choose_by)) },
      };
    case 'referred':
    case 'extended':
    case 'enrolled':
      return { ...facts, status, referral: needed(facts.referral) };
    case 'stopListed':
      return { ...facts, status, stopListUntil: lastDay(needed(row.stop_list_until)) };
    default:
      return { ...facts, status };
  }
}

function factsOfRow(row: QueueRow): ApplicationFacts {
  const child = parseChildIin(row.child_iin);
  if (!child.ok) throw new Error(`The child of application ${row.uuid} has no valid IIN`);
  return {
    id: row.uuid,
    number: row.number,
    form: row.submission,
    district: row.district,
    kind: row.kind,
    child: { iin: child.value.iin, birthDate: child.value.birthDate },
    parents: row.parents,
    enteredBy: row.entered_by,
    filedAt: row.filed_at.getTime(),
    queueClass: row.queue_class,
    benefit: row.benefit,
    benefitClaim: row.benefit_claim,
    papersClaim: row.papers_claim,
    category: row.category,
    expiries: row.expiries,
    interest: { round: row.interest_round, reminders: row.interest_reminders },
    lapseMark: row.lapse_mark,
    referral: referralOf(row),
  };
}

function referralOf(row: QueueRow): Referral | null {
  if (row.referral_number === null) return null;
  return {
    number: row.referral_number,
    kind: needed(row.referral_kind),
    place: needed(row.place),
    group: needed(row.group_id),
    issuedAt: needed(row.issued_at).getTime(),
    validUntil: needed(row.valid_until),
    extended: needed(row.extended),
    end: row.ended,
  };
}

function needed<T>(value: T | null): T {
  if (value === null) throw new Error('A fact that belongs to the status of an application is missing');
  return value;
}

/** Columns of last days hold the last millisecond in which the thing can still be done, as desks get them. */
function lastMoment(day: PlainDate): Date {
  return new Date(endOfDay(day) - 1);
}

function lastDay(moment: Date): PlainDate {
  return almatyDay(moment.getTime());
}

/** Everything that the queue keeps in an application's row, beside the record of its referral. */
export function queueColumns(application: Application, policy: Policy) {
  const { status, child, interest, referral } = application;
  const { line, category } = standingOf(application, policy);
  const deadline = nextDeadline(application, policy);
  const asksInterest = isWaiting(application) || status === 'stopListed';
  return {
    status,
    group_year: birthYearOf(application),
    child_iin: child.iin,
    parents: application.parents,
    queue_class: application.queueClass,
    benefit: application.benefit,
    benefit_claim: application.benefitClaim,
    papers_claim: application.papersClaim,
    category: application.category,
    line,
    order_category: category,
    place_from: placeFrom(application, policy),
    expiries: application.expiries,
    interest_round: interest.round,
    interest_reminders: interest.reminders,
    lapse_mark: application.lapseMark,
    offered_at: status === 'notified' ? moment(application.offer.at) : null,
    choose_by: status === 'notified' ? lastMoment(application.offer.chooseBy) : null,
    stop_list_until: status === 'stopListed' ? lastMoment(application.stopListUntil) : null,
    confirm_interest_by: asksInterest ? lastMoment(interestDue(application, policy)) : null,
    referral_number: referral?.number ?? null,
    deadline_at: deadline === null ? null : moment(deadline.at),
    deadline_kind: deadline === null ? null : DEADLINE_KINDS.indexOf(deadline.kind),
  };
}

/** The row of an application's latest referral; it holds its place while in force and while the child is enrolled by it. */
export function referralColumns(application: Application, referral: Referral) {
  const held = referral.end === null || (referral.end === 'arrived' && application.status === 'enrolled');
  return {
    number: referral.number,
    application: application.id,
    group_id: referral.group,
    place: referral.place,
    held_place: held ? referral.place : null,
    kind: referral.kind,
    issued_at: moment(referral.issuedAt),
    valid_until: referral.validUntil,
    extended: referral.extended,
    ended: referral.end,
  };
}

function moment(at: Instant): Date {
  return new Date(at);
}
