import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { fail, ok, type Result } from '../domain/result.ts';
import { fromBase32, toBase32 } from './base32.ts';

/**
 * The text of the QR code on a document of the queue: what the document says in short, signed by the central server, so that
 * anyone can check it without a network (domain.md §8; it is not an eGov QR code).
 *
 * `KEZEK1:` and base32 of: UUID (16 bytes), filing time (6, ms since 1970), queue number (4), SHA-256 of the document's facts
 * (32), application number (UTF-8, one byte of length before it), Ed25519 signature (64) over `KEZEK1:` and all before it.
 */
export type SlipFacts = {
  /** UUID of the application. */
  readonly uuid: string;
  /** Application number, `ОДО.YYYY.NNNNNN`. */
  readonly number: string;
  /** Position at the moment of registration. */
  readonly queueNumber: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly filedAt: string;
  /** SHA-256 of everything the document says ({@link hashFacts}), lower-case hex. */
  readonly hash: string;
};

const PREFIX = 'KEZEK1:';
const FIXED = 16 + 6 + 4 + 32;
const SIGNATURE = 64;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Signs the facts of a document. Throws on facts that no document has (a bug, not input) and on a key that is not Ed25519. */
export function signSlip(facts: SlipFacts, privateKey: KeyObject): string {
  const payload = encode(facts);
  const signature = sign(null, signed(payload), ed25519(privateKey));
  return PREFIX + toBase32(Buffer.concat([payload, signature]));
}

/**
 * Checks the text of a QR code offline. `malformed`: not a slip of Kezek, cut off or of a later version; `signature`: not
 * signed by this key, or changed since. Spaces and line ends that a scanner or a typist put in do not matter.
 */
export function checkSlip(text: string, publicKey: KeyObject): Result<SlipFacts, 'malformed' | 'signature'> {
  const compact = text.replace(/\s/g, '').toUpperCase();
  if (!compact.startsWith(PREFIX)) return fail('malformed');
  const bytes = fromBase32(compact.slice(PREFIX.length));
  if (bytes === null || bytes.length < FIXED + 1 + SIGNATURE) return fail('malformed');
  const payload = Buffer.from(bytes.subarray(0, -SIGNATURE));
  const facts = decode(payload);
  if (facts === null) return fail('malformed');
  const valid = verify(null, signed(payload), ed25519(publicKey), bytes.subarray(-SIGNATURE));
  return valid ? ok(facts) : fail('signature');
}

/** SHA-256 over the facts of a document, whatever the order of its fields; lower-case hex. */
export function hashFacts(facts: Readonly<Record<string, string | number | null>>): string {
  const ordered = Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex');
}

/**
 * Reads the key that checks slips: PEM or bare base64 of SPKI DER, as a desk gets it at pairing. Of a private key (PEM, or
 * base64 of PKCS#8 DER) the public half is taken. `malformed`: no Ed25519 key.
 */
export function readSlipKey(text: string): Result<KeyObject, 'malformed'> {
  const trimmed = text.trim();
  const der = Buffer.from(trimmed, 'base64');
  const readers: readonly (() => KeyObject)[] = trimmed.startsWith('-----')
    ? [() => createPublicKey(trimmed)]
    : [
        () => createPublicKey({ key: der, format: 'der', type: 'spki' }),
        () => createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })),
      ];
  for (const read of readers) {
    const key = attempt(read);
    if (key?.asymmetricKeyType === 'ed25519') return ok(key);
  }
  return fail('malformed');
}

function attempt(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('Slips are signed with Ed25519');
  return key;
}

function signed(payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(PREFIX), payload]);
}

function encode(facts: SlipFacts): Buffer {
  const number = Buffer.from(facts.number);
  const filedAt = Date.parse(facts.filedAt);
  const payload = Buffer.alloc(FIXED + 1 + number.length);
  payload.write(facts.uuid.replaceAll('-', ''), 0, 'hex');
  payload.writeUIntBE(filedAt, 16, 6);
  payload.writeUInt32BE(facts.queueNumber, 22);
  payload.write(facts.hash, 26, 'hex');
  payload.writeUInt8(number.length, FIXED);
  number.copy(payload, FIXED + 1);
  const back = decode(payload);
  const same = (Object.keys(facts) as (keyof SlipFacts)[]).every((key) => back?.[key] === facts[key]);
  if (!UUID.test(facts.uuid) || !same) throw new Error('Not the facts of a document');
  return payload;
}

function decode(payload: Buffer): SlipFacts | null {
  const number = payload.subarray(FIXED + 1);
  const text = number.toString();
  if (payload[FIXED] !== number.length || !Buffer.from(text).equals(number)) return null;
  const filedAt = new Date(payload.readUIntBE(16, 6));
  if (number.length === 0 || Number.isNaN(filedAt.getTime())) return null;
  return {
    uuid: payload.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    number: text,
    queueNumber: payload.readUInt32BE(22),
    filedAt: filedAt.toISOString(),
    hash: payload.toString('hex', 26, FIXED),
  };
}
