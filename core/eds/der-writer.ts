/** Writing DER: what the OCSP request, the time-stamp request and the demo CA of the simulators are made of. */
import { contextConstructed, TAG } from './der.ts';

/** Joins pieces into one array of bytes. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An element of this tag around the given content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const header = [tag];
  if (length < 0x80) header.push(length);
  else {
    const octets: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
    header.push(0x80 + octets.length, ...octets);
  }
  return concat(Uint8Array.from(header), ...content);
}

/** A SEQUENCE of the given elements. */
export function sequence(...content: readonly Uint8Array[]): Uint8Array {
  return element(TAG.sequence, ...content);
}

/** A SET OF, its elements in the order DER prescribes (X.690 §11.6). */
export function setOf(...content: readonly Uint8Array[]): Uint8Array {
  return element(TAG.set, ...content.toSorted((a, b) => Buffer.compare(a, b)));
}

/** A context-specific constructed element: explicit tagging. */
export function explicit(number: number, ...content: readonly Uint8Array[]): Uint8Array {
  return element(contextConstructed(number), ...content);
}

/** An INTEGER from a number that is not negative. */
export function integer(value: number | bigint): Uint8Array {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  return integerFromBytes(Uint8Array.from(Buffer.from(hex, 'hex')));
}

/** An INTEGER from big-endian bytes that are read as a number that is not negative. */
export function integerFromBytes(bytes: Uint8Array): Uint8Array {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const minimal = bytes.subarray(from);
  return (minimal[0] ?? 0) >= 0x80
    ? element(TAG.integer, Uint8Array.of(0), minimal)
    : element(TAG.integer, minimal.length === 0 ? Uint8Array.of(0) : minimal);
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Uint8Array {
  const [root = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets: number[] = [];
  for (const part of [root * 40 + second, ...rest]) {
    const group = [part % 128];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
      group.unshift((left % 128) + 128);
    }
    octets.push(...group);
  }
  return element(TAG.oid, Uint8Array.from(octets));
}

/** A NULL. */
export function nullElement(): Uint8Array {
  return element(TAG.null);
}

/** A BOOLEAN. */
export function booleanElement(value: boolean): Uint8Array {
  return element(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
}

/** An OCTET STRING. */
export function octetString(...content: readonly Uint8Array[]): Uint8Array {
  return element(TAG.octetString, ...content);
}

/** A BIT STRING of whole octets. */
export function bits(content: Uint8Array): Uint8Array {
  return element(TAG.bitString, Uint8Array.of(0), content);
}

/** A named bit list such as KeyUsage, trailing zeros dropped. */
export function bitList(set: readonly number[]): Uint8Array {
  const last = Math.max(-1, ...set);
  if (last < 0) return element(TAG.bitString, Uint8Array.of(0));
  const octets = new Uint8Array(Math.floor(last / 8) + 1);
  for (const bit of set) {
    const index = Math.floor(bit / 8);
    octets[index] = (octets[index] ?? 0) | (0x80 >> (bit % 8));
  }
  return element(TAG.bitString, Uint8Array.of(7 - (last % 8)), octets);
}

/** A UTF8String. */
export function utf8String(value: string): Uint8Array {
  return element(TAG.utf8String, Uint8Array.from(Buffer.from(value, 'utf8')));
}

/** A string type whose characters are all ASCII. */
export function asciiString(
  tag: typeof TAG.printableString | typeof TAG.ia5String,
  value: string,
): Uint8Array {
  return element(tag, Uint8Array.from(Buffer.from(value, 'latin1')));
}

/** A time of whole seconds: UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
export function timeElement(date: Date): Uint8Array {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  const year = date.getUTCFullYear();
  const utc = year >= 1950 && year < 2050;
  return element(
    utc ? TAG.utcTime : TAG.generalizedTime,
    Uint8Array.from(Buffer.from(utc ? digits.slice(2) : digits, 'latin1')),
  );
}

/** A GeneralizedTime of whole seconds, whatever the year (OCSP, time stamps). */
export function generalizedTime(date: Date): Uint8Array {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  return element(TAG.generalizedTime, Uint8Array.from(Buffer.from(digits, 'latin1')));
}
