import { formatDate } from '../core/domain/almaty.ts';
import { isPlainDate, type PlainDate } from '../core/domain/plain-date.ts';

/** What fields show while somebody types: digits fall into their places, whatever else was typed is dropped. */

/** At most twelve digits of an IIN; spaces and dashes of a pasted one are dropped. */
export function maskIin(text: string): string {
  return text.replace(/\D/g, '').slice(0, 12);
}

/** At most six digits of a one-time code. */
export function maskCode(text: string): string {
  return text.replace(/\D/g, '').slice(0, 6);
}

/** A day as `дд.мм.гггг`, as far as it is typed; a pasted `2022-01-05` is turned round. */
export function maskDate(text: string): string {
  const pasted = text.trim();
  if (isPlainDate(pasted)) return formatDate(pasted);
  const digits = text.replace(/\D/g, '').slice(0, 8);
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== '').join('.');
}

/** The day that was typed as `дд.мм.гггг`, or the text as it is where that is no day. */
export function typedDate(text: string): PlainDate {
  const [day = '', month = '', year = ''] = text.trim().split('.');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : text.trim();
}

/**
 * A phone as `+7 (7__) ___-__-__`, as far as it is typed. A leading 8 or +7, and a leading 7 of eleven digits, is the code of the
 * country; nothing typed gives nothing.
 */
export function maskPhone(text: string): string {
  const digits = nationalDigits(text);
  if (digits === '') return '';
  const group = [digits.slice(3, 6), digits.slice(6, 8), digits.slice(8, 10)].filter((part) => part !== '');
  const head = `+7 (${digits.slice(0, 3)}`;
  return group.length === 0 ? head : `${head}) ${group.join('-')}`;
}

function nationalDigits(text: string): string {
  const trimmed = text.trim();
  const digits = trimmed.replace(/\D/g, '');
  const national = trimmed.startsWith('+7') || digits.startsWith('8') ? digits.slice(1) : digits;
  return (national.length > 10 && national.startsWith('7') ? national.slice(1) : national).slice(0, 10);
}
