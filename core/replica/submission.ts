import type { ApplicationForm } from '../domain/application-form.ts';
import { type Instant, toIso } from '../domain/instant.ts';
import { type Consent, ConsentSchema } from '../protocol/consent.ts';
import { ApplicationFormSchema } from '../protocol/form.ts';
import type { Provisional } from '../protocol/record.ts';
import { type MutationResult, MutationResultSchema } from '../protocol/replication.ts';
import { type VerificationReport, VerificationReportSchema } from '../protocol/verification.ts';
import { type Applications, rowOfForm, type SubmissionState } from './application.ts';
import type { Audit } from './audit.ts';
import type { Database } from './database.ts';
import { nextLabel } from './label.ts';
import type { Outbox } from './outbox.ts';

/** A signed form on its way: saved here, and what the server said of it. */
export type Submission = {
  readonly uuid: string;
  readonly state: SubmissionState;
  readonly label: string;
  readonly form: ApplicationForm;
  readonly deskTime: string;
  readonly clockOffsetMs: number | null;
  readonly enteredBy: { readonly iin: string; readonly name: string };
  /** Name on the certificate and time of the signature. */
  readonly signedBy: { readonly name: string; readonly at: string };
  /** On which an operator signed; null where the applicant did. */
  readonly consent: Consent | null;
  readonly signedXml: string;
  /** What this computer found; null on those of before it was kept. */
  readonly report: VerificationReport | null;
  /** What the server answered; null until then. */
  readonly outcome: MutationResult | null;
};

/** All that is written when a person's signature has been verified. */
export type Saving = {
  readonly uuid: string;
  readonly mutationUuid: string;
  readonly form: ApplicationForm;
  readonly signedXml: string;
  /** The person on the certificate, and when the signature was made (desk's clock, ISO). */
  readonly signer: { readonly iin: string; readonly name: string; readonly at: string };
  readonly consent: Consent | null;
  readonly report: VerificationReport;
  readonly session: string;
  readonly enteredBy: { readonly iin: string; readonly name: string };
  readonly deskCode: string;
  readonly now: Instant;
  readonly clockOffsetMs: number | null;
  /** Whose draft it was; it goes in the same transaction. */
  readonly draftOwner: string;
};

type Row = {
  uuid: string;
  mutation_uuid: string;
  state: SubmissionState;
  label: string;
  form: string;
  session: string;
  desk_time: string;
  clock_offset_ms: number | null;
  entered_by: string;
  entered_by_name: string;
  signer_name: string;
  signed_at: string;
  signed_xml: string;
  consent: string | null;
  report: string | null;
  outcome: string | null;
};

export type Submissions = {
  /** One transaction: the rows of the journal, the audit line, the outbox, the draft gone. Nothing of it without the rest. */
  save(saving: Saving): { label: string; applications: readonly string[] };
  has(uuid: string): boolean;
  get(uuid: string): Submission | null;
  /** Writes the server's answer to a mutation; gives the submission it was of, or null where there is none. */
  settle(mutationUuid: string, result: MutationResult, now: Instant): string | null;
};

/** The submissions of this replica, which write into its journal, audit and outbox. */
export function openSubmissions(
  database: Database,
  parts: { applications: Applications; audit: Audit; outbox: Outbox },
): Submissions {
  const { applications, audit, outbox } = parts;
  const insert = database.prepare(
    `INSERT INTO submission (uuid, mutation_uuid, state, label, form, signed_xml, signer_iin, signer_name, signed_at,
       desk_time, clock_offset_ms, session, entered_by, entered_by_name, applicant_iin, consent, report)
     VALUES (?, ?, 'saved', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const columns = `uuid, mutation_uuid, state, label, form, session, desk_time, clock_offset_ms, entered_by,
    entered_by_name, signer_name, signed_at, signed_xml, consent, report, outcome`;
  const byUuid = database.prepare<[string], Row>(`SELECT ${columns} FROM submission WHERE uuid = ?`);
  const byMutation = database.prepare<[string], Row>(
    `SELECT ${columns} FROM submission WHERE mutation_uuid = ?`,
  );
  const close = database.prepare(
    'UPDATE submission SET state = ?, outcome = ?, settled_at = ? WHERE uuid = ?',
  );
  const dropDraft = database.prepare('DELETE FROM draft WHERE owner = ?');

  const save = (saving: Saving): { label: string; applications: readonly string[] } => {
    const { uuid, mutationUuid, form, signedXml, consent, session, enteredBy, now, clockOffsetMs } = saving;
    const at = toIso(now);
    const label = nextLabel(database, saving.deskCode, now);
    const provisional: Provisional = { label, deskTime: at, clockOffsetMs };
    insert.run(
      uuid,
      mutationUuid,
      label,
      JSON.stringify(form),
      signedXml,
      saving.signer.iin,
      saving.signer.name,
      saving.signer.at,
      at,
      clockOffsetMs,
      session,
      enteredBy.iin,
      enteredBy.name,
      form.applicant.iin,
      consent === null ? null : JSON.stringify(consent),
      JSON.stringify(saving.report),
    );
    const rows = form.children.map((_, index) => rowOfForm(form, index, { submission: uuid, label, at }));
    for (const row of rows) applications.put(row);
    outbox.append({
      uuid: mutationUuid,
      mutation: { name: 'application.submit', args: { uuid, form, signedXml, provisional, consent } },
      session,
      at,
      clockOffsetMs,
    });
    audit.append({
      at,
      actor: enteredBy.iin,
      session,
      action: 'application-saved',
      subject: uuid,
      facts: {
        label,
        onBehalfOf: form.applicant.iin,
        signedBy: saving.signer.iin,
        children: rows.length,
        ...(consent === null ? {} : { consent: consent.means }),
      },
    });
    dropDraft.run(saving.draftOwner);
    return { label, applications: rows.map((row) => row.uuid) };
  };

  const settle = (mutationUuid: string, result: MutationResult, now: Instant): string | null => {
    const row = byMutation.get(mutationUuid);
    if (row === undefined) return null;
    const state = result.outcome === 'done' ? 'received' : 'refused';
    close.run(state, JSON.stringify(result), toIso(now), row.uuid);
    for (const each of applications.ofSubmission(row.uuid)) {
      if (each.version > 0) continue;
      const given =
        result.outcome === 'done'
          ? result.data.applications.find(({ uuid }) => uuid === each.uuid)
          : undefined;
      applications.put({
        ...each,
        submission: state,
        number: given?.number ?? null,
        queue_number: given?.queueNumber ?? null,
        refusal: result.outcome === 'refused' ? result.failure.code : null,
        search: given === undefined ? each.search : `${each.search}|${given.number.toLowerCase()}`,
      });
    }
    audit.append({
      at: toIso(now),
      actor: 'server',
      session: row.session,
      action: result.outcome === 'done' ? 'application-received' : 'application-refused',
      subject: row.uuid,
      facts: result.outcome === 'done' ? {} : { code: result.failure.code },
    });
    return row.uuid;
  };

  return {
    save: (saving) => database.transaction(save).immediate(saving),
    has: (uuid) => byUuid.get(uuid) !== undefined,
    get(uuid) {
      const row = byUuid.get(uuid);
      return row === undefined ? null : submissionOf(row);
    },
    settle: (mutationUuid, result, now) => database.transaction(settle).immediate(mutationUuid, result, now),
  };
}

function submissionOf(row: Row): Submission {
  return {
    uuid: row.uuid,
    state: row.state,
    label: row.label,
    form: ApplicationFormSchema.parse(JSON.parse(row.form)),
    deskTime: row.desk_time,
    clockOffsetMs: row.clock_offset_ms,
    enteredBy: { iin: row.entered_by, name: row.entered_by_name },
    signedBy: { name: row.signer_name, at: row.signed_at },
    consent: row.consent === null ? null : ConsentSchema.parse(JSON.parse(row.consent)),
    signedXml: row.signed_xml,
    report: row.report === null ? null : VerificationReportSchema.parse(JSON.parse(row.report)),
    outcome: row.outcome === null ? null : MutationResultSchema.parse(JSON.parse(row.outcome)),
  };
}
