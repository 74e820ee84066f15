import type { Selectable } from 'kysely';
import type { ApplicationRecord, DocumentRecord, HistoryRecord } from '../../core/protocol/record.ts';
import type { ApplicationTable, DocumentTable, HistoryTable } from '../database/schema.ts';

/** An application as it is replicated to a desk. */
export function applicationRecord(row: Selectable<ApplicationTable>): ApplicationRecord {
  return {
    uuid: row.uuid,
    id: row.id,
    number: row.number,
    district: row.district,
    kind: row.kind,
    groupYear: row.group_year,
    childIndex: row.child_index,
    form: row.form,
    status: row.status,
    queueClass: row.queue_class,
    benefitClaim: row.benefit_claim,
    papersClaim: row.papers_claim,
    filedAt: row.filed_at.toISOString(),
    queueNumberAtFiling: row.queue_number_at_filing,
    provisional: row.provisional,
    enteredBy: row.entered_by,
    signedBy: row.signed_by,
    signer: row.signer,
    consent: row.consent,
    report: row.report,
    parents: row.parents,
    contacts: row.contacts,
    claim: row.claim,
    expiries: row.expiries,
    chooseBy: iso(row.choose_by),
    stopListUntil: iso(row.stop_list_until),
    confirmInterestBy: iso(row.confirm_interest_by),
    referral: row.referral,
    relationUnproved: row.relation_unproved,
    corrected: row.corrected,
    category: row.category,
  };
}

/** A line of the history as it is replicated. */
export function historyRecord(row: Selectable<HistoryTable>): HistoryRecord {
  const { id, application, at, event, actor, desk, facts } = row;
  return { id, application, at: at.toISOString(), event, actor, desk, facts };
}

/** A document as it is replicated. */
export function documentRecord(row: Selectable<DocumentTable>): DocumentRecord {
  const { id, application, kind, issued_at, qr, facts } = row;
  return { id, application, kind, issuedAt: issued_at.toISOString(), qr, facts };
}

function iso(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString();
}
