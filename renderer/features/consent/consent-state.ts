import type { ApplicationForm } from '../../../core/domain/application-form.ts';
import { type Instant, MINUTE } from '../../../core/domain/instant.ts';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { SigningValues } from '../application/form-values.ts';

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

/** How the consent to this form stands now. A consent on paper holds while its scan is attached. */
export function consentState(signing: SigningValues, form: ApplicationForm, now: Instant): ConsentState {
  if (signing.signer === 'applicant') return { state: 'not-needed' };
  if (signing.means === 'paper') {
    const scan = form.attachments.find(({ purpose }) => purpose === 'consent');
    if (scan === undefined) return { state: 'missing' };
    return isStale(signing, form)
      ? { state: 'changed' }
      : { state: 'given', consent: { means: 'paper', sha256: scan.sha256 } };
  }
  const { code } = signing;
  if (code === null) return { state: 'missing' };
  if (code.to !== consentedText(form)) return { state: 'changed' };
  if (now >= code.goodUntil) return { state: 'over' };
  return { state: 'given', consent: { means: 'code', id: code.id } };
}

/** Whether the sheet was printed for something else than what stands there now. */
function isStale(signing: SigningValues, form: ApplicationForm): boolean {
  return signing.paperTo !== null && signing.paperTo !== consentedText(form);
}
