import type { NoticeChannel } from '../../core/domain/notice.ts';
import { normalisePhone, phoneKind } from '../../core/domain/phone.ts';

/** How a family can be reached: what the applicant gave, the main one first. */
export type Contacts = {
  readonly phone: string | null;
  readonly additionalPhone: string | null;
  readonly email: string | null;
  readonly additionalEmail: string | null;
};

/** Addresses of a channel in the order in which they are tried; a landline takes no SMS. */
export function addressesOf(contacts: Contacts, channel: NoticeChannel): readonly string[] {
  const given =
    channel === 'email'
      ? [contacts.email, contacts.additionalEmail]
      : [contacts.phone, contacts.additionalPhone].filter((phone) => phone !== null && takesSms(phone));
  return [...new Set(given.filter((address) => address !== null))];
}

function takesSms(phone: string): boolean {
  const known = normalisePhone(phone);
  return known.ok && phoneKind(known.value) !== 'landline';
}
