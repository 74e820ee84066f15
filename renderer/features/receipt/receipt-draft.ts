import {
  type ApplicationForm,
  type Attachment,
  type AttachmentPurpose,
  fullName,
} from '../../../core/domain/application-form.ts';
import type { FailureCode } from '../../../core/domain/failure.ts';
import { parseIin } from '../../../core/domain/iin.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { type HANDED_FORMS, RECEIPT_LIMITS, type ReceiptInput } from '../../../core/protocol/receipt.ts';
import { WORDS } from '../../locale/words.ts';
import type { Fault } from '../application/faults.ts';

export type HandedRow = {
  /** Of the row on the screen. */
  readonly key: string;
  readonly name: string;
  /** As the number field has it: a text while it is no number. */
  readonly sheets: number | string;
  readonly form: (typeof HANDED_FORMS)[number];
};
export type MissingRow = { readonly key: string; readonly name: string };

/** A receipt as it is being typed, valid or not. */
export type ReceiptDraft = {
  readonly child: string;
  readonly applicantName: string;
  readonly applicantIin: string;
  readonly application: string | null;
  readonly handed: readonly HandedRow[];
  readonly missing: readonly MissingRow[];
};

/** An empty row: one sheet of a copy. */
export function newHanded(name = '', form: HandedRow['form'] = 'copy'): HandedRow {
  return { key: crypto.randomUUID(), name, sheets: 1, form };
}

/** An empty row of what is missing. */
export function newMissing(name = ''): MissingRow {
  return { key: crypto.randomUUID(), name };
}

/** What the form has so far: its scans were handed in, and each proof that it lacks is missing. */
export function draftOfForm(form: ApplicationForm, faults: readonly Fault[]): ReceiptDraft {
  const lacking = faults.flatMap(({ code, field }) => {
    const purpose = code === 'file-required' ? field.replace(/^attachments\./, '') : '';
    return isPurpose(purpose) ? [purpose] : [];
  });
  return {
    child: form.children
      .map(({ name }) => fullName(name))
      .filter((name) => name !== '')
      .join(', '),
    applicantName: fullName(form.applicant.name),
    applicantIin: form.applicant.iin,
    application: null,
    handed: handedOf(form.attachments),
    missing: lacking.map((purpose) => newMissing(nameOf(purpose))),
  };
}

/** An application that was filed: its scans were handed in, and nothing is known to be missing. */
export function draftOfCard({ row, form }: Pick<Card, 'row' | 'form'>): ReceiptDraft {
  return {
    child: row.childName,
    applicantName: row.applicantName,
    applicantIin: form.applicant.iin,
    application: row.number,
    handed: handedOf(form.attachments),
    missing: [],
  };
}

/** A child that comes to its kindergarten: the parent's IIN is not known there, what was brought is not either. */
export function draftOfChild({ applicationNumber, child, parent }: KindergartenChild): ReceiptDraft {
  return {
    child: fullName(child.name),
    applicantName: fullName(parent.name),
    applicantIin: '',
    application: applicationNumber,
    ...{ handed: [], missing: [] },
  };
}

function handedOf(attachments: readonly Attachment[]): readonly HandedRow[] {
  return attachments.map(({ purpose }) => newHanded(nameOf(purpose), 'scan'));
}

/** In both languages of the state: the paper is printed in either. */
function nameOf(purpose: AttachmentPurpose): string {
  return `${WORDS.kk.document.purpose[purpose]} / ${WORDS.ru.document.purpose[purpose]}`;
}

function isPurpose(text: string): text is AttachmentPurpose {
  return Object.hasOwn(WORDS.kk.document.purpose, text);
}

/** What is wrong with the draft; a row by its key. Empty where it can be given out. */
export type DraftFaults = {
  readonly applicantName: boolean;
  readonly applicantIin: FailureCode | null;
  /** Neither list has a row. */
  readonly empty: boolean;
  /** Rows without a name. */
  readonly unnamed: ReadonlySet<string>;
  /** Rows whose number of sheets is none. */
  readonly uncounted: ReadonlySet<string>;
};

/** Looks through the draft, as the core will. */
export function faultsOfDraft(draft: ReceiptDraft): DraftFaults {
  const iin = parseIin(draft.applicantIin);
  const keys = (rows: readonly MissingRow[]) => new Set(rows.map(({ key }) => key));
  return {
    applicantName: draft.applicantName.trim() === '',
    applicantIin: iin.ok ? null : `iin-${iin.error}`,
    empty: draft.handed.length + draft.missing.length === 0,
    unnamed: keys([...draft.handed, ...draft.missing].filter(({ name }) => name.trim() === '')),
    uncounted: keys(draft.handed.filter(({ sheets }) => !isCount(sheets))),
  };
}

/** The draft as the core takes it, or null while something is wrong with it. */
export function inputOfDraft(draft: ReceiptDraft): ReceiptInput | null {
  const faults = faultsOfDraft(draft);
  const wrong = faults.applicantName || faults.applicantIin !== null || faults.empty;
  if (wrong || faults.unnamed.size + faults.uncounted.size > 0) return null;
  return {
    child: draft.child.trim(),
    applicant: { name: draft.applicantName.trim(), iin: draft.applicantIin },
    handed: draft.handed.map(({ name, sheets, form }) => ({
      name: name.trim(),
      sheets: Number(sheets),
      form,
    })),
    missing: draft.missing.map(({ name }) => name.trim()),
    application: draft.application,
  };
}

function isCount(sheets: number | string): boolean {
  const count = Number(sheets);
  return Number.isInteger(count) && count >= 1 && count <= RECEIPT_LIMITS.sheets;
}
