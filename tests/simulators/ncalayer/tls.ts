import { join } from 'node:path';
import { z } from 'zod';
import {
  DAY,
  newKey,
  readStored,
  restoreKey,
  StoredKey,
  storeKey,
  writePrivately,
} from '../demo-ca/authorities.ts';
import { type DemoName, pemOf, writeCertificate } from '../demo-ca/certificate-writer.ts';
import type { DemoKey } from '../demo-ca/demo-key.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';

/** What a TLS server needs. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** The TLS identities of the simulator, and the file with the CA that the trusted one comes from. */
export interface TlsIdentities {
  /** PEM file for KEZEK_NCALAYER_CA. */
  readonly caPem: string;
  readonly identities: Readonly<Record<NcaLayerBehaviour['tls'], TlsIdentity>>;
}

const CA_NAME: DemoName = { commonName: 'KEZEK DEMO TLS НЕГІЗГІ КО (RSA) TEST' };
const Stored = z.strictObject({ keys: z.array(StoredKey).length(3), notAfter: z.string() });

function keys(path: string, now: Date): { readonly keys: readonly DemoKey[]; readonly notAfter: Date } {
  const known = readStored(path, Stored);
  if (known !== undefined && Date.parse(known.notAfter) > now.getTime() + 30 * DAY) {
    return { keys: known.keys.map(restoreKey), notAfter: new Date(known.notAfter) };
  }
  const made = [newKey('rsa'), newKey('rsa'), newKey('rsa')];
  const notAfter = new Date(now.getTime() + 3 * 365 * DAY);
  writePrivately(path, JSON.stringify({ keys: made.map(storeKey), notAfter: notAfter.toISOString() }));
  return { keys: made, notAfter };
}

function privatePem(key: DemoKey): string {
  if (key.kind !== 'rsa') {
    throw new Error('TLS identities of the simulator are RSA');
  }
  return key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Makes or opens the TLS certificates of 127.0.0.1 (eds/README.md §1.7): the right one and those of the failure modes. */
export function tlsIdentities(folder: string, now: Date): TlsIdentities {
  const { keys: made, notAfter } = keys(join(folder, 'tls', 'keys.json'), now);
  const [ca, server, stranger] = made;
  if (ca === undefined || server === undefined || stranger === undefined) {
    throw new Error('The TLS keys of the simulator are incomplete');
  }
  const validFrom = new Date(notAfter.getTime() - 4 * 365 * DAY);
  const authority = writeCertificate({
    subject: CA_NAME,
    issuer: CA_NAME,
    issuerKey: ca,
    publicKey: ca,
    validFrom,
    validTo: notAfter,
    profile: 'ca',
  });
  const identity = (issuerKey: DemoKey, host: readonly string[], address: readonly string[], to: Date) => ({
    key: privatePem(server),
    cert: pemOf(
      writeCertificate({
        subject: { commonName: host[0] ?? '127.0.0.1', organisation: 'KEZEK DEMO' },
        issuer: CA_NAME,
        issuerKey,
        publicKey: server,
        validFrom,
        validTo: to,
        profile: 'tls-server',
        dnsNames: host,
        ipAddresses: address,
      }),
    ),
  });
  const caPem = join(folder, 'tls', 'ncalayer-ca.pem');
  writePrivately(caPem, pemOf(authority));
  const loopback = ['127.0.0.1'];
  return {
    caPem,
    identities: {
      trusted: identity(ca, ['localhost'], loopback, notAfter),
      untrusted: identity(stranger, ['localhost'], loopback, notAfter),
      expired: identity(ca, ['localhost'], loopback, new Date(now.getTime() - DAY)),
      'other-host': identity(ca, ['ncalayer.invalid'], ['10.0.0.1'], notAfter),
    },
  };
}
