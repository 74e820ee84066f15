import { sql } from 'kysely';
import type { z } from 'zod';
import { almatyDay, endOfDay } from '../../core/domain/almaty.ts';
import { type ApplicationForm, fullName } from '../../core/domain/application-form.ts';
import { certificateMonths, certificateUntil } from '../../core/domain/benefit.ts';
import { type Corrected, correctedForm } from '../../core/domain/corrected-form.ts';
import { DAY, toIso } from '../../core/domain/instant.ts';
import { addDays, type PlainDate } from '../../core/domain/plain-date.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { ACTIVE } from '../../core/domain/status.ts';
import { calendarWarnings } from '../../core/domain/working-calendar.ts';
import type { Contacts } from '../../core/protocol/contacts.ts';
import type { ClaimRecord } from '../../core/protocol/record.ts';
import { WORK_KINDS, type WorkItem, type WorkKind, type workQuestions } from '../../core/protocol/work.ts';
import type { Answer } from '../answer.ts';
import { claimOf } from '../benefit/pending.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import { officeRoles } from '../proposal/roles.ts';
import type { Services } from '../services.ts';

type Today = z.input<(typeof workQuestions)['work.today']['response']>;

/** Of each kind so many are listed; the rest is counted. */
const LIMIT = 100;
/** Days before its end in which a certificate that is not yet judged is pointed out. */
const CERTIFICATE_DAYS = 5;
/** How long a person that ГБД ФЛ does not know, or knows otherwise, is pointed out: a foreigner stays unknown for ever. */
const DOUBT_MS = 14 * DAY;

type Row = {
  readonly kind: WorkKind;
  readonly uuid: string;
  readonly number: string;
  readonly form: ApplicationForm;
  readonly child_index: number;
  readonly corrected: Corrected | null;
  readonly child_iin: string;
  readonly benefit: WorkItem['benefit'];
  readonly claim: ClaimRecord | null;
  readonly contacts: Contacts | null;
  /** Last moment in which it can be done, or null. */
  readonly until: Date | null;
  /** Whom a finding of ГБД ФЛ is about. */
  readonly person: WorkItem['person'];
};

/**
 * The day of an operator in the desk's district: what ends today or tomorrow, benefits that cannot be judged as they are, and people
 * of whom ГБД ФЛ says something else. The deadlines run by themselves; the list is there so that the family is told in time.
 */
export async function workToday(services: Services, desk: Desk, actor: Actor): Promise<Answer<Today>> {
  if (officeRoles(actor, desk).length === 0) return fail({ code: 'not-permitted' });
  const today = almatyDay(services.now());
  const now = toIso(services.now());
  const doubtful = toIso(services.now() - DOUBT_MS);
  // Last moments are kept as the last millisecond of their day.
  const tomorrow = toIso(endOfDay(addDays(today, 1)));
  const { rows } = await sql<Row>`
    select w.*, a.number, a.form, a.child_index, a.corrected, a.child_iin, a.benefit, a.claim, a.contacts from (
      select 'offer-lapses' as kind, uuid, choose_by as until, null as person from application
        where district = ${desk.district} and status = 'notified' and choose_by between ${now} and ${tomorrow}
      union all
      select 'referral-expires', a.uuid, (a.referral ->> 'validUntil')::timestamptz, null from application a
        where district = ${desk.district} and status in ('referred', 'extended')
          and (a.referral ->> 'validUntil')::timestamptz between ${now} and ${tomorrow}
      union all
      select 'interest-due', uuid, confirm_interest_by, null from application
        where district = ${desk.district} and status in ('pending', 'queued', 'notified', 'stopListed')
          and confirm_interest_by between ${now} and ${tomorrow}
      union all
      select 'stop-list-ends', uuid, stop_list_until, null from application
        where district = ${desk.district} and status = 'stopListed' and stop_list_until between ${now} and ${tomorrow}
      union all
      select 'benefit-unproved', uuid, null, null from application
        where district = ${desk.district} and benefit_claim = 'claimed'
          and status in ('pending', 'notified', 'referred', 'extended', 'stopListed')
      union all
      select case c.finding when 'differs' then 'data-differs' else 'person-' || c.finding end, a.uuid, null, c.person
        from registry_check c join application a on a.uuid = c.application
        where a.district = ${desk.district} and a.status = any(${ACTIVE}::text[])
          and (c.finding = 'deceased' and (c.person = 'child' or cardinality(a.parents) < 2)
            or c.finding in ('not-found', 'differs') and c.found_at > ${doubtful})
    ) w join application a on a.uuid = w.uuid order by w.until nulls last, a.number_order, w.person`.execute(
    services.db,
  );
  const items = rows.flatMap((row) => itemOf(row, today));
  const open = await services.db
    .selectFrom('proposal')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('district', '=', desk.district)
    .where('decided_at', 'is', null)
    .executeTakeFirstOrThrow();
  const of = (kind: WorkKind) => items.filter((item) => item.kind === kind);
  return ok({
    today,
    items: WORK_KINDS.flatMap((kind) => of(kind).slice(0, LIMIT)),
    counts: {
      'offer-lapses': of('offer-lapses').length,
      'referral-expires': of('referral-expires').length,
      'interest-due': of('interest-due').length,
      'stop-list-ends': of('stop-list-ends').length,
      'benefit-unproved': of('benefit-unproved').length,
      'certificate-ends': of('certificate-ends').length,
      'person-deceased': of('person-deceased').length,
      'person-not-found': of('person-not-found').length,
      'data-differs': of('data-differs').length,
    },
    proposals: Number(open.n),
    calendarLacks: calendarWarnings(services.rules.calendar, today).flatMap(({ kind, year }) =>
      kind === 'missing' ? [year] : [],
    ),
  });
}

function itemOf(row: Row, today: PlainDate): readonly WorkItem[] {
  const form = correctedForm(row.form, row.child_index, row.corrected);
  const child = form.children[row.child_index];
  const item = {
    application: row.uuid,
    number: row.number,
    childName: child === undefined ? '' : fullName(child.name),
    childIin: row.child_iin,
    applicantName: fullName(form.applicant.name),
    phone: row.contacts?.phone ?? form.applicant.phone,
    benefit: row.benefit,
    person: row.person,
  };
  if (row.kind !== 'benefit-unproved')
    return [{ ...item, kind: row.kind, day: row.until === null ? null : almatyDay(row.until.getTime()) }];
  return benefitItem(item, claimOf(row), today);
}

/** A claim without its paper or date, or with a certificate that ends before anybody may have looked at it. */
function benefitItem(
  item: Omit<WorkItem, 'kind' | 'day'>,
  { attachments, certificateDate: date }: ReturnType<typeof claimOf>,
  today: PlainDate,
): readonly WorkItem[] {
  if (item.benefit === null) return [];
  const paper = attachments.some(({ purpose }) => purpose === 'benefit');
  if (!paper || (date === null && certificateMonths(item.benefit) !== null))
    return [{ ...item, kind: 'benefit-unproved', day: null }];
  const day = date === null ? null : certificateUntil(item.benefit, date);
  return day !== null && day <= addDays(today, CERTIFICATE_DAYS)
    ? [{ ...item, kind: 'certificate-ends', day }]
    : [];
}
