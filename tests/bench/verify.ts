/** `kezek bench verify`: signatures verified per second, beside the bare public-key operation (design.md, Benchmarks). */
import { verify as verifyRsa } from 'node:crypto';
import { streebog512 } from '../../core/eds/gost/streebog.ts';
import {
  loadTrust,
  type TrustStore,
  type Verdict,
  type VerifyPolicy,
  verifyCms,
  verifyXml,
} from '../../core/eds/verify.ts';
import { writeCertificate } from '../simulators/demo-ca/certificate-writer.ts';
import { signCms } from '../simulators/demo-ca/cms-signer.ts';
import { type DemoKey, newGostKey, newRsaKey, signWith } from '../simulators/demo-ca/demo-key.ts';
import { signXmlEnveloped } from '../simulators/demo-ca/xml-signer.ts';
import { verifyPlainly } from './plain-gost.ts';

export type VerifyBench = {
  readonly name: 'verify';
  readonly figures: Readonly<Record<string, number>>;
  readonly limit: Readonly<Record<string, number>>;
  readonly ratio: number;
};

const VALID_FROM = new Date('2026-01-01T00:00:00Z');
const VALID_TO = new Date('2027-01-01T00:00:00Z');
const AT = new Date('2026-06-01T00:00:00Z');

type Person = { readonly key: DemoKey; readonly certificate: Uint8Array; readonly authority: Uint8Array };

function person(authorityKey: DemoKey, key: DemoKey): Person {
  const authority = { commonName: `DEMO CA ${authorityKey.kind}` };
  const common = { issuer: authority, issuerKey: authorityKey, validFrom: VALID_FROM, validTo: VALID_TO };
  return {
    key,
    authority: writeCertificate({ ...common, subject: authority, publicKey: authorityKey, profile: 'ca' }),
    certificate: writeCertificate({
      ...common,
      subject: { commonName: 'ДЕМО АДАМ', surname: 'ДЕМО', iin: '850717300014' },
      publicKey: key,
      profile: key.kind === 'gost' ? 'person-gost' : 'person-sign',
    }),
  };
}

/** An application of about so many octets: elements, attributes, Kazakh text. */
function document(octets: number): string {
  const item =
    '<өтініш нөмірі="17" түрі="жалпы"><ата-ана>Әлия Қасымқызы</ата-ана><бала>Нұрлан</бала></өтініш>';
  const count = Math.ceil(octets / Buffer.byteLength(item, 'utf8'));
  return `<кезек xml:lang="kk">${item.repeat(count)}</кезек>`;
}

/** Runs per second, over at least this many milliseconds after a warm-up. */
function rate(run: () => boolean, milliseconds = 1500): number {
  const once = (): void => {
    if (!run()) throw new Error('the benchmark verified nothing');
  };
  const until = (end: number): number => {
    let count = 0;
    do {
      once();
      count += 1;
    } while (performance.now() < end);
    return count;
  };
  until(performance.now() + milliseconds / 3);
  const start = performance.now();
  const count = until(start + milliseconds);
  return (count * 1000) / (performance.now() - start);
}

function fastest(run: () => boolean, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    if (!run()) throw new Error('the benchmark verified nothing');
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function policyFor(trust: TrustStore): VerifyPolicy {
  return { trust, crls: [], at: AT, purpose: 'application', allowLegacy: false };
}

const holds = (verdict: Verdict): boolean => verdict.valid;

/** Measures on one core, chains cached: documents of 4 kB per second, and the milliseconds that one of 5 MB takes. */
export async function benchVerify(): Promise<VerifyBench> {
  const rsa = person(newRsaKey(4096), newRsaKey());
  const gost = person(newGostKey(), newGostKey());
  const store = loadTrust([rsa.authority, gost.authority]);
  if (!store.ok) throw new Error('the demo authorities are no certificates');
  const policy = policyFor(store.value);
  const small = document(4096);
  const large = document(5_000_000);
  const signed = (text: string, { key, certificate }: Person): Uint8Array =>
    Buffer.from(signXmlEnveloped(text, key, certificate));
  const rsaXml = signed(small, rsa);
  const gostXml = signed(small, gost);
  const rsaLarge = signed(large, rsa);
  const gostLarge = signed(large, gost);
  const content = Buffer.from(small);
  const gostCms = signCms(content, [{ key: gost.key, certificate: gost.certificate }], { attached: true });

  const message = Buffer.from(small);
  const rsaSignature = signWith(rsa.key, message);
  const gostSignature = signWith(gost.key, message);
  const rsaPublic = rsa.key.kind === 'rsa' ? rsa.key.publicKey : undefined;
  const gostPublic = gost.key.kind === 'gost' ? gost.key.publicKey : undefined;
  if (rsaPublic === undefined || gostPublic === undefined) throw new Error('keys of the wrong kind');

  const limit = {
    rsaOperationsPerSecond: rate(() => verifyRsa('sha256', message, rsaPublic, rsaSignature)),
    plainGostPerSecond: rate(() => verifyPlainly(gostPublic, streebog512(message), gostSignature)),
  };
  const figures = {
    rsaXmlPerSecond: rate(() => holds(verifyXml(rsaXml, policy))),
    gostXmlPerSecond: rate(() => holds(verifyXml(gostXml, policy))),
    gostCmsPerSecond: rate(() => holds(verifyCms(gostCms, policy))),
    rsa5MegabytesMilliseconds: fastest(() => holds(verifyXml(rsaLarge, policy)), 5),
    gost5MegabytesMilliseconds: fastest(() => holds(verifyXml(gostLarge, policy)), 5),
  };
  return {
    name: 'verify',
    figures: rounded({ ...figures, gostToPlain: figures.gostXmlPerSecond / limit.plainGostPerSecond }),
    limit: rounded(limit),
    ratio: Math.round((figures.rsaXmlPerSecond / limit.rsaOperationsPerSecond) * 1000) / 1000,
  };
}

function rounded<T extends Readonly<Record<string, number>>>(values: T): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Math.round(value * 10) / 10]));
}
