import type { DocumentLocale } from '../protocol/locale.ts';
import type { DocumentRecord } from '../protocol/record.ts';
import type { Report, ReportFormat } from '../protocol/report.ts';
import { AnnulmentFactsSchema, drawAnnulment } from './annulment.ts';
import { drawExtension, ExtensionFactsSchema } from './extension.ts';
import { drawInterest, InterestFactsSchema } from './interest.ts';
import { drawReceipt, ReceiptFactsSchema } from './receipt.ts';
import { drawReferral, ReferralFactsSchema } from './referral.ts';
import { drawRefusal, RefusalFactsSchema } from './refusal.ts';
import { drawRegistration } from './registration.ts';
import { drawRemoval, RemovalFactsSchema } from './removal.ts';
import { drawReturn, ReturnFactsSchema } from './return-act.ts';
import { drawTurn, TurnFactsSchema } from './turn.ts';

export { type AnnulmentContext, type AnnulmentFacts, annulmentFacts } from './annulment.ts';
export { type BulletinFacts, bulletinFacts, type FreeGroup, renderBulletin } from './bulletin.ts';
export { type ConsentFacts, renderConsent } from './consent.ts';
export { type ExtensionContext, type ExtensionFacts, extensionFacts } from './extension.ts';
export type { Paper } from './frame.ts';
export { type InterestContext, type InterestFacts, interestFacts } from './interest.ts';
export {
  ISSUED_STATES,
  type IssuedReferral,
  type IssuedReferralsFacts,
  issuedReferralsFacts,
  renderIssuedReferrals,
} from './issued-referrals.ts';
export type { Eds, KindergartenFacts, PaperRole, ReferralGiven } from './part.ts';
export { warmFonts } from './pdf.ts';
export { type ProvisionalFacts, renderProvisional } from './provisional.ts';
export {
  drawReceipt as renderReceipt,
  type Handed,
  type ReceiptFacts,
  type ReceiptGiven,
  receiptFacts,
} from './receipt.ts';
export { type ReferralContext, type ReferralFacts, referralFacts } from './referral.ts';
export { APPEAL_MONTHS, type RefusalContext, type RefusalFacts, refusalFacts } from './refusal.ts';
export {
  type RegistrationContext,
  type RegistrationFacts,
  RegistrationFactsSchema,
  registrationFacts,
  type TwoNames,
} from './registration-facts.ts';
export { type RemovalCause, type RemovalFacts, removalFacts } from './removal.ts';
export { renderReport } from './report.ts';
export { renderReportSheet } from './report-sheet.ts';
export { reportNames } from './report-words.ts';
export { type ReturnContext, type ReturnFacts, returnFacts } from './return-act.ts';
export { type OfferedGroup, type TurnContext, type TurnFacts, turnFacts } from './turn.ts';

/**
 * Draws a document of the system as PDF, from the facts that were fixed when it was issued; the same record in the same
 * language is the same file. Throws on facts that are not those of the kind (a bug: the server writes them).
 */
export function renderDocument(record: DocumentRecord, locale: DocumentLocale): Promise<Uint8Array> {
  const { facts } = record;
  switch (record.kind) {
    case 'registration':
      return drawRegistration(record, locale);
    case 'provisional':
      throw new Error('The provisional slip is made by the desk, never by the server');
    case 'referral':
      return drawReferral(record, ReferralFactsSchema.parse(facts), locale);
    case 'refusal':
      return drawRefusal(record, RefusalFactsSchema.parse(facts), locale);
    case 'turn-notice':
      return drawTurn(record, TurnFactsSchema.parse(facts), locale);
    case 'annulment':
      return drawAnnulment(record, AnnulmentFactsSchema.parse(facts), locale);
    case 'removal':
      return drawRemoval(record, RemovalFactsSchema.parse(facts), locale);
    case 'interest-confirmation':
      return drawInterest(record, InterestFactsSchema.parse(facts), locale);
    case 'referral-extension':
      return drawExtension(record, ExtensionFactsSchema.parse(facts), locale);
    case 'referral-return':
      return drawReturn(record, ReturnFactsSchema.parse(facts), locale);
    case 'receipt':
      return drawReceipt(record, ReceiptFactsSchema.parse(facts), locale);
  }
}

/** A name for the file of a report. */
export function fileNameOfReport(
  { name, from, to, district }: Pick<Report, 'name' | 'from' | 'to' | 'district'>,
  locale: DocumentLocale,
  format: ReportFormat,
): string {
  return `kezek-report-${[name, ...(district === null ? [] : [district]), from, to, locale].join('-')}.${format}`;
}

/** A name for the file that every system takes: Latin letters, digits and dashes. */
export function fileNameOf(
  kind: DocumentRecord['kind'] | 'consent' | 'issued-referrals' | 'place-bulletin',
  number: string,
  locale: DocumentLocale,
): string {
  const latin = number.replaceAll('О', 'O').replaceAll('Д', 'D').replaceAll('С', 'S').replaceAll('Ж', 'Zh');
  return `kezek-${kind}-${latin.replace(/[^A-Za-z0-9]+/g, '-')}-${locale}.pdf`;
}
