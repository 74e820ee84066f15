import path from 'node:path';
import type { Instant } from '../../core/domain/instant.ts';
import { loadTrust, readCrlFolder, readTrustFolder } from '../../core/eds/verify.ts';
import { verifyDocument } from '../../core/eds/verify-document.ts';
import type { Config } from '../../core/protocol/config.ts';
import { watchFolder } from './folder.ts';
import type { SignaturePurpose, SignatureVerdict } from './verifier.ts';

export type VerifierConfig = Pick<Config, 'trustDir' | 'crlDir' | 'edsLegacy'>;
/** A folder that could be used before and cannot be now. */
export type FolderFailure = { readonly setting: string; readonly reason: string; readonly file: string };

/** Verifies in the thread it is called from. */
export type EdsVerifier = {
  verify(signedXml: string, purpose: SignaturePurpose, at: Instant): SignatureVerdict;
};

/**
 * The verifier of the server, with the trusted certificates and revocation lists of the configuration; both folders are read
 * again when they change. A revoked key is refused. Where no list of the folder answers for a key (none given, or out of date)
 * the report says `unchecked` or `unusable`, and the National CA's services are asked (revocation.ts). Throws, naming the
 * setting and the file, when a folder cannot be used at start.
 */
export function createEdsVerifier(
  config: VerifierConfig,
  base: string,
  onFailure: (failure: FolderFailure) => void,
): EdsVerifier {
  const warn = (setting: string) => (failure: { readonly reason: string; readonly file: string }) =>
    onFailure({ setting, reason: failure.reason, file: failure.file });
  const trust = trustOf(config.trustDir, base, warn('KEZEK_TRUST_DIR'));
  const crls =
    config.crlDir === undefined
      ? () => []
      : watchFolder('KEZEK_CRL_DIR', path.resolve(base, config.crlDir), readCrlFolder, warn('KEZEK_CRL_DIR'));
  return {
    verify(signedXml, purpose, at) {
      const allowLegacy = config.edsLegacy === 'on';
      const policy = { trust: trust(), crls: crls(), at: new Date(at), purpose, allowLegacy };
      return verifyDocument(signedXml, policy, 'server');
    },
  };
}

/** The trusted certificates of the configuration, read again when their folder changes. */
export function trustOf(
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
