/** Keys with their certificates, kept in files of the data folder and made when they are first needed. */
import { join } from 'node:path';
import { z } from 'zod';
import { type DemoPerson, demoPerson } from '../demo-people.ts';
import {
  type Authority,
  DAY,
  newKey,
  readStored,
  restoreKey,
  StoredKey,
  storeKey,
  writePrivately,
} from './authorities.ts';
import { writeCertificate } from './certificate-writer.ts';
import type { DemoKey } from './demo-key.ts';
import {
  algorithmOf,
  type DemoKeySpec,
  keyName,
  profileOf,
  revokedSerial,
  subjectOf,
  validityOf,
} from './person-key.ts';

/** A key with its certificate, ready to sign. */
export interface DemoSigner {
  readonly spec: DemoKeySpec;
  readonly person: DemoPerson;
  readonly key: DemoKey;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly issuer: Authority;
}

const StoredSigner = z.strictObject({
  key: StoredKey,
  certificate: z.string(),
  validTo: z.string(),
  servicesUrl: z.string(),
  issuer: z.string(),
});

/** Addresses of the CA's services for one kind of key, in the manner of pki.gov.kz. */
function addresses(servicesUrl: string | undefined, kind: DemoKey['kind']) {
  return servicesUrl === undefined
    ? {}
    : {
        ocspUrl: `${servicesUrl}/ocsp/`,
        caIssuersUrl: `${servicesUrl}/cert/nca_${kind}_demo.cer`,
        crlUrl: `${servicesUrl}/crl/nca_${kind}_demo.crl`,
        deltaCrlUrl: `${servicesUrl}/crl/nca_d_${kind}_demo.crl`,
      };
}

/** The key of a person and its certificate from this issuer; the certificate is made anew when it no longer fits. */
export function openSigner(
  folder: string,
  spec: DemoKeySpec,
  issuer: Authority,
  servicesUrl: string | undefined,
  now: Date,
): DemoSigner {
  const person = demoPerson(spec.person);
  const path = join(folder, 'keys', `${keyName(spec)}.json`);
  const issuerId = idOf(issuer);
  const known = readStored(path, StoredSigner);
  const key = known === undefined ? newKey(algorithmOf(spec)) : restoreKey(known.key);
  const inDate = (validTo: string) =>
    spec.state === 'expired' || Date.parse(validTo) > now.getTime() + 2 * DAY;
  if (
    known !== undefined &&
    known.issuer === issuerId &&
    known.servicesUrl === (servicesUrl ?? '') &&
    inDate(known.validTo)
  ) {
    return {
      spec,
      person,
      key,
      issuer,
      certificate: Uint8Array.from(Buffer.from(known.certificate, 'base64')),
    };
  }
  const { from, to } = validityOf(spec.state, now);
  const certificate = writeCertificate({
    subject: subjectOf(person, spec.organisation),
    issuer: issuer.name,
    issuerKey: issuer.key,
    publicKey: key,
    validFrom: from,
    validTo: to,
    profile: profileOf(person, spec),
    ...(spec.state === 'revoked' ? { serial: revokedSerial(issuer.certificate, spec) } : {}),
    ...addresses(servicesUrl, algorithmOf(spec)),
  });
  store(path, { key, certificate, validTo: to, servicesUrl: servicesUrl ?? '', issuer: issuerId });
  return { spec, person, key, issuer, certificate };
}

/** The certificate of a service: from the issuing authority, three years as the real ones. */
export function openService(
  folder: string,
  kind: DemoKey['kind'],
  role: 'ocsp' | 'tsa',
  issuer: Authority,
  now: Date,
): Authority {
  const path = join(folder, 'services', `${role}-${kind}.json`);
  const name = { commonName: `KEZEK DEMO ${role === 'ocsp' ? 'OCSP' : 'TSA'} (${kind.toUpperCase()}) TEST` };
  const issuerId = idOf(issuer);
  const known = readStored(path, StoredSigner);
  if (known?.issuer === issuerId && Date.parse(known.validTo) > now.getTime() + 30 * DAY) {
    return {
      name,
      key: restoreKey(known.key),
      certificate: Uint8Array.from(Buffer.from(known.certificate, 'base64')),
    };
  }
  const key = newKey(kind);
  const validTo = new Date(now.getTime() + 3 * 365 * DAY);
  const certificate = writeCertificate({
    subject: name,
    issuer: issuer.name,
    issuerKey: issuer.key,
    publicKey: key,
    validFrom: new Date(now.getTime() - 365 * DAY),
    validTo,
    profile: role,
  });
  store(path, { key, certificate, validTo, servicesUrl: '', issuer: issuerId });
  return { name, key, certificate };
}

/** Tells issuers apart: the end of their certificate, which is a signature. */
function idOf({ certificate }: Authority): string {
  return Buffer.from(certificate.subarray(-64)).toString('base64');
}

function store(
  path: string,
  made: {
    readonly key: DemoKey;
    readonly certificate: Uint8Array;
    readonly validTo: Date;
    readonly servicesUrl: string;
    readonly issuer: string;
  },
): void {
  const stored: z.infer<typeof StoredSigner> = {
    key: storeKey(made.key),
    certificate: Buffer.from(made.certificate).toString('base64'),
    validTo: made.validTo.toISOString(),
    servicesUrl: made.servicesUrl,
    issuer: made.issuer,
  };
  writePrivately(path, JSON.stringify(stored));
}
