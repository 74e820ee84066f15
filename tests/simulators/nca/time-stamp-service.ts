/** The time-stamp protocol over HTTP (RFC 3161). */
import { onlyElement, TAG } from '../../../core/eds/der.ts';
import { element, integer, oid, sequence, utf8String } from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import type { DemoKey } from '../demo-ca/demo-key.ts';

/** A query: DER of the imprint, its digest's kind, the nonce. */
export interface TimeStampQuery {
  readonly imprint: Uint8Array;
  /** Null for a digest that no authority here stamps. */
  readonly kind: DemoKey['kind'] | null;
  readonly nonce: Uint8Array | null;
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const KINDS: ReadonlyMap<string, DemoKey['kind']> = new Map([
  [hexOf(oid(OID.sha256)), 'rsa'],
  [hexOf(oid(OID.streebog512)), 'gost'],
]);

/** Reads a query; throws when it is no DER of that form. */
export function readTimeStampQuery(der: Uint8Array): TimeStampQuery {
  const fields = onlyElement(der).children();
  fields.take(TAG.integer);
  const imprint = fields.take(TAG.sequence);
  const algorithm = imprint.children().take(TAG.sequence).children().take(TAG.oid).bytes;
  fields.optional(TAG.oid);
  const nonce = fields.optional(TAG.integer);
  return {
    imprint: imprint.bytes,
    kind: KINDS.get(hexOf(algorithm)) ?? null,
    nonce: nonce?.content ?? null,
  };
}

/** An answer with a token. */
export function granted(token: Uint8Array): Uint8Array {
  return sequence(sequence(integer(0)), token);
}

/** An answer that refuses, with a reason in words. */
export function rejected(reason: string): Uint8Array {
  return sequence(
    sequence(integer(2), sequence(utf8String(reason)), element(TAG.bitString, Uint8Array.of(7, 0x80))),
  );
}
