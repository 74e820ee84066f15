/** Looks into the files that the configuration names, before anything is built or started (design.md, "Configuration"). */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename } from 'node:path';
import { readRevocationLists, readTrustFolder } from '../core/eds/verify.ts';
import type { Inside } from '../electron/configuration.ts';
import { readEnvelopeKey } from '../server/registry/signed-envelope.ts';
import { readSlipKey } from '../server/slip-key.ts';

/** What is wrong with a file or folder that is there, in a few words; null where nothing is. */
export const INSIDE: Inside = {
  trustDir: (folder) => {
    const trust = readTrustFolder(folder);
    if (!trust.ok) return fault(trust.error, 'certificate');
    return trust.value.anchors.length > 0 ? null : 'no self-signed certificate in it';
  },
  crlDir: (folder) => {
    const lists = readRevocationLists(folder);
    return lists.ok ? null : fault(lists.error, 'revocation list');
  },
  ledgerKey: (file) => (readSlipKey(readFileSync(file, 'latin1')) === null ? 'no such key in it' : null),
  gbdflKey: (file) => (readEnvelopeKey(readFileSync(file, 'latin1')) === null ? 'not both in it' : null),
};

function fault(failure: { readonly reason: string; readonly file: string }, what: string): string {
  return `${basename(failure.file)} ${failure.reason === 'unreadable' ? 'cannot be read' : `is no ${what}`}`;
}

/**
 * A line for each list of the folder that is past its next update: it stops nothing, the services of the authority are asked
 * instead.
 * @param folder KEZEK_CRL_DIR
 */
export function outdatedLists(folder: string | undefined, now: Date): readonly string[] {
  const lists = folder === undefined ? undefined : readRevocationLists(folder);
  if (lists?.ok !== true) return [];
  return lists.value.flatMap(({ file, list: { nextUpdate } }) =>
    nextUpdate !== undefined && nextUpdate < now
      ? [
          `KEZEK_CRL_DIR: ${basename(file)} should have been renewed by ${nextUpdate.toISOString()}; until then it answers for no key. Put the current list there.`,
        ]
      : [],
  );
}

/** The line that says that the port is taken, or null; 0 is any free one. */
export async function takenPort(port: number): Promise<string | null> {
  const taken = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(true));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(false)));
  });
  return taken
    ? `KEZEK_PORT: got ${port} (another program has it, or it may not be taken), takes a free port`
    : null;
}
