import { parseEmail } from '../../../core/domain/email.ts';
import type { FailureCode } from '../../../core/domain/failure.ts';
import { normalisePhone } from '../../../core/domain/phone.ts';
import type { Contacts } from '../../../core/protocol/contacts.ts';
import { maskPhone } from '../../masks.ts';

/** Contacts as they are typed. */
export type ContactValues = {
  readonly phone: string;
  readonly email: string;
  readonly noEmail: boolean;
  readonly additionalPhone: string;
  readonly additionalEmail: string;
};
export type ContactField = Exclude<keyof ContactValues, 'noEmail'>;
export type ContactFaults = Readonly<Partial<Record<ContactField, FailureCode>>>;

/** The contacts in force, ready to be changed. */
export function contactValues(applicant: Contacts): ContactValues {
  return {
    phone: maskPhone(applicant.phone),
    email: applicant.email ?? '',
    noEmail: applicant.email === null,
    additionalPhone: applicant.additionalPhone === null ? '' : maskPhone(applicant.additionalPhone),
    additionalEmail: applicant.additionalEmail ?? '',
  };
}

/** What is known of a person's own contacts, where not all of it is. */
export function ownContactValues(known: {
  readonly phone: string | null;
  readonly email: string | null;
}): ContactValues {
  const { email, phone } = known;
  return {
    ...{ phone: phone === null ? '' : maskPhone(phone), email: email ?? '', noEmail: false },
    ...{ additionalPhone: '', additionalEmail: '' },
  };
}

/** What is typed as contacts, or what is wrong at which field (R11; domain.md §1.11 "Required"). */
export function readContacts(values: ContactValues): {
  readonly contacts: Contacts | null;
  readonly faults: ContactFaults;
} {
  const faults: Partial<Record<ContactField, FailureCode>> = {};
  const phoneOf = (field: 'phone' | 'additionalPhone'): string | null => {
    const text = values[field].trim();
    if (text === '' && field === 'additionalPhone') return null;
    const read = normalisePhone(text);
    if (!read.ok) faults[field] = text === '' ? 'required' : 'phone-malformed';
    return read.ok ? read.value : null;
  };
  const emailOf = (field: 'email' | 'additionalEmail'): string | null => {
    const text = values[field].trim();
    if (text === '' && field === 'additionalEmail') return null;
    const read = parseEmail(text);
    if (!read.ok) faults[field] = text === '' ? 'required' : 'email-malformed';
    return read.ok ? read.value : null;
  };
  const phone = phoneOf('phone');
  const contacts = {
    email: values.noEmail ? null : emailOf('email'),
    additionalPhone: phoneOf('additionalPhone'),
    additionalEmail: emailOf('additionalEmail'),
  };
  const wrong = phone === null || Object.keys(faults).length > 0;
  return { contacts: wrong ? null : { phone, ...contacts }, faults };
}
