/**
 * Names as they are typed, shown and hidden. The parts themselves (`PersonName`, `fullName`) belong to the form: seed 000 asks for
 * parts, 003 and 004 for one line (domain.md §11.8). Not everybody has a patronymic, some have no surname.
 */
import type { PersonName } from './application-form.ts';

const PART = /^[\p{L}\p{M}][\p{L}\p{M}'’ʼ`.\- ]*$/u;

/** Whether a text can be a part of a name: letters of any script, apostrophes, hyphens, dots and spaces; empty where there is none. */
export function isNamePart(text: string): boolean {
  return text === '' || PART.test(text);
}

/** Surname with initials: `Ойдан Ә. Б.` */
export function shortName(name: PersonName): string {
  const initials = [name.name, name.patronymic]
    .filter((part) => part !== '')
    .map((part) => `${firstLetter(part)}.`);
  return [name.surname, ...initials].filter((part) => part !== '').join(' ');
}

/**
 * The parts of a name typed in one line: surname, name, all the rest is the patronymic (`Ойдан Әсел Бекқызы`). A single word is
 * taken as the name.
 */
export function splitFullName(line: string): PersonName {
  const [first = '', second, ...rest] = line.normalize('NFC').trim().split(/\s+/);
  if (second === undefined) return { surname: '', name: first, patronymic: '' };
  return { surname: first, name: second, patronymic: rest.join(' ') };
}

/** The name as strangers may see it in the public list and in "why this number": first letters only, `О*** Ә*** Б***`. */
export function maskName(name: PersonName): string {
  return [name.surname, name.name, name.patronymic]
    .filter((part) => part !== '')
    .map((part) => `${firstLetter(part)}***`)
    .join(' ');
}

/** An IIN with its middle hidden, as printed documents show it: `8507******14`. */
export function maskIin(iin: string): string {
  return `${iin.slice(0, 4)}******${iin.slice(10)}`;
}

function firstLetter(part: string): string {
  return [...part][0] ?? '';
}
