import { join } from 'node:path';
import type { z } from 'zod';
import { type Authority, type Hierarchy, hierarchy, writePrivately } from './authorities.ts';
import { pemOf } from './certificate-writer.ts';
import type { DemoKey } from './demo-key.ts';
import { algorithmOf, DemoKeySpec, keyName } from './person-key.ts';
import { type CrlWish, demoCrl, type Standing, standingOf } from './revocation.ts';
import { type DemoSigner, openService, openSigner } from './signer.ts';

export { type Authority, DAY, type Hierarchy } from './authorities.ts';
export { pemOf } from './certificate-writer.ts';
export type { RevokedEntry } from './crl-writer.ts';
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
export type { CrlWish, Standing } from './revocation.ts';
export type { DemoSigner } from './signer.ts';

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
  /** The authorities that imitate the names of the true ones. */
  stranger(kind: DemoKey['kind']): Hierarchy;
  /** A revocation list of an issuing authority or a root, DER; without a wish the current one. */
  crl(kind: DemoKey['kind'], of: 'issuing' | 'root', wish?: CrlWish): Uint8Array;
  /** What the CA knows of a certificate that it may have issued; `serial` is hex. */
  standing(kind: DemoKey['kind'], serial: string): Standing;
}

/** Where the services of the CA answer; written into the certificates of people. */
export interface DemoCaOptions {
  /** Base address, e.g. `http://127.0.0.1:8080`; without one the certificates name no services. */
  readonly servicesUrl?: string;
  readonly now?: Date;
}

/** Makes or opens the demo CA in a folder, and writes its trust and CRL folders anew. */
export function openDemoCa(folder: string, options: DemoCaOptions = {}): DemoCa {
  const now = options.now ?? new Date();
  const trusted = {
    gost: hierarchy(folder, 'gost', 'trusted', now),
    rsa: hierarchy(folder, 'rsa', 'trusted', now),
  };
  const stranger = (kind: DemoKey['kind']) => hierarchy(folder, kind, 'stranger', now);
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
    const above = spec.state === 'stranger' ? stranger(algorithm) : trusted[algorithm];
    const made = openSigner(folder, spec, above.issuing, options.servicesUrl, now);
    opened.set(name, made);
    return made;
  };

  const crl: DemoCa['crl'] = (kind, of, wish = {}) =>
    demoCrl(trusted[kind], kind, of, options.now ?? new Date(), wish);

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
    stranger,
    crl,
    standing: (kind, serial) =>
      standingOf(folder, kind, trusted[kind].issuing, serial, options.now ?? new Date()),
  };
}
