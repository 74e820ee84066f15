import { type Kysely, sql } from 'kysely';
import { almatyDay } from '../../core/domain/almaty.ts';
import { fullName } from '../../core/domain/application-form.ts';
import { DAY } from '../../core/domain/instant.ts';
import { addDays } from '../../core/domain/plain-date.ts';
import type { CallRow } from '../../core/protocol/notice.ts';
import type { Database } from '../database/schema.ts';
import type { Contacts } from './address.ts';
import { isPointless } from './pointless.ts';
import { CALL_AFTER_MS, CALL_DAYS } from './schedule.ts';
import { type Clock, TOLD_COLUMNS, type ToldRow, tell } from './told.ts';

/** Most families on a list; those beyond it come up as the first ones are called. */
const LIMIT = 300;

type Row = ToldRow & {
  readonly contact: (Contacts & { readonly name: string }) | null;
  readonly applicant: (Contacts & { readonly name: Parameters<typeof fullName>[0] }) | null;
};

/**
 * Whom an operator of the district is to call: families that no way has brought a notice through to, once all ways have ended or
 * some hours after the first attempt, as long as there is a point in it. What has a deadline comes first, the nearest before the
 * others, then the oldest.
 */
export async function callList(
  db: Kysely<Database>,
  district: string,
  clock: Clock,
): Promise<readonly CallRow[]> {
  const { now } = clock;
  const { rows } =
    await sql<Row>`select ${TOLD_COLUMNS}, n.contact, (a.form -> 'applicant') || coalesce(a.contacts, '{}') as applicant
    from notice n left join application a on a.uuid = n.application
    cross join lateral (
      select bool_and(d.settled_at is not null) as ended, min(d.first_attempt_at) as first
      from notice_delivery d where d.notice = n.id) w
    where n.district = ${district} and n.reached_at is null and n.called_at is null
      and n.at > ${new Date(now - CALL_DAYS * DAY)} and not ${isPointless(now)}
      and (w.ended or w.first <= ${new Date(now - CALL_AFTER_MS)})
    order by coalesce(n.facts ->> 'chooseBy', n.facts ->> 'validUntil', n.facts ->> 'confirmInterestBy'), n.id
    limit ${LIMIT}`.execute(db);
  const told = await tell(db, rows, clock);
  return told.map(([each, row]) => ({
    ...each,
    ...whomToCall(row),
    until: each.actBy ?? addDays(almatyDay(row.at.getTime()), CALL_DAYS),
  }));
}

function whomToCall({ contact, applicant }: Row): Pick<CallRow, 'name' | 'phones'> {
  if (contact !== null) return { name: contact.name, phones: phonesOf(contact) };
  if (applicant === null) throw new Error('A notice has neither an application nor a contact');
  return { name: fullName(applicant.name), phones: phonesOf(applicant) };
}

function phonesOf({ phone, additionalPhone }: Contacts): readonly string[] {
  return [phone, additionalPhone].filter((each) => each !== null && each !== '').map(String);
}
