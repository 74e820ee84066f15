import { type RawBuilder, sql } from 'kysely';
import { almatyDay } from '../../core/domain/almaty.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { ToldKind } from '../../core/domain/notice.ts';

/** What tells a family where the child stands now: a later one takes the place of an earlier one that has not gone out. */
const STANDING: readonly ToldKind[] = [
  ...(['turn-arrived', 'offer-lapsed', 'offer-withdrawn', 'referral-issued', 'referral-expired'] as const),
  ...(['stop-list-ended', 'arrival-refused', 'application-removed', 'application-rejected'] as const),
];

/**
 * Whether there is no point in telling what `notice n` tells of its `application a` (all null where it has none): the child has
 * left the queue, the offer or the referral is over, the interest is confirmed, the day to act by is past, or a later notice
 * says where the child stands. A family is never told late, or called for, what is no longer so.
 */
export function isPointless(now: Instant): RawBuilder<boolean> {
  const today = almatyDay(now);
  const standing = sql`any(${[...STANDING]}::text[])`;
  return sql<boolean>`(a.uuid is not null and (case n.kind
    when 'application-removed' then a.status <> 'removed'
    when 'application-rejected' then a.status <> 'rejected'
    when 'turn-arrived' then a.status <> 'notified' or n.facts ->> 'chooseBy' < ${today}
    when 'referral-issued' then a.status <> 'referred' or n.facts ->> 'validUntil' < ${today}
    when 'interest-reminder' then a.status not in ('pending', 'queued', 'notified', 'stopListed')
      or n.facts ->> 'confirmInterestBy' < ${today}
      or exists (select from history h
        where h.application = n.application and h.event = 'interest-confirmed' and h.at > n.at)
    else a.status in ('removed', 'withdrawn', 'rejected', 'left') end
    or exists (select from notice later where later.application = n.application and later.id > n.id
      and (later.kind = n.kind or n.kind = ${standing} and later.kind = ${standing}))))`;
}
