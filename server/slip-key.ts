import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SlipKey } from './services.ts';

/**
 * The Ed25519 key that signs slips, from a PEM file (PKCS #8). A key of the server's own folder is made at the first start,
 * mode 0600; one named by the configuration must be there. Throws with a message for people.
 */
export async function openSlipKey(file: string, mayMake: boolean): Promise<SlipKey> {
  const text = await readFile(file, 'utf8').catch(async (error: unknown) => {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!absent || !mayMake)
      throw new Error(
        `The ledger key ${file} cannot be read: ${error instanceof Error ? error.message : ''}`,
      );
    return make(file);
  });
  const privateKey = readSlipKey(text);
  if (privateKey === null)
    throw new Error(`${file} holds no Ed25519 private key (PKCS #8, PEM, without a password)`);
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: der.toString('base64') };
}

async function make(file: string): Promise<string> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' });
  return pem;
}

/** The Ed25519 private key of a PEM (PKCS #8, without a password), or null where it holds none. */
export function readSlipKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
