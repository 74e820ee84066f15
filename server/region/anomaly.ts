import { sql } from 'kysely';
import { DAY } from '../../core/domain/instant.ts';
import { maskPhone, normalisePhone } from '../../core/domain/phone.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Anomaly } from '../../core/protocol/region.ts';
import type { Answer } from '../answer.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { seesRegion } from './right.ts';

/** From which number on something deserves a look, within the last 30 days where a time counts. */
const FROM = { phone: 4, onBehalf: 40, held: 1, restored: 3, lookups: 60 } as const;
const RECENT_MS = 30 * DAY;
const SILENT_MS = 3 * DAY;

type Row = {
  readonly kind: Anomaly['kind'];
  readonly district: string | null;
  readonly subject: string;
  /** Null where the subject is called the same in both languages. */
  readonly subject_ru: string | null;
  readonly count: number;
  readonly since: Date | null;
};

/**
 * What deserves a look (domain.md §9): one phone on the applications of many families (middlemen), an operator who files very much
 * on others' behalf, places that a kindergarten holds back while children wait, applications restored again and again, one
 * session that asks ГБД ФЛ for many people, a desk that is silent. None of it is a verdict.
 */
export async function regionAnomalies(
  { db, now }: Services,
  actor: Actor,
): Promise<Answer<{ anomalies: readonly Anomaly[] }>> {
  if (!seesRegion(actor)) return fail({ code: 'not-permitted' });
  const recent = new Date(now() - RECENT_MS);
  const silent = new Date(now() - SILENT_MS);
  const { rows } = await sql<Row>`select * from (
    select 'phone-on-many' as kind, min(district) as district, phone as subject, null as subject_ru, count(*)::int as count,
        min(filed_at) as since
      from (select distinct on (form -> 'applicant' ->> 'phone', applicant_iin) district, filed_at,
          form -> 'applicant' ->> 'phone' as phone
        from application where status not in ('left', 'removed', 'withdrawn', 'rejected')) of_family
      group by phone having count(*) >= ${FROM.phone}
    union all
    select 'operator-on-behalf', min(a.district),
        coalesce((select name from session where iin = a.entered_by order by started_at desc limit 1), ''),
        null, count(*)::int, min(a.filed_at)
      from application a where a.signer = 'operator' and a.filed_at >= ${recent}
      group by a.entered_by having count(*) >= ${FROM.onBehalf}
    union all
    select 'held-back-places', k.district, k.name_kk || ' · ' || g.name || ', ' || g.birth_year,
        k.name_ru || ' · ' || g.name || ', ' || g.birth_year, (g.capacity - g.enrolled_otherwise - p.used)::int,
        g.held_since
      from kindergarten_group g join kindergarten k on k.id = g.kindergarten
      cross join lateral (select count(*) as used from place where group_id = g.id) p
      where k.closed_at is null and g.capacity - g.enrolled_otherwise - p.used >= ${FROM.held}
        and exists (select from application a
          where a.cell = k.district || '/' || g.kind || '/' || g.birth_year and a.status in ('queued', 'pending'))
    union all
    select 'restored-often', a.district, a.number, null, count(*)::int, min(h.at)
      from history h join application a on a.uuid = h.application
      where h.event = 'application-restored' and h.at >= ${recent}
      group by a.uuid, a.district, a.number having count(*) >= ${FROM.restored}
    union all
    select 'lookups-many', d.district, s.name || ' · ' || d.code, null, s.lookups, s.started_at
      from session s join desk d on d.id = s.desk
      where s.started_at >= ${recent} and s.lookups >= ${FROM.lookups}
    union all
    select 'desk-silent', d.district, d.code, null, 0, coalesce(d.seen_at, d.paired_at)
      from desk d where d.revoked_at is null and coalesce(d.seen_at, d.paired_at) < ${silent}
    ) found
    -- What there is most of does not hide the rest.
    order by kind = 'held-back-places', count desc, subject limit 500`.execute(db);
  return ok({
    anomalies: rows.map(({ since, subject, subject_ru: ru, ...row }) => {
      const kk = row.kind === 'phone-on-many' ? masked(subject) : subject;
      return { ...row, subject: { kk, ru: ru ?? kk }, since: since?.toISOString() ?? null };
    }),
  });
}

function masked(phone: string): string {
  const read = normalisePhone(phone);
  return read.ok ? maskPhone(read.value) : '';
}
