import { statSync } from 'node:fs';
import { ok } from '../domain/result.ts';
import { withRevocation } from '../eds/revocation/live.ts';
import { loadTrust, readCrlFolder, readTrustFolder } from '../eds/verify.ts';
import { verifyDocument } from '../eds/verify-document.ts';
import type { Config } from '../protocol/config.ts';
import type { Log } from './log.ts';
import { type DeskRevocation, openRevocation, type RevocationPlace } from './revocation.ts';
import type { Verifier } from './signing.ts';

/** What this computer trusts, by configuration. */
export type Trust = {
  readonly verifier: Verifier;
  /** PEMs of all trusted CAs, for NCALayer to offer their keys; null = NCALayer's own, the National CA's. */
  readonly chain: readonly string[] | null;
  readonly revocation: DeskRevocation;
};

/** Lists are read again when their folder changed, and at the latest after this long. */
const CRL_LIFE_MS = 10 * 60_000;

/**
 * Reads the folders of trusted certificates and revocation lists. Throws, naming the setting and the file, where one cannot
 * be used: a computer that half trusts is worse than one that says what is wrong.
 * @param onChange told when a newer revocation list is here
 */
export function readTrust(
  config: Pick<Config, 'trustDir' | 'crlDir' | 'edsLegacy' | 'revocationHosts'>,
  place: RevocationPlace,
  log: Log,
  onChange: () => void,
): Trust {
  const read = config.trustDir === undefined ? loadTrust([]) : readTrustFolder(config.trustDir);
  if (!read.ok)
    throw new Error(`KEZEK_TRUST_DIR: ${'file' in read.error ? read.error.file : ''} is unusable`);
  const trust = read.value;
  const crls = crlReader(config.crlDir, log);
  const certificates = [...trust.anchors, ...trust.intermediates];
  const revocation = openRevocation(config, trust, place, log, onChange);
  return {
    revocation,
    chain: config.trustDir === undefined ? null : certificates.map(({ der }) => pemOf(der)),
    verifier: {
      verify: async (signedXml, purpose, at) => {
        const policy = {
          trust,
          crls: crls(),
          at: new Date(at),
          purpose,
          allowLegacy: config.edsLegacy === 'on',
        };
        const verified = verifyDocument(signedXml, policy, 'desk');
        if (!verified.ok) return verified;
        const { content, owner, certificate, report } = verified.value;
        // What is not answered here either is provisional, and the server decides (issue 3.1).
        const completed = await withRevocation(report, certificate, revocation.source, trust);
        return completed.ok ? ok({ content, owner, report: completed.value }) : completed;
      },
    },
  };
}

/** The lists of the folder, read again when it changes; a folder that cannot be read now leaves those read before. */
function crlReader(folder: string | undefined, log: Log): () => readonly Uint8Array[] {
  if (folder === undefined) return () => [];
  let lists: readonly Uint8Array[] = [];
  let changed = -1;
  let until = 0;
  return () => {
    const modified = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (modified === changed && performance.now() < until) return lists;
    const read = readCrlFolder(folder);
    if (read.ok) lists = read.value;
    else log.warn('revocation-lists-unreadable', { code: read.error.reason });
    changed = modified;
    until = performance.now() + CRL_LIFE_MS;
    return lists;
  };
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
