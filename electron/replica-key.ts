import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { safeStorage } from 'electron';

/** The replica's key and where it lies. `file` is for demo data only, and the screen says so (design.md, "Laws"). */
export type ReplicaKey = { readonly hex: string; readonly store: 'system' | 'file' };

/** The key store of this system does not open what was sealed: another account, another computer, or a store made anew. */
export class SealedKeyError extends Error {}

/**
 * The key of this computer's replica: sealed by the system's key store, or, where there is none, in a file of mode 0600.
 * Made once at first start; a key that was sealed and cannot be opened any more is an error, never replaced.
 */
export function replicaKey(dataFolder: string): ReplicaKey {
  const sealed = join(dataFolder, 'replica.key');
  const open = join(dataFolder, 'replica.key.open');
  if (existsSync(sealed)) return { hex: unsealed(sealed), store: 'system' };
  if (existsSync(open)) return { hex: readFileSync(open, 'utf8').trim(), store: 'file' };
  const hex = randomBytes(32).toString('hex');
  if (hasKeyStore()) {
    writeOnce(sealed, safeStorage.encryptString(hex));
    return { hex, store: 'system' };
  }
  writeOnce(open, hex);
  return { hex, store: 'file' };
}

function unsealed(path: string): string {
  try {
    return safeStorage.decryptString(readFileSync(path));
  } catch (error) {
    throw new SealedKeyError(`${path}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function hasKeyStore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function writeOnce(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  renameSync(draft, path);
}
