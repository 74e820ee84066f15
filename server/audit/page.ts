import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { startOfDay } from '../../core/domain/almaty.ts';
import { addDays } from '../../core/domain/plain-date.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { AuditLine, AuditNames, auditQuestions } from '../../core/protocol/audit.ts';
import type { Answer } from '../answer.ts';
import type { Facts } from '../database/schema.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { namesOf } from './names.ts';

const PAGE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Asked = z.output<(typeof auditQuestions)['audit.page']['request']>;
type Row = {
  readonly id: number;
  readonly at: Date;
  readonly action: string;
  readonly actor: string | null;
  readonly actor_name: string | null;
  readonly desk_code: string | null;
  readonly district: string | null;
  readonly subject: string | null;
  readonly application: string | null;
  readonly number: string | null;
  /** A line may hold a yes or no; on the way out it is 1 or 0. */
  readonly facts: Readonly<Record<string, Facts[string] | boolean>>;
};

/**
 * Lines of the audit log, newest first, for an auditor: of the whole region, or of the districts the role is held in. Nothing of it
 * can be changed by anybody.
 */
export async function auditPage(
  { db }: Services,
  actor: Actor,
  asked: Asked,
): Promise<Answer<{ lines: readonly AuditLine[]; more: boolean; names: AuditNames }>> {
  const areas = actor.grants.filter(({ role }) => role === 'auditor').map(({ district }) => district);
  if (areas.length === 0) return fail({ code: 'not-permitted' });
  const whole = areas.includes(null);
  const search = asked.search.trim();
  const conditions = [
    sql<SqlBool>`true`,
    ...(asked.before === null ? [] : [sql<SqlBool>`u.id < ${asked.before}`]),
    ...(asked.from === null ? [] : [sql<SqlBool>`u.at >= ${new Date(startOfDay(asked.from))}`]),
    ...(asked.to === null ? [] : [sql<SqlBool>`u.at < ${new Date(startOfDay(addDays(asked.to, 1)))}`]),
    ...(asked.action === null ? [] : [sql<SqlBool>`u.action = ${asked.action}`]),
    ...(search === ''
      ? []
      : [sql<SqlBool>`(a.number = ${search} or u.actor = ${search} or d.code = ${search})`]),
    ...(whole ? [] : [sql<SqlBool>`coalesce(a.district, d.district) = any(${areas}::text[])`]),
  ];
  const { rows } = await sql<Row>`
    select u.id, u.at, u.action, u.actor, u.subject, u.facts, d.code as desk_code,
      coalesce(a.district, d.district) as district, a.uuid as application, a.number,
      (select s.name from session s where s.iin = u.actor order by s.started_at desc limit 1) as actor_name
    from audit u left join desk d on d.id = u.desk
    left join application a on a.uuid::text = u.subject
    where ${sql.join(conditions, sql` and `)}
    order by u.id desc limit ${PAGE + 1}`.execute(db);
  const shown = rows.slice(0, PAGE);
  const names = await namesOf(
    db,
    shown.flatMap(({ subject, facts }) => [subject, ...Object.values(facts)]),
  );
  return ok({ lines: shown.map((row) => lineOf(row, names)), more: rows.length > PAGE, names });
}

function lineOf(row: Row, names: AuditNames): AuditLine {
  const known = row.subject !== null && (Object.hasOwn(names, row.subject) || !UUID.test(row.subject));
  const bare = known ? row.subject : null;
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    actor: row.actor === null ? null : { iin: row.actor, name: row.actor_name ?? '' },
    desk: row.desk_code,
    district: row.district,
    subject: row.number ?? bare,
    application: row.application,
    facts: Object.fromEntries(
      Object.entries(row.facts).map(([key, value]) => [
        key,
        typeof value === 'boolean' ? Number(value) : value,
      ]),
    ),
  };
}
