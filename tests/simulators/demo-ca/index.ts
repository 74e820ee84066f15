import { join } from 'node:path';
import { z } from 'zod';
import { type DemoPerson, demoAdults, demoPerson } from '../demo-people.ts';
import {
  type Authority,
  DAY,
  type Hierarchy,
  hierarchy,
  newKey,
  readStored,
  restoreKey,
  StoredKey,
  storeKey,
  writePrivately,
} from './authorities.ts';
import { pemOf, writeCertificate } from './certificate-writer.ts';
import { type RevokedEntry, writeCrl } from './crl-writer.ts';
import type { DemoKey } from './demo-key.ts';
import {
  algorithmOf,
  DemoKeySpec,
  keyName,
  profileOf,
  revokedSerial,
  specsOf,
  subjectOf,
  validityOf,
} from './person-key.ts';

export { type Authority, DAY, type Hierarchy } from './authorities.ts';
export { pemOf } from './certificate-writer.ts';
export {
  algorithmOf,
  DemoKeySpec,
  KEY_KINDS,
  KEY_STATES,
  keyName,
  specsOf,
  usagesOf,
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

/** The demo certificate authority: everything lies in one folder and is made when it is first needed. */
export interface DemoCa {
  /** Roots and issuing authorities as PEM files, for KEZEK_TRUST_DIR. */
  readonly trustFolder: string;
  /** Revocation lists of all of them, for KEZEK_CRL_DIR. */
  readonly crlFolder: string;
  /** The PEMs of {@link trustFolder}. */
  readonly chain: readonly string[];
  readonly gost: Hierarchy;
  readonly rsa: Hierarchy;
  /** The key of a demo person; made at first use (an RSA key takes a moment), then kept. Throws on unknown people. */
  signer(spec: z.input<typeof DemoKeySpec>): DemoSigner;
  /** A key of the CA's own services: who answers OCSP, who stamps time. Made at first use. */
  service(kind: DemoKey['kind'], role: 'ocsp' | 'tsa'): Authority;
  /** A current revocation list of an issuing authority or a root, DER. */
  crl(kind: DemoKey['kind'], of: 'issuing' | 'root'): Uint8Array;
}

/** Where the services of the CA answer; written into the certificates of people. */
export interface DemoCaOptions {
  /** Base address, e.g. `http://127.0.0.1:8080`; without one the certificates name no services. */
  readonly servicesUrl?: string;
  readonly now?: Date;
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

/** Makes or opens the demo CA in a folder, and writes its trust and CRL folders anew. */
export function openDemoCa(folder: string, options: DemoCaOptions = {}): DemoCa {
  const now = options.now ?? new Date();
  const trusted = {
    gost: hierarchy(folder, 'gost', 'trusted', now),
    rsa: hierarchy(folder, 'rsa', 'trusted', now),
  };
  const trustFolder = join(folder, 'trust');
  const crlFolder = join(folder, 'crl');
  const opened = new Map<string, DemoSigner>();

  const signer = (wanted: z.input<typeof DemoKeySpec>): DemoSigner => {
    const spec = DemoKeySpec.parse(wanted);
    const name = keyName(spec);
    const before = opened.get(name);
    if (before !== undefined) {
      return before;
    }
    const algorithm = algorithmOf(spec);
    const above =
      spec.state === 'stranger' ? hierarchy(folder, algorithm, 'stranger', now) : trusted[algorithm];
    const made = openSigner(folder, spec, above.issuing, options.servicesUrl, now);
    opened.set(name, made);
    return made;
  };

  const crl = (kind: DemoKey['kind'], of: 'issuing' | 'root'): Uint8Array => {
    const { issuing, root } = trusted[kind];
    const by = of === 'issuing' ? issuing : root;
    return writeCrl({
      issuer: by.name,
      issuerKey: by.key,
      thisUpdate: new Date(now.getTime() - 3_600_000),
      nextUpdate: new Date(now.getTime() + 30 * DAY),
      number: Math.floor(now.getTime() / 3_600_000),
      revoked: of === 'issuing' ? revokedEntries(kind, by, now) : [],
    });
  };

  const certificates = [
    ['root_gost_demo', trusted.gost.root.certificate],
    ['nca_gost_demo', trusted.gost.issuing.certificate],
    ['root_rsa_demo', trusted.rsa.root.certificate],
    ['nca_rsa_demo', trusted.rsa.issuing.certificate],
  ] as const;
  for (const [name, certificate] of certificates) {
    writePrivately(join(trustFolder, `${name}.pem`), pemOf(certificate));
  }
  for (const kind of ['gost', 'rsa'] as const) {
    writePrivately(join(crlFolder, `nca_${kind}_demo.crl`), crl(kind, 'issuing'));
    writePrivately(join(crlFolder, `root_${kind}_demo.crl`), crl(kind, 'root'));
  }
  return {
    trustFolder,
    crlFolder,
    chain: certificates.map(([, certificate]) => pemOf(certificate)),
    ...trusted,
    signer,
    service: (kind, role) => openService(folder, kind, role, trusted[kind].issuing, now),
    crl,
  };
}

function revokedEntries(kind: DemoKey['kind'], issuer: Authority, now: Date): RevokedEntry[] {
  return demoAdults
    .flatMap((person) => specsOf(person, 'revoked'))
    .filter((spec) => algorithmOf(spec) === kind)
    .map((spec) => ({
      serial: revokedSerial(issuer.certificate, spec),
      at: new Date(now.getTime() - 10 * DAY),
      reason: 1,
    }));
}

function openSigner(
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
function openService(
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
