/** Which certificates of the demo CA are revoked, as lists and one by one. */
import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { demoAdults } from '../demo-people.ts';
import { type Authority, DAY, type Hierarchy } from './authorities.ts';
import { type RevokedEntry, writeCrl } from './crl-writer.ts';
import type { DemoKey } from './demo-key.ts';
import { algorithmOf, revokedSerial, specsOf } from './person-key.ts';

const HOUR = 3_600_000;

/** A list other than the current one. */
export interface CrlWish {
  /** Revoked besides the keys that always are. */
  readonly revoked?: readonly RevokedEntry[];
  /** Only the additional ones, on top of the complete list. */
  readonly delta?: boolean;
  readonly from?: Date;
  /** Null leaves the next update out. */
  readonly to?: Date | null;
  /** Whose key signs, if not the issuer's. */
  readonly key?: DemoKey;
}

/** What the CA knows of a certificate. */
export type Standing =
  | { readonly status: 'good' | 'unknown' }
  | { readonly status: 'revoked'; readonly at: Date; readonly reason: number };

function revokedKeys(kind: DemoKey['kind'], issuer: Authority, now: Date): RevokedEntry[] {
  return demoAdults
    .flatMap((person) => specsOf(person, 'revoked'))
    .filter((spec) => algorithmOf(spec) === kind)
    .map((spec) => ({
      serial: revokedSerial(issuer.certificate, spec),
      at: new Date(now.getTime() - 10 * DAY),
      reason: 1,
    }));
}

/** Writes a revocation list of the issuing authority or of the root (which revokes nothing). */
export function demoCrl(
  { issuing, root }: Hierarchy,
  kind: DemoKey['kind'],
  of: 'issuing' | 'root',
  now: Date,
  wish: CrlWish,
): Uint8Array {
  const by = of === 'issuing' ? issuing : root;
  const always = of === 'issuing' && wish.delta !== true ? revokedKeys(kind, issuing, now) : [];
  const base = Math.floor(now.getTime() / HOUR);
  return writeCrl({
    issuer: by.name,
    issuerKey: wish.key ?? by.key,
    thisUpdate: wish.from ?? new Date(now.getTime() - HOUR),
    nextUpdate: wish.to === undefined ? new Date(now.getTime() + 30 * DAY) : wish.to,
    number: wish.delta === true ? base + 1 : base,
    revoked: [...always, ...(wish.revoked ?? [])],
    ...(wish.delta === true ? { deltaBase: base } : {}),
  });
}

const Issued = z.looseObject({ certificate: z.string() });

/** The serial numbers of all certificates that lie in the folder, hex. */
function issuedSerials(folder: string): Set<string> {
  const serials = ['keys', 'services']
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => path.endsWith('.json'))
    .map((path) => Issued.parse(JSON.parse(readFileSync(path, 'utf8'))))
    .map(({ certificate }) => new X509Certificate(Buffer.from(certificate, 'base64')).serialNumber);
  return new Set(serials.map(plainHex));
}

/** Hex without regard to case and leading zeros. */
export function plainHex(hex: string): string {
  return hex.toLowerCase().replace(/^0+(?=.)/, '');
}

/** What the CA knows of a serial number. */
export function standingOf(
  folder: string,
  kind: DemoKey['kind'],
  issuer: Authority,
  serial: string,
  now: Date,
): Standing {
  const wanted = plainHex(serial);
  const revoked = revokedKeys(kind, issuer, now).find(
    (entry) => plainHex(Buffer.from(entry.serial).toString('hex')) === wanted,
  );
  if (revoked !== undefined) {
    return { status: 'revoked', at: revoked.at, reason: revoked.reason ?? 0 };
  }
  return { status: issuedSerials(folder).has(wanted) ? 'good' : 'unknown' };
}
