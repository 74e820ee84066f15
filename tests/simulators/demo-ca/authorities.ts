/** The certificate authorities of the demo: two roots (GOST, RSA), one issuing authority under each, and strangers. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type DemoName, writeCertificate } from './certificate-writer.ts';
import { type DemoKey, newGostKey, newRsaKey } from './demo-key.ts';

/** A certificate with the key that belongs to it. */
export interface Authority {
  readonly name: DemoName;
  readonly key: DemoKey;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** A root and the authority under it that issues to people. */
export interface Hierarchy {
  readonly root: Authority;
  readonly issuing: Authority;
}

export const DAY = 86_400_000;

const StoredKey = z.strictObject({
  kind: z.enum(['gost', 'rsa']),
  /** Base64: GOST 64 octets little-endian, RSA PKCS#8. */
  privateKey: z.string(),
  /** Base64: GOST 128 octets; RSA empty (it follows from the private key). */
  publicKey: z.string(),
});
type StoredKey = z.infer<typeof StoredKey>;

const StoredAuthority = z.strictObject({ key: StoredKey, certificate: z.string(), validTo: z.string() });

/** The form of a key in a file of the data folder. */
export function storeKey(key: DemoKey): StoredKey {
  return key.kind === 'gost'
    ? {
        kind: 'gost',
        privateKey: Buffer.from(key.privateKey).toString('base64'),
        publicKey: Buffer.from(key.publicKey).toString('base64'),
      }
    : {
        kind: 'rsa',
        privateKey: key.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
        publicKey: '',
      };
}

/** The key that {@link storeKey} wrote. */
export function restoreKey(stored: StoredKey): DemoKey {
  const privateBytes = Buffer.from(stored.privateKey, 'base64');
  if (stored.kind === 'gost') {
    return {
      kind: 'gost',
      privateKey: Uint8Array.from(privateBytes),
      publicKey: Uint8Array.from(Buffer.from(stored.publicKey, 'base64')),
    };
  }
  const privateKey = createPrivateKey({ key: privateBytes, format: 'der', type: 'pkcs8' });
  return { kind: 'rsa', privateKey, publicKey: createPublicKey(privateKey) };
}

export { StoredKey };

/** A new key of the kind. */
export function newKey(kind: DemoKey['kind']): DemoKey {
  return kind === 'gost' ? newGostKey() : newRsaKey();
}

/** Writes a file whole or not at all, for this user only. */
export function writePrivately(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, path);
}

/** Reads a JSON file that {@link writePrivately} wrote; undefined when there is none or it has another form. */
export function readStored<T>(path: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

function authority(
  path: string,
  name: DemoName,
  kind: DemoKey['kind'],
  years: number,
  above: Authority | null,
  now: Date,
): Authority {
  const known = readStored(path, StoredAuthority);
  if (known !== undefined && Date.parse(known.validTo) > now.getTime() + 400 * DAY) {
    return {
      name,
      key: restoreKey(known.key),
      certificate: Uint8Array.from(Buffer.from(known.certificate, 'base64')),
    };
  }
  const key = newKey(kind);
  const validTo = new Date(now.getTime() + years * 365 * DAY);
  const certificate = writeCertificate({
    subject: name,
    issuer: above?.name ?? name,
    issuerKey: above?.key ?? key,
    publicKey: key,
    validFrom: new Date(now.getTime() - 3 * 365 * DAY),
    validTo,
    profile: 'ca',
    ...(above === null ? {} : { pathLength: 0 }),
  });
  writePrivately(
    path,
    JSON.stringify({
      key: storeKey(key),
      certificate: Buffer.from(certificate).toString('base64'),
      validTo: validTo.toISOString(),
    }),
  );
  return { name, key, certificate };
}

/**
 * The authorities of one kind, made at first use. Strangers have the very same names with other keys, as a program that
 * imitates NCALayer would use them (eds/README.md §1.7).
 */
export function hierarchy(
  folder: string,
  kind: DemoKey['kind'],
  standing: 'trusted' | 'stranger',
  now: Date,
): Hierarchy {
  const label = kind === 'gost' ? 'GOST' : 'RSA';
  const prefix = join(folder, 'authorities', `${standing}-${kind}`);
  const root = authority(
    `${prefix}-root.json`,
    { commonName: `KEZEK DEMO НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (${label}) TEST` },
    kind,
    12,
    null,
    now,
  );
  const issuing = authority(
    `${prefix}-issuing.json`,
    { commonName: `KEZEK DEMO ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (${label}) TEST` },
    kind,
    10,
    root,
    now,
  );
  return { root, issuing };
}
