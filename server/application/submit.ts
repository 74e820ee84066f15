import { sql, type Transaction } from 'kysely';
import { almatyDay } from '../../core/domain/almaty.ts';
import { checkForm, type FilingFacts, refusalsOf } from '../../core/domain/check-form.ts';
import type { Instant } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { ACTIVE } from '../../core/domain/status.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import { spendChallenge } from '../desk/challenge.ts';
import { missingFile } from '../file/missing.ts';
import { type ConsentedDocument, type ConsentUse, spendConsent } from '../person/consent.ts';
import type { Services } from '../services.ts';
import { applicationsLeft } from './move.ts';
import { filingActor, type PreparedSubmission, type Submitted } from './prepare.ts';
import { registerForm } from './register.ts';
import type { Submit } from './signed.ts';

/**
 * The deciding half, inside the one transaction: challenge, rules in the order of domain.md §1.10.16, scans, then number,
 * rows, history, document and ledger. A refusal leaves the challenge used and nothing else.
 */
export async function submitApplication(
  services: Services,
  trx: Transaction<Database>,
  prepared: PreparedSubmission,
): Promise<Answer<Submitted>> {
  const { desk, args, signed, savedAt } = prepared;
  const { form } = args;
  const now = services.now();
  const used = await spendChallenge(trx, {
    challenge: signed.challenge,
    purpose: 'application',
    desk,
    signedAt: savedAt,
    now,
  });
  if (!used.ok) return used;
  const refusal = refusalsOf(form, await filingFacts(trx, prepared), now, services.policy)[0];
  if (refusal !== undefined) return fail(refusal);
  const fault = checkForm(form, almatyDay(savedAt), desk.mode, services.policy)[0];
  if (fault !== undefined) return fail(fault);
  const missing = await missingFile(trx, form.attachments);
  if (missing !== null) return fail({ code: 'file-missing', field: missing });
  const repeated = await knownUuid(trx, args);
  if (repeated !== null) return fail({ code: 'invalid-request', field: repeated });
  const left = await applicationsLeft(trx, args);
  if (!left.ok) return left;
  await sql`savepoint filing`.execute(trx);
  const consent =
    args.consent === null ? ok(null) : await spendConsent(trx, args.consent, consentUse(prepared, now));
  if (!consent.ok) return consent;
  const filed = await registerForm(services, trx, { ...prepared, consent: consent.value }, left.value);
  // Somebody was quicker in the district that is left: the consent is not used, and no number is missing.
  await sql.raw(filed.ok ? 'release savepoint filing' : 'rollback to savepoint filing').execute(trx);
  return filed;
}

function consentUse(
  { actor, args, desk, savedAt }: PreparedSubmission,
  now: Instant,
): ConsentUse & { readonly document: ConsentedDocument } {
  const { form, uuid } = args;
  return {
    desk,
    parents: [form.applicant.iin],
    operator: actor.iin,
    merges: null,
    document: { submission: uuid },
    signedAt: savedAt,
    now,
  };
}

async function filingFacts(
  trx: Transaction<Database>,
  { args, people, actor }: PreparedSubmission,
): Promise<FilingFacts> {
  const { form } = args;
  const children = form.children.map(({ iin }) => iin);
  const taken = await trx
    .selectFrom('application')
    .select('child_iin')
    .where('child_iin', 'in', children)
    .where('status', 'in', ACTIVE)
    // What a move takes along stands in nobody's way.
    .$if(form.moves === true, (query) => query.where('district', '=', form.district))
    .execute();
  return {
    taken: new Set(taken.map(({ child_iin }) => child_iin)),
    strangers: people.strangers,
    registrations: people.registrations,
    by: filingActor(actor),
  };
}

/** The field of an identifier that the server has already; every document and every child of it has its own. */
async function knownUuid(trx: Transaction<Database>, { uuid, form }: Submit): Promise<string | null> {
  const submission = await trx
    .selectFrom('submission')
    .select('uuid')
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  if (submission !== undefined) return 'uuid';
  const ids = form.children.map((child) => child.uuid);
  const known = await trx.selectFrom('application').select('uuid').where('uuid', 'in', ids).execute();
  const index = ids.findIndex(
    (id, at) => ids.indexOf(id) < at || known.some(({ uuid: other }) => other === id),
  );
  return index < 0 ? null : `children.${index}.uuid`;
}
