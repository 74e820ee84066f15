import type { ApplicationForm, Attachment } from '../../../core/domain/application-form.ts';
import { type Instant, MINUTE } from '../../../core/domain/instant.ts';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { SigningValues } from '../application/form-values.ts';
import type { ConsentSubject } from './consent-subject.ts';

/** How long a consent by code holds (contract `consent.enterCode`). */
export const CONSENT_LIFE = 30 * MINUTE;

/**
 * What a consent is given to, as a text to compare: everything the applicant is shown. Left out are the identifiers, which
 * mean nothing to anybody, and the scan of the consent itself.
 */
export function consentedText(form: ApplicationForm): string {
  return JSON.stringify({
    ...form,
    children: form.children.map((child) => ({ ...child, uuid: '' })),
    attachments: form.attachments.filter(({ purpose }) => purpose !== 'consent'),
  });
}

/** How the consent stands. */
export type ConsentState =
  /** The applicant signs: none is needed. */
  | { readonly state: 'not-needed' }
  | { readonly state: 'missing' }
  /** It was given to something else than what stands there now. */
  | { readonly state: 'changed' }
  /** Its time is over. */
  | { readonly state: 'over' }
  | { readonly state: 'given'; readonly consent: Consent };

/** How the consent to a form stands now. */
export function consentState(signing: SigningValues, form: ApplicationForm, now: Instant): ConsentState {
  return consentTo({ signing, text: consentedText(form), scan: scanOf(form.attachments) }, now);
}

/** The scan of a consent among attachments. */
export function scanOf(attachments: readonly Attachment[]): Attachment | null {
  return attachments.find(({ purpose }) => purpose === 'consent') ?? null;
}

/** How a consent stands now. On paper it holds while its scan is attached. */
export function consentTo(
  { signing, text, scan }: Pick<ConsentSubject, 'signing' | 'text' | 'scan'>,
  now: Instant,
): ConsentState {
  if (signing.signer === 'applicant') return { state: 'not-needed' };
  if (signing.means === 'paper') {
    if (scan === null) return { state: 'missing' };
    // The sheet was printed for something else than what stands there now.
    if (signing.paperTo !== null && signing.paperTo !== text) return { state: 'changed' };
    return { state: 'given', consent: { means: 'paper', sha256: scan.sha256 } };
  }
  const { code } = signing;
  if (code === null) return { state: 'missing' };
  if (code.to !== text) return { state: 'changed' };
  if (now >= code.goodUntil) return { state: 'over' };
  return { state: 'given', consent: { means: 'code', id: code.id } };
}
