import path from 'node:path';
import type { Logger } from 'pino';
import { toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { loadTrust, readCrlFolder, readTrustFolder, type Signer, verifyXml } from '../../core/eds/verify.ts';
import type { Config } from '../../core/protocol/config.ts';
import type { CertificateOwner } from '../../core/protocol/person.ts';
import { watchFolder } from './folder.ts';
import type { SignatureVerifier } from './verifier.ts';

/**
 * The verifier of the server, with the trusted certificates and revocation lists of the configuration; both folders are read
 * again when they change. A revoked key is refused. Where no list answers for a key (none given, or out of date) that is no
 * answer: the signature counts, the report kept with the application says `unchecked` or `unusable`, and the log warns.
 * Throws, naming the setting and the file, when a folder cannot be used at start.
 */
export function createSignatureVerifier(
  config: Pick<Config, 'trustDir' | 'crlDir' | 'edsLegacy'>,
  base: string,
  log: Logger,
): SignatureVerifier {
  const warn = (setting: string) => (failure: { readonly reason: string; readonly file: string }) =>
    log.warn({ setting, ...failure }, 'folder of certificates is unusable');
  const trust = trustOf(config.trustDir, base, warn('KEZEK_TRUST_DIR'));
  const crls =
    config.crlDir === undefined
      ? () => []
      : watchFolder('KEZEK_CRL_DIR', path.resolve(base, config.crlDir), readCrlFolder, warn('KEZEK_CRL_DIR'));
  return {
    async verify(signedXml, purpose, at) {
      const verdict = verifyXml(new TextEncoder().encode(signedXml), {
        trust: trust(),
        crls: crls(),
        revocation: 'best-effort',
        at: new Date(at),
        purpose,
        allowLegacy: config.edsLegacy === 'on',
      });
      if (!verdict.valid) return fail(verdict.reason);
      const [signer, another] = verdict.signers;
      if (signer === undefined || another !== undefined || verdict.content === undefined)
        return fail('structure');
      const owner = ownerOf(signer);
      if (owner === null) return fail('iin-mismatch');
      const { revocation } = signer;
      if (revocation === 'unusable') log.warn({ revocation }, 'no current revocation list answers for a key');
      return ok({ content: verdict.content, owner, report: reportOf(signer, at) });
    },
  };
}

function trustOf(
  folder: string | undefined,
  base: string,
  warn: (failure: { readonly reason: string; readonly file: string }) => void,
) {
  if (folder !== undefined)
    return watchFolder('KEZEK_TRUST_DIR', path.resolve(base, folder), readTrustFolder, warn);
  const nothing = loadTrust([]);
  if (!nothing.ok) throw new Error('An empty trust store cannot be made');
  return () => nothing.value;
}

/** The owner as shown before «Кіру»; null for a certificate that names nobody by IIN. */
function ownerOf(signer: Signer): CertificateOwner | null {
  if (signer.iin === null) return null;
  return {
    iin: signer.iin,
    name: signer.name,
    organisation: signer.certificate.holder.organisation,
    bin: signer.bin,
    validFrom: signer.validFrom.toISOString(),
    validTo: signer.validTo.toISOString(),
    serialNumber: signer.serialNumber,
    issuer: signer.issuer,
    algorithm: signer.algorithm,
  };
}

/** What is kept of the verification: judged when, by which certificate, with what answer about revocation. */
function reportOf(signer: Signer, at: number): object {
  return {
    verifiedAt: toIso(at),
    judgedAt: signer.time.toISOString(),
    timeStamped: signer.timeStamped,
    revocation: signer.revocation,
    algorithm: signer.algorithm,
    serialNumber: signer.serialNumber,
    issuer: signer.issuer,
    validFrom: signer.validFrom.toISOString(),
    validTo: signer.validTo.toISOString(),
    fingerprint: signer.certificate.fingerprint,
  };
}
