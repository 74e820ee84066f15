/** Writes certificate revocation lists, complete and delta (RFC 5280 §5), as the National CA publishes them. */

import { context, TAG } from '../../../core/eds/der.ts';
import {
  bits,
  booleanElement,
  element,
  explicit,
  integer,
  integerFromBytes,
  octetString,
  oid,
  sequence,
  timeElement,
} from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import { type DemoExtension, type DemoName, writeName } from './certificate-writer.ts';
import { type DemoKey, keyIdentifier, signatureAlgorithm, signWith } from './demo-key.ts';

export type RevokedEntry = {
  /** Big-endian octets of the serial number. */
  readonly serial: Uint8Array;
  readonly at: Date;
  /** CRLReason of RFC 5280 §5.3.1, e.g. 1 key compromise, 6 on hold, 8 removed from the list (delta only). */
  readonly reason?: number;
};

export type CrlContent = {
  readonly issuer: DemoName;
  readonly issuerKey: DemoKey;
  readonly thisUpdate: Date;
  /** Null leaves it out. */
  readonly nextUpdate: Date | null;
  readonly number: number;
  readonly revoked: readonly RevokedEntry[];
  /** Makes a delta list on top of the complete list with this number. */
  readonly deltaBase?: number;
  readonly authorityKeyIdentifier?: Uint8Array;
  readonly extraExtensions?: readonly DemoExtension[];
  readonly sign?: (toBeSigned: Uint8Array) => Uint8Array;
};

/** Writes and signs a revocation list; the result is DER. */
export function writeCrl(content: CrlContent): Uint8Array {
  const algorithm = signatureAlgorithm(content.issuerKey.kind);
  const entries = content.revoked.map((entry) =>
    sequence(
      integerFromBytes(entry.serial),
      timeElement(entry.at),
      ...(entry.reason === undefined
        ? []
        : [
            sequence(
              sequence(
                oid(OID.reasonCode),
                octetString(element(TAG.enumerated, Uint8Array.of(entry.reason))),
              ),
            ),
          ]),
    ),
  );
  const identifier = content.authorityKeyIdentifier ?? keyIdentifier(content.issuerKey);
  const extensions = [
    sequence(oid(OID.authorityKeyIdentifier), octetString(sequence(element(context(0), identifier)))),
    sequence(oid(OID.crlNumber), octetString(integer(content.number))),
  ];
  if (content.deltaBase !== undefined) {
    extensions.push(
      sequence(oid(OID.deltaCrlIndicator), booleanElement(true), octetString(integer(content.deltaBase))),
    );
  }
  for (const extra of content.extraExtensions ?? []) {
    extensions.push(
      extra.critical
        ? sequence(oid(extra.oid), booleanElement(true), octetString(extra.value))
        : sequence(oid(extra.oid), octetString(extra.value)),
    );
  }
  const toBeSigned = sequence(
    integer(1),
    algorithm,
    writeName(content.issuer),
    timeElement(content.thisUpdate),
    ...(content.nextUpdate === null ? [] : [timeElement(content.nextUpdate)]),
    ...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries))]),
    explicit(0, sequence(...extensions)),
  );
  const signature = content.sign?.(toBeSigned) ?? signWith(content.issuerKey, toBeSigned);
  return sequence(toBeSigned, algorithm, bits(signature));
}
