import { fail, ok, type Result } from './result.ts';

declare const emailBrand: unique symbol;

/** An e-mail address that can be written to. */
export type Email = string & { readonly [emailBrand]: true };

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * Checks an e-mail address: at most 254 characters, a plain local part of at most 64, a domain of two labels or more (also in
 * Kazakh letters: `.қаз`). The domain is lower-cased, spaces around it are dropped. Otherwise `email-malformed`.
 */
export function parseEmail(text: string): Result<Email, 'email-malformed'> {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || trimmed.length > 254) return fail('email-malformed');
  const local = trimmed.slice(0, at);
  const domain = trimmed
    .slice(at + 1)
    .normalize('NFC')
    .toLowerCase();
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  if (local.length > 64 || !LOCAL.test(local)) return fail('email-malformed');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return fail('email-malformed');
  if (top.length < 2 || /^\d+$/.test(top)) return fail('email-malformed');
  return ok(`${local}@${domain}` as Email);
}

/** The address with its middle hidden: `a***@mail.kz`. */
export function maskEmail(email: Email): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
