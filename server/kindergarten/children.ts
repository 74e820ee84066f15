import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { ApplicationForm, TeachingLanguage } from '../../core/domain/application-form.ts';
import { type Corrected, correctedForm } from '../../core/domain/corrected-form.ts';
import { toIso } from '../../core/domain/instant.ts';
import type { ReferralKind } from '../../core/domain/referral.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Contacts } from '../../core/protocol/contacts.ts';
import type { KindergartenChild, kindergartenQuestions } from '../../core/protocol/kindergarten.ts';
import type { Answer } from '../answer.ts';
import { scopeOfApplication } from '../command/scope.ts';
import type { Queries } from '../database/queries.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { findSeen } from './find.ts';
import { mayPublish, seesChildren } from './rights.ts';

type Questions = typeof kindergartenQuestions;
type Given<N extends keyof Questions> = z.output<Questions[N]['input']>;
type Told<N extends keyof Questions> = Promise<Answer<z.input<Questions[N]['output']>>>;
type Needs = Pick<Services, 'db'>;

/** Referrals to a kindergarten that are in force: those that end first stand first. */
export async function receivedReferrals(
  { db }: Needs,
  actor: Actor,
  { kindergarten }: Given<'referral.received'>,
): Told<'referral.received'> {
  const seen = await findSeen(db, actor, kindergarten, seesChildren);
  if (!seen.ok) return seen;
  const referrals = await childrenOf(
    db,
    kindergarten,
    sql`r.ended is null and a.status in ('referred', 'extended')`,
    sql`r.valid_until, r.issued_at`,
  );
  return ok({ referrals });
}

/** The children who are enrolled in a kindergarten by a referral, group by group. */
export async function enrolledChildren(
  { db }: Needs,
  actor: Actor,
  { kindergarten }: Given<'kindergarten.enrolled'>,
): Told<'kindergarten.enrolled'> {
  const seen = await findSeen(db, actor, kindergarten, seesChildren);
  if (!seen.ok) return seen;
  const children = await childrenOf(
    db,
    kindergarten,
    sql`a.status = 'enrolled'`,
    sql`g.birth_year desc, g.name, g.id, r.issued_at`,
  );
  return ok({ children });
}

/** Groups with an open place in the child's cell, those of its own kindergarten first. */
export async function transferGroups(
  { db }: Needs,
  actor: Actor,
  { application }: Given<'kindergarten.transfers'>,
): Told<'kindergarten.transfers'> {
  const scope = await scopeOfApplication(db, application);
  if (!scope.ok) return scope;
  const { district, kindergarten } = scope.value;
  if (kindergarten === null || !mayPublish(actor, { district, kindergarten }))
    return fail({ code: 'not-found' });
  const { rows } = await sql<{
    group: string;
    name: string;
    language: TeachingLanguage;
    name_kk: string;
    name_ru: string;
    own: boolean;
    open: number;
  }>`select g.id as "group", g.name, g.language, k.name_kk, k.name_ru, k.id = ${kindergarten} as own,
      count(*)::int as open
    from application a join referral r on r.number = a.referral_number
      join place p on p.cell = a.cell and p.state = 'open' and p.group_id <> r.group_id
      join kindergarten_group g on g.id = p.group_id join kindergarten k on k.id = g.kindergarten
    where a.uuid = ${application} and a.status = 'enrolled' and k.closed_at is null
    group by g.id, k.id order by own desc, k.name_kk, g.name, g.id`.execute(db);
  return ok({
    groups: rows.map(({ name_kk, name_ru, ...row }) => ({
      ...row,
      kindergarten: { kk: name_kk, ru: name_ru },
    })),
  });
}

type Row = {
  readonly uuid: string;
  readonly number: string;
  readonly form: ApplicationForm;
  readonly child_index: number;
  readonly corrected: Corrected | null;
  readonly contacts: Contacts | null;
  readonly group_id: string;
  readonly group_name: string;
  readonly birth_year: number;
  readonly language: TeachingLanguage;
  readonly referral_number: string;
  readonly kind: ReferralKind;
  readonly issued_at: Date;
  readonly valid_until: string;
  readonly extended: boolean;
};

async function childrenOf(
  db: Queries,
  kindergarten: string,
  which: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<readonly KindergartenChild[]> {
  const { rows } = await sql<Row>`select a.uuid, a.number, a.form, a.child_index, a.corrected, a.contacts,
      g.id as group_id, g.name as group_name, g.birth_year, g.language,
      r.number as referral_number, r.kind, r.issued_at, r.valid_until::text as valid_until, r.extended
    from kindergarten_group g join referral r on r.group_id = g.id
      join application a on a.referral_number = r.number
    where g.kindergarten = ${kindergarten} and ${which} order by ${order}`.execute(db);
  return rows.map(childOf);
}

function childOf(row: Row): KindergartenChild {
  const form = correctedForm(row.form, row.child_index, row.corrected);
  const child = form.children[row.child_index];
  if (child === undefined) throw new Error(`Application ${row.uuid} has no such child`);
  const { applicant } = form;
  const { phone, additionalPhone, email } = row.contacts ?? applicant;
  return {
    application: row.uuid,
    applicationNumber: row.number,
    child: { name: child.name, iin: child.iin, birthDate: child.birthDate },
    parent: { name: applicant.name, phone, additionalPhone, email },
    group: { id: row.group_id, name: row.group_name, birthYear: row.birth_year, language: row.language },
    referral: {
      number: row.referral_number,
      kind: row.kind,
      issuedAt: toIso(row.issued_at.getTime()),
      validUntil: row.valid_until,
      extended: row.extended,
    },
  };
}
