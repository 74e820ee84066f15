import { fail, ok, type Result } from './result.ts';

declare const phoneBrand: unique symbol;

/** A telephone number of Kazakhstan in E.164: `+77XXXXXXXXX`. */
export type Phone = string & { readonly [phoneBrand]: true };

/** What a number can receive: a mobile one takes SMS, a landline one only a call. */
export type PhoneKind = 'mobile' | 'landline' | 'other';

const MOBILE_PREFIXES = /^(70[0-8]|747|75[01]|76[0-4]|771|77[5-8])$/;
const LANDLINE_PREFIXES = /^7[12][0-9]$/;

/**
 * Brings a number as people write it (`8 701 234 56 78`, `+7 (701) 234-56-78`, `7012345678`) to E.164. Anything that is not
 * `+77` and nine digits afterwards is `phone-malformed` (domain.md §3).
 */
export function normalisePhone(text: string): Result<Phone, 'phone-malformed'> {
  const bare = text.replace(/[\s\u00a0()\-\u2010-\u2015.]/g, '');
  const match = /^(?:\+7|7|8)?(7[0-9]{9})$/.exec(bare);
  return match === null ? fail('phone-malformed') : ok(`+7${match[1]}` as Phone);
}

/** Whether a number takes SMS, by its prefix (domain.md §3). */
export function phoneKind(phone: Phone): PhoneKind {
  const prefix = phone.slice(2, 5);
  if (MOBILE_PREFIXES.test(prefix)) return 'mobile';
  return LANDLINE_PREFIXES.test(prefix) ? 'landline' : 'other';
}

/** The number in the mask of the manuals: `+7 (701) 234-56-78`. */
export function formatPhone(phone: Phone): string {
  return `+7 (${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8, 10)}-${phone.slice(10, 12)}`;
}

/** The number with its middle hidden, for lists and letters: `+7 (701) ***-**-78`. */
export function maskPhone(phone: Phone): string {
  return `+7 (${phone.slice(2, 5)}) ***-**-${phone.slice(10, 12)}`;
}
