import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { z } from 'zod';
import { allowedStatuses } from '../../core/domain/application/transitions.ts';
import { type ApplicationForm, type BenefitCode, fullName } from '../../core/domain/application-form.ts';
import { certificateUntil } from '../../core/domain/benefit.ts';
import { correctedForm } from '../../core/domain/corrected-form.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { benefitQuestions, PendingClaim } from '../../core/protocol/benefit.ts';
import type { ClaimRecord } from '../../core/protocol/record.ts';
import type { Answer } from '../answer.ts';
import { holds } from '../command/acting.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { PersonOfForm } from '../registry/table.ts';
import type { Services } from '../services.ts';

type Pending = z.input<(typeof benefitQuestions)['benefit.pending']['response']>;

/** As many as a moderator looks through in days. */
const LIMIT = 300;

/** What waits for the moderator of the desk's district, the oldest first (domain.md §1.10.4). */
export async function pendingClaims(services: Services, desk: Desk, actor: Actor): Promise<Answer<Pending>> {
  if (!holds(actor, 'moderator', { district: desk.district, kindergarten: null }))
    return fail({ code: 'not-permitted' });
  const rows = await services.db
    .selectFrom('application as a')
    .leftJoin('person as p', 'p.iin', 'a.entered_by')
    .selectAll('a')
    .leftJoinLateral(
      (row) =>
        row
          .selectFrom('command')
          .select(['actor', 'operator'])
          .whereRef('command.application', '=', 'a.uuid')
          .where('command.name', '=', 'claimBenefit')
          .orderBy('command.received_at', 'desc')
          .limit(1)
          .as('c'),
      (join) => join.onTrue(),
    )
    .select(['p.name as entered_by_name', 'c.actor as claimed_by', 'c.operator as claim_operator'])
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('registry_check')
          .select('person')
          .whereRef('application', '=', 'a.uuid')
          .where('finding', '=', 'confirmed'),
      ).as('confirmed'),
    )
    .where('a.district', '=', desk.district)
    .where((row) => row.or([row('a.benefit_claim', '=', 'claimed'), row('a.papers_claim', '=', 'claimed')]))
    .where('a.status', 'in', allowedStatuses('decideBenefit'))
    .orderBy('a.filed_at')
    .orderBy('a.number_order')
    .limit(LIMIT)
    .execute();
  const claims = rows.flatMap((row): readonly PendingClaim[] => {
    const form = correctedForm(row.form, row.child_index, row.corrected);
    const child = form.children[row.child_index];
    if (child === undefined) throw new Error(`Application ${row.number} has no child`);
    const claim = claimOf(row);
    const about = {
      application: row.uuid,
      number: row.number,
      status: row.status,
      childName: fullName(child.name),
      childIin: row.child_iin,
      childBirthDate: child.birthDate,
      applicantName: fullName(form.applicant.name),
      applicantIin: row.applicant_iin,
      relation: form.relation,
      groupYear: row.group_year,
      filedAt: row.filed_at.toISOString(),
      attachments: claim.attachments,
      enteredBy: {
        iin: row.entered_by,
        name: row.entered_by_name ?? '',
        applicant: row.parents.includes(row.entered_by),
      },
      manual: {
        applicant: isUnconfirmed('applicant', form.applicant.source, row.confirmed),
        child: isUnconfirmed('child', child.source, row.confirmed),
      },
      relationUnproved: row.relation_unproved,
      registrationDistrict: child.registrationDistrict ?? form.applicant.registrationDistrict,
      barred: barredOf(actor.iin, [row.entered_by, row.claimed_by, row.claim_operator], row.parents),
    };
    const none = { benefit: null, certificateDate: null, certificateUntil: null };
    const papers = { ...about, ...none, what: 'papers' as const };
    const benefit = {
      ...about,
      what: 'benefit' as const,
      ...certificateOf(row.benefit, claim.certificateDate),
    };
    return [
      ...(row.benefit_claim === 'claimed' ? [benefit] : []),
      ...(row.papers_claim === 'claimed' && row.status === 'pending' ? [papers] : []),
    ];
  });
  const { rows: counted } = await sql<{ n: number }>`select (count(*) filter (where benefit_claim = 'claimed')
      + count(*) filter (where papers_claim = 'claimed' and status = 'pending'))::int as n
    from application where district = ${desk.district} and (benefit_claim = 'claimed' or papers_claim = 'claimed')
      and status = any(${allowedStatuses('decideBenefit')}::text[])`.execute(services.db);
  return ok({ claims, total: counted[0]?.n ?? claims.length });
}

/** Whether somebody was entered by hand and ГБД ФЛ has not confirmed it since. */
function isUnconfirmed(
  person: PersonOfForm,
  source: 'manual' | 'registry',
  confirmed: readonly { readonly person: PersonOfForm }[],
): boolean {
  return source === 'manual' && !confirmed.some((each) => each.person === person);
}

/** The claim that is undecided now, after filing or on the form, with its papers. */
export function claimOf({ claim, form, benefit }: Claimed): {
  readonly certificateDate: string | null;
  readonly attachments: ApplicationForm['attachments'];
} {
  if (claim === null) {
    const certificateDate = form.benefit?.category === benefit ? form.benefit.certificateDate : null;
    return { certificateDate, attachments: form.attachments };
  }
  const others = form.attachments.filter(({ purpose }) => purpose !== 'benefit');
  return { certificateDate: claim.certificateDate, attachments: [...claim.attachments, ...others] };
}

type Claimed = {
  readonly claim: ClaimRecord | null;
  readonly form: ApplicationForm;
  readonly benefit: BenefitCode | null;
};

function certificateOf(benefit: BenefitCode | null, date: string | null) {
  return {
    benefit,
    certificateDate: date,
    certificateUntil: date === null || benefit === null ? null : certificateUntil(benefit, date),
  };
}

/** Two eyes more: not those of whoever entered the application, nor of the child's own parent. */
function barredOf(
  iin: string,
  enteredBy: readonly (string | null)[],
  parents: readonly string[],
): PendingClaim['barred'] {
  if (parents.includes(iin)) return 'own-child';
  return enteredBy.includes(iin) ? 'entered-it' : null;
}
