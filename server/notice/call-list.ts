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
import { type Clock, TOLD_COLUMNS, type Told, type ToldRow, tell } from './told.ts';

/** Most families on a list; those beyond it come up as the first ones are called. */
const LIMIT = 300;

type Row = ToldRow & {
  /** Whose matters one call settles: all of an applicant's, or all that one phone was given for. */
  readonly family: string;
  readonly contact: (Contacts & { readonly name: string }) | null;
  readonly applicant: (Contacts & { readonly name: Parameters<typeof fullName>[0] }) | null;
};

/**
 * Whom an operator of the district is to call: families that no way has brought a notice through to, once all ways have ended or
 * some hours after the first attempt, as long as there is a point in it. What has a deadline comes first, the nearest before the
 * others, then the oldest; a family stands there once with all its matters.
 */
export async function callList(
  db: Kysely<Database>,
  district: string,
  clock: Clock,
): Promise<readonly CallRow[]> {
  const { now } = clock;
  const { rows } = await sql<Row>`select ${TOLD_COLUMNS}, n.contact,
      coalesce(a.applicant_iin, n.contact ->> 'phone') as family, (a.form -> 'applicant') || coalesce(a.contacts, '{}')
        || jsonb_strip_nulls(jsonb_build_object('name', a.corrected -> 'applicantName')) as applicant
    from notice n left join application a on a.uuid = n.application
    cross join lateral (
      select bool_and(d.settled_at is not null) as ended, min(d.first_attempt_at) as first
      from notice_delivery d where d.notice = n.id) w
    where n.district = ${district} and n.reached_at is null and n.called_at is null
      and n.at > ${new Date(now - CALL_DAYS * DAY)} and not ${isPointless(now)}
      and (w.ended or w.first <= ${new Date(now - CALL_AFTER_MS)})
    order by coalesce(n.facts ->> 'chooseBy', n.facts ->> 'validUntil', n.facts ->> 'confirmInterestBy'), n.id
    limit ${LIMIT}`.execute(db);
  const families = Map.groupBy(await tell(db, rows, clock), ([, { family }]) => family);
  return [...families.values()].flatMap(rowOf);
}

/** One call: the most urgent matter first, all phones that were given, in time for each matter. */
function rowOf(matters: readonly (readonly [Told, Row])[]): readonly CallRow[] {
  const [first, ...others] = matters;
  if (first === undefined) return [];
  const [told, row] = first;
  const whom = matters.map(([, each]) => whomToCall(each));
  const last = matters.map(([{ actBy }, { at }]) => actBy ?? addDays(almatyDay(at.getTime()), CALL_DAYS));
  return [
    {
      ...told,
      further: others.map(([each]) => each),
      name: whomToCall(row).name,
      phones: [...new Set(whom.flatMap(({ phones }) => phones))],
      until: last.reduce((one, other) => (other < one ? other : one)),
    },
  ];
}

function whomToCall({ contact, applicant }: Row): Pick<CallRow, 'name' | 'phones'> {
  if (contact !== null) return { name: contact.name, phones: phonesOf(contact) };
  if (applicant === null) throw new Error('A notice has neither an application nor a contact');
  return { name: fullName(applicant.name), phones: phonesOf(applicant) };
}

function phonesOf({ phone, additionalPhone }: Contacts): readonly string[] {
  return [phone, additionalPhone].filter((each) => each !== null && each !== '').map(String);
}
