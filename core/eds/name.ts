/** Distinguished names, and who stands behind them in Kazakhstan's certificates (eds/README.md §2.1). */
import { type DerElement, DerError, TAG } from './der.ts';
import { objectIdentifier, text } from './der-value.ts';
import { OID } from './oid.ts';

export type NameAttribute = { readonly type: string; readonly value: string };

export type Name = {
  /** The DER of the whole name; names are equal when it is. */
  readonly der: Uint8Array;
  readonly attributes: readonly NameAttribute[];
};

/** Who holds a certificate. Anything that is not exactly in the expected form is null. */
export type Holder = {
  /** Individual identification number, by its form `IIN` + 12 digits; its check digit is not looked at. */
  readonly iin: string | null;
  /** Common name: surname and given name, or the name of a service. */
  readonly name: string;
  readonly surname: string | null;
  readonly givenName: string | null;
  /** Stands in GIVENNAME (2.5.4.42), a quirk of the National CA. */
  readonly patronymic: string | null;
  readonly organisation: string | null;
  /** Business identification number of the organisation, from OU `BIN` + 12 digits. */
  readonly bin: string | null;
};

/** Reads a Name (RFC 5280 §4.1.2.4). Values that are no strings are kept as an empty value. */
export function readName(element: DerElement): Name {
  if (element.tag !== TAG.sequence) throw new DerError('name');
  const attributes: NameAttribute[] = [];
  for (const set of element.children().all(TAG.set)) {
    const members = set.children().all(TAG.sequence);
    if (members.length === 0) throw new DerError('empty relative name');
    for (const member of members) {
      const reader = member.children();
      const type = objectIdentifier(reader.any());
      const value = text(reader.any()) ?? '';
      reader.end();
      attributes.push({ type, value });
    }
  }
  return { der: element.bytes, attributes };
}

/** Equality of names: by their encoding, as the National CA issues them. */
export function sameName(a: Name, b: Name): boolean {
  return Buffer.compare(a.der, b.der) === 0;
}

/** A name for people to read, e.g. `CN=…, C=KZ`, in the order of encoding. */
export function displayName(name: Name): string {
  return name.attributes.map(({ type, value }) => `${LABELS[type] ?? type}=${value}`).join(', ');
}

const LABELS: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.surname]: 'SURNAME',
  [OID.serialNumber]: 'SERIALNUMBER',
  [OID.country]: 'C',
  [OID.locality]: 'L',
  [OID.state]: 'ST',
  [OID.organisation]: 'O',
  [OID.organisationalUnit]: 'OU',
  [OID.givenName]: 'GIVENNAME',
};

/** The person and the organisation that a subject names. */
export function holderOf(subject: Name): Holder {
  const name = only(subject, OID.commonName) ?? '';
  const surname = only(subject, OID.surname);
  const patronymic = only(subject, OID.givenName);
  return {
    iin: numberAfter('IIN', only(subject, OID.serialNumber)),
    name,
    surname,
    givenName: givenNameOf(name, surname, patronymic),
    patronymic,
    organisation: only(subject, OID.organisation),
    bin: numberAfter('BIN', only(subject, OID.organisationalUnit)),
  };
}

/** The value of an attribute that occurs exactly once: of two, neither can be believed. */
function only(name: Name, type: string): string | null {
  const values = name.attributes.filter((attribute) => attribute.type === type);
  return values.length === 1 ? (values[0]?.value ?? null) : null;
}

function numberAfter(prefix: 'IIN' | 'BIN', value: string | null): string | null {
  return value !== null && /^[0-9]{12}$/.test(value.slice(3)) && value.startsWith(prefix)
    ? value.slice(3)
    : null;
}

/** The given name stands only in the common name, after the surname; some issuers append the patronymic. */
function givenNameOf(name: string, surname: string | null, patronymic: string | null): string | null {
  if (surname === null || !name.startsWith(`${surname} `)) return null;
  const rest = name.slice(surname.length + 1).trim();
  const given =
    patronymic !== null && rest.endsWith(` ${patronymic}`)
      ? rest.slice(0, -patronymic.length - 1).trim()
      : rest;
  return given === '' ? null : given;
}
