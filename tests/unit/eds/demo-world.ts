/** A small demo PKI for the tests of the verifier: two families of authorities, a few people, and what surrounds them. */
import type { VerifyPolicy } from '../../../core/eds/verdict.ts';
import { loadTrust, type TrustStore } from '../../../core/eds/verify.ts';
import {
  type CertificateContent,
  type CertificateOddities,
  type CertificateProfile,
  type DemoName,
  writeCertificate,
} from '../../simulators/demo-ca/certificate-writer.ts';
import { type CrlContent, writeCrl } from '../../simulators/demo-ca/crl-writer.ts';
import { type DemoKey, newGostKey, newRsaKey } from '../../simulators/demo-ca/demo-key.ts';

export const VALID_FROM = new Date('2026-01-01T00:00:00Z');
export const VALID_TO = new Date('2027-01-01T00:00:00Z');
export const AT = new Date('2026-06-01T12:00:00Z');
const AUTHORITY_TO = new Date('2036-01-01T00:00:00Z');

export const ADAM: DemoName = {
  commonName: 'СЫНАҚОВ АДАМ',
  surname: 'СЫНАҚОВ',
  iin: '850717300014',
  patronymic: 'СЫНАҚҰЛЫ',
};
export const EVA: DemoName = { commonName: 'СЫНАҚОВА ЕВА', surname: 'СЫНАҚОВА', iin: '900101400015' };
export const CLERK: DemoName = {
  ...ADAM,
  organisation: 'ММ "СЫНАҚ БӨЛІМІ"',
  bin: '001240001234',
};

export type Kind = DemoKey['kind'];
export const KINDS: readonly Kind[] = ['rsa', 'gost'];

export type Authority = { readonly name: DemoName; readonly key: DemoKey; readonly certificate: Uint8Array };
export type Person = { readonly key: DemoKey; readonly certificate: Uint8Array };

export type Family = {
  readonly kind: Kind;
  readonly root: Authority;
  /** The national authority, which issues to people. */
  readonly authority: Authority;
  readonly adam: Person;
};

const keys: Record<Kind, DemoKey[]> = { rsa: [], gost: [] };

/** A key by its number: RSA keys are slow to make, so tests share them. */
export function key(kind: Kind, number: number): DemoKey {
  while (keys[kind].length <= number) keys[kind].push(kind === 'gost' ? newGostKey() : newRsaKey());
  const found = keys[kind][number];
  if (found === undefined) throw new Error('no key');
  return found;
}

function makeFamily(kind: Kind): Family {
  const rootName = { commonName: `НЕГІЗГІ СЫНАҚ КО (${kind.toUpperCase()})` };
  const authorityName = { commonName: `ҰЛТТЫҚ СЫНАҚ КО (${kind.toUpperCase()})` };
  const root = makeAuthority(rootName, key(kind, 0), undefined, {});
  const authority = makeAuthority(authorityName, key(kind, 1), root, { pathLength: 0 });
  const person = { key: key(kind, 2), certificate: new Uint8Array() };
  const family = { kind, root, authority, adam: person };
  return { ...family, adam: makePerson(family, ADAM) };
}

/** An authority under another, or self-signed. */
export function makeAuthority(
  name: DemoName,
  ownKey: DemoKey,
  above: Authority | undefined,
  more: Partial<CertificateContent>,
): Authority {
  const certificate = writeCertificate({
    subject: name,
    issuer: above?.name ?? name,
    issuerKey: above?.key ?? ownKey,
    publicKey: ownKey,
    validFrom: VALID_FROM,
    validTo: AUTHORITY_TO,
    profile: 'ca',
    ...more,
  });
  return { name, key: ownKey, certificate };
}

/** A person's certificate for signing under the family's authority. */
export function makePerson(
  family: Pick<Family, 'kind' | 'authority'>,
  subject: DemoName,
  more: Partial<CertificateContent> & { readonly odd?: CertificateOddities } = {},
): Person {
  const profile: CertificateProfile = family.kind === 'gost' ? 'person-gost' : 'person-sign';
  const personKey = key(family.kind, 2);
  const certificate = writeCertificate({
    subject,
    issuer: family.authority.name,
    issuerKey: family.authority.key,
    publicKey: personKey,
    validFrom: VALID_FROM,
    validTo: VALID_TO,
    profile,
    ...more,
  });
  return { key: personKey, certificate };
}

const families: Partial<Record<Kind, Family>> = {};

/** The family of a kind, made once. */
export function family(kind: Kind): Family {
  const known = families[kind] ?? makeFamily(kind);
  families[kind] = known;
  return known;
}

/** A store of the certificates of both families, or of those that are given. */
export function trust(certificates?: readonly Uint8Array[]): TrustStore {
  const chosen =
    certificates ??
    KINDS.flatMap((kind) => [family(kind).root.certificate, family(kind).authority.certificate]);
  const loaded = loadTrust(chosen);
  if (!loaded.ok) throw new Error(`file ${loaded.error.index} is no certificate`);
  return loaded.value;
}

let shared: TrustStore | undefined;

/** The policy of most tests, with changes. */
export function policy(changes: Partial<VerifyPolicy> = {}): VerifyPolicy {
  shared ??= trust();
  return { trust: shared, crls: [], at: AT, purpose: 'application', allowLegacy: false, ...changes };
}

/** A revocation list of the family's authority. */
export function list(
  { authority }: Pick<Family, 'authority'>,
  changes: Partial<CrlContent> = {},
): Uint8Array {
  return writeCrl({
    issuer: authority.name,
    issuerKey: authority.key,
    thisUpdate: new Date('2026-05-30T00:00:00Z'),
    nextUpdate: new Date('2026-06-30T00:00:00Z'),
    number: 10,
    revoked: [],
    ...changes,
  });
}
