import {
  fileNameOf,
  type ProvisionalFacts,
  renderConsent,
  renderDocument,
  renderProvisional,
  renderReceipt,
} from '../documents/index.ts';
import { fullName } from '../domain/application-form.ts';
import type { Failure } from '../domain/failure.ts';
import { maskIin } from '../domain/name.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { OpenSession } from '../replica/session.ts';
import type { Submission } from '../replica/submission.ts';
import { CONSENT } from './consent.ts';
import { type Context, readsRegister, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { findVisible, PROVISIONAL } from './journal.ts';
import { drawPublicPaper, PUBLIC_PAPER } from './public-paper.ts';
import { RECEIPT } from './receipt.ts';

/** A document as a file: drawn when it is asked for, never kept. */
export type DrawnDocument = { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** Papers as PDF, drawn here from the facts that the server gave. */
export function documentHandlers(context: Context): Pick<Handlers, 'document.read'> {
  return { 'document.read': ({ id, locale }) => drawDocument(context, id, locale) };
}

/** The PDF of a document of the system, or of a provisional slip; `not-found` also for one that is not this person's. */
export async function drawDocument(
  context: Context,
  id: string,
  locale: DocumentLocale,
): Promise<Result<DrawnDocument, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  if (id.startsWith(PUBLIC_PAPER)) return drawPublicPaper(context, id.slice(PUBLIC_PAPER.length), locale);
  if (id.startsWith(CONSENT)) return drawConsent(context, open.value, id, locale);
  if (id.startsWith(RECEIPT)) return drawReceipt(context, open.value, id, locale);
  if (id.startsWith(PROVISIONAL)) return drawSlip(context, open.value, id.slice(PROVISIONAL.length), locale);
  const record = context.replica.rows.document(id);
  if (record === null || findVisible(context, open.value, record.application) === null)
    return fail({ code: 'not-found' });
  const bytes = await renderDocument(record, locale);
  return ok({
    fileName: fileNameOf(record.kind, String(record.facts.number ?? record.id), locale),
    bytes: new Uint8Array(bytes),
  });
}

/** A consent form that this operator has prepared here. */
async function drawConsent(
  { prepared }: Context,
  open: OpenSession,
  id: string,
  locale: DocumentLocale,
): Promise<Result<DrawnDocument, Failure>> {
  const found = prepared.get(id);
  if (found?.operator !== open.session.iin) return fail({ code: 'not-found' });
  const bytes = await renderConsent(found.facts, locale);
  const fileName = fileNameOf('consent', found.facts.uuid.slice(0, 8), locale);
  return ok({ fileName, bytes: new Uint8Array(bytes) });
}

/** A receipt that this person has given out here. Its QR code says its number: the server knows nothing of it and signs nothing. */
async function drawReceipt(
  { receipts }: Context,
  open: OpenSession,
  id: string,
  locale: DocumentLocale,
): Promise<Result<DrawnDocument, Failure>> {
  const found = receipts.get(id);
  if (found?.receiver !== open.session.iin) return fail({ code: 'not-found' });
  const { number, at } = found.facts;
  const bytes = await renderReceipt({ id, issuedAt: at, qr: number }, found.facts, locale);
  return ok({ fileName: fileNameOf('receipt', number, locale), bytes: new Uint8Array(bytes) });
}

async function drawSlip(
  context: Context,
  open: OpenSession,
  uuid: string,
  locale: DocumentLocale,
): Promise<Result<DrawnDocument, Failure>> {
  const submission = context.replica.submissions.get(uuid);
  const mine = submission?.form.applicant.iin === open.session.iin;
  if (submission === null || !(mine || readsRegister(context, open.session)))
    return fail({ code: 'not-found' });
  const bytes = await renderProvisional(factsOf(context, submission), locale);
  return ok({ fileName: fileNameOf('provisional', submission.label, locale), bytes: new Uint8Array(bytes) });
}

function factsOf({ config, reference, replica }: Context, submission: Submission): ProvisionalFacts {
  const { consent, form, label, deskTime, enteredBy, report, signedBy, uuid } = submission;
  const district = reference.districts.find(({ code }) => code === form.district);
  if (district === undefined) throw new Error('The form names a district that the reference does not have');
  return {
    uuid,
    label,
    deskCode: replica.device.pairing()?.deskCode ?? '',
    deskTime,
    district: { kk: district.kk, ru: district.ru },
    applicantName: fullName(form.applicant.name),
    applicantIin: maskIin(form.applicant.iin),
    children: form.children.map((child) => ({
      name: fullName(child.name),
      iin: child.iin,
      birthDate: child.birthDate,
    })),
    signedBy,
    byCode: report?.signers.length === 0,
    consent: consent?.means ?? null,
    operatorName: enteredBy.iin === form.applicant.iin ? null : enteredBy.name,
    officePhone: config.officePhone ?? null,
  };
}
