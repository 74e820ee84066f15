/** Chains, usages and revocation lists: who may vouch for whom, and what a list is worth. */
import { describe, expect, it } from 'vitest';
import type { SignatureFailure } from '../../../core/domain/failure.ts';
import { oid, sequence } from '../../../core/eds/der-writer.ts';
import { OID } from '../../../core/eds/oid.ts';
import type { VerifyPolicy } from '../../../core/eds/verdict.ts';
import { loadTrust, parseCertificate, verifyXml } from '../../../core/eds/verify.ts';
import { pemOf } from '../../simulators/demo-ca/certificate-writer.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import {
  ADAM,
  AT,
  type Authority,
  CLERK,
  family,
  KINDS,
  type Kind,
  key,
  list,
  makeAuthority,
  makePerson,
  type Person,
  policy,
  trust,
  VALID_FROM,
} from './demo-world.ts';

function verdictOf({ key: personKey, certificate }: Person, changes: Partial<VerifyPolicy> = {}) {
  return verifyXml(Buffer.from(signXmlEnveloped('<a>x</a>', personKey, certificate)), policy(changes));
}

function reasonOf(person: Person, changes: Partial<VerifyPolicy> = {}): SignatureFailure | 'valid' {
  const verdict = verdictOf(person, changes);
  return verdict.valid ? 'valid' : verdict.reason;
}

const serialOf = (certificate: Uint8Array): Uint8Array => {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok) throw new Error('no certificate');
  return parsed.value.serial;
};

describe.each(KINDS)('%s chains', (kind: Kind) => {
  const own = family(kind);
  const store = (...more: readonly Uint8Array[]) => ({
    trust: trust([own.root.certificate, own.authority.certificate, ...more]),
  });

  it('leads from a person to an anchor', () => {
    expect(reasonOf(own.adam)).toBe('valid');
  });

  it('trusts nothing where the root or the authority between is missing', () => {
    expect(reasonOf(own.adam, { trust: trust([own.root.certificate]) })).toBe('untrusted');
    expect(reasonOf(own.adam, { trust: trust([own.authority.certificate]) })).toBe('untrusted');
    expect(reasonOf(own.adam, { trust: trust([]) })).toBe('untrusted');
    expect(
      reasonOf(own.adam, { trust: trust([family(kind === 'rsa' ? 'gost' : 'rsa').root.certificate]) }),
    ).toBe('untrusted');
  });

  it('is not taken in by an authority of the same name', () => {
    const impostor = makeAuthority(own.authority.name, key(kind, 4), undefined, {});
    const forged = makePerson({ kind, authority: impostor }, ADAM);
    expect(reasonOf(forged)).toBe('untrusted');
    const withTheirIdentifier = makePerson({ kind, authority: impostor }, ADAM, {
      odd: { authorityKeyIdentifier: identifierOf(own.authority) },
    });
    expect(reasonOf(withTheirIdentifier)).toBe('untrusted');
  });

  it('tries each of several authorities of one name, whatever identifiers they bear', () => {
    const renewed = makeAuthority(own.authority.name, key(kind, 4), own.root, {});
    const person = makePerson({ kind, authority: renewed }, ADAM, { odd: { authorityKeyIdentifier: null } });
    expect(reasonOf(person, store(renewed.certificate))).toBe('valid');
    expect(reasonOf(own.adam, store(renewed.certificate))).toBe('valid');
  });

  it('refuses a person who issues certificates', () => {
    const leafAsAuthority: Authority = { name: ADAM, key: own.adam.key, certificate: own.adam.certificate };
    const victim = makePerson({ kind, authority: leafAsAuthority }, CLERK, { publicKey: key(kind, 3) });
    const forged = { key: key(kind, 3), certificate: victim.certificate };
    expect(reasonOf(forged)).toBe('untrusted');
    expect(reasonOf(forged, store(own.adam.certificate))).toBe('chain');
    expect(reasonOf(forged, { ...store(own.adam.certificate), crls: [list(own)] })).toBe('chain');
  });

  const authorityWith = (more: Parameters<typeof makeAuthority>[3]): Authority =>
    makeAuthority({ commonName: 'ТАҒЫ БІР КО' }, key(kind, 4), own.root, more);
  it.each([
    ['says it is none', { odd: { basicConstraints: { ca: false } } }],
    ['does not say it is one', { odd: { basicConstraints: null } }],
    ['may not sign certificates', { odd: { keyUsage: [0, 1] } }],
    [
      'has a critical extension nobody knows',
      { odd: { extraExtensions: [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] } },
    ],
    [
      'is limited to names that are not looked at',
      { odd: { extraExtensions: [{ oid: OID.nameConstraints, critical: true, value: sequence() }] } },
    ],
  ])('refuses an authority that %s', (_name, more) => {
    const authority = authorityWith(more);
    const person = makePerson({ kind, authority }, ADAM);
    expect(reasonOf(person, store(authority.certificate))).toBe('chain');
  });

  it('counts the authorities between', () => {
    const below = makeAuthority({ commonName: 'ТӨМЕНГІ КО' }, key(kind, 4), own.authority, {});
    const person = makePerson({ kind, authority: below }, ADAM);
    // The national authority has a path length of 0.
    expect(reasonOf(person, store(below.certificate))).toBe('chain');
    const wide = makeAuthority({ commonName: 'КЕҢ КО' }, key(kind, 5), own.root, { pathLength: 1 });
    const under = makeAuthority({ commonName: 'АСТЫНДАҒЫ КО' }, key(kind, 4), wide, { pathLength: 0 });
    const deep = makePerson({ kind, authority: under }, ADAM);
    expect(reasonOf(deep, store(wide.certificate, under.certificate))).toBe('valid');
  });

  it('does not go in circles', () => {
    const a = { commonName: 'А' };
    const b = { commonName: 'Б' };
    const first = makeAuthority(
      a,
      key(kind, 4),
      { name: b, key: key(kind, 5), certificate: new Uint8Array() },
      {},
    );
    const second = makeAuthority(
      b,
      key(kind, 5),
      { name: a, key: key(kind, 4), certificate: new Uint8Array() },
      {},
    );
    const person = makePerson({ kind, authority: first }, ADAM);
    expect(reasonOf(person, store(first.certificate, second.certificate))).toBe('untrusted');
  });

  it('judges authorities by the time too', () => {
    const short = authorityWith({ validTo: new Date('2026-03-01T00:00:00Z') });
    const person = makePerson({ kind, authority: short }, ADAM);
    expect(reasonOf(person, store(short.certificate))).toBe('expired');
    expect(reasonOf(person, { ...store(short.certificate), at: new Date('2026-02-01') })).toBe('valid');
    const renewed = makeAuthority(short.name, key(kind, 4), own.root, { validFrom: new Date('2026-02-15') });
    expect(reasonOf(person, store(short.certificate, renewed.certificate))).toBe('valid');
  });

  it('refuses a certificate whose signature or own claims were changed', () => {
    const altered = makePerson(own, ADAM, {
      odd: { alterSignature: (value) => value.map((octet, i) => (i === 9 ? octet ^ 1 : octet)) },
    });
    expect(reasonOf(altered)).toBe('untrusted');
    const claims = makePerson(own, ADAM, { odd: { outerAlgorithm: sequence(oid('1.2.3')) } });
    expect(reasonOf(claims)).toBe('algorithm');
    const inside = makePerson(own, ADAM, { odd: { innerAlgorithm: sequence(oid('1.2.840.113549.1.1.12')) } });
    expect(reasonOf(inside)).toBe('algorithm');
  });

  it('refuses a critical extension in the certificate of a person', () => {
    const odd = { extraExtensions: [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] };
    expect(reasonOf(makePerson(own, ADAM, { odd }))).toBe('chain');
    const harmless = { extraExtensions: [{ oid: '1.2.3.4', critical: false, value: Uint8Array.of(5, 0) }] };
    expect(reasonOf(makePerson(own, ADAM, { odd: harmless }))).toBe('valid');
  });

  it.each([
    ['application', { keyUsage: [0, 1] }, {}, 'valid'],
    ['application', { keyUsage: [0, 2] }, {}, 'key-usage'],
    ['application', { keyUsage: null }, {}, 'key-usage'],
    ['application', { extendedKeyUsage: [OID.clientAuth] }, {}, 'key-usage'],
    ['application', { extendedKeyUsage: [OID.timeStamping] }, {}, 'key-usage'],
    ['application', { extendedKeyUsage: [] }, {}, 'valid'],
    ['application', { extendedKeyUsage: [OID.roleIndividual] }, {}, 'valid'],
    ['application', { extendedKeyUsage: [OID.roleIndividual, OID.ocspSigning] }, {}, 'key-usage'],
    [
      'application',
      { extendedKeyUsage: [OID.emailProtection], extendedKeyUsageCritical: true, keyUsageCritical: false },
      {},
      'valid',
    ],
    ['sign-in', { keyUsage: [0, 2], extendedKeyUsage: [OID.clientAuth] }, {}, 'valid'],
    ['sign-in', {}, {}, 'valid'],
    ['sign-in', { keyUsage: [1] }, {}, 'key-usage'],
    ['sign-in', { extendedKeyUsage: [OID.ocspSigning] }, {}, 'key-usage'],
    ['organisation', {}, {}, 'key-usage'],
    ['organisation', {}, { subject: CLERK, profile: 'employee' }, 'valid'],
    ['organisation', {}, { subject: CLERK }, 'key-usage'],
    ['organisation', {}, { profile: 'first-head' }, 'key-usage'],
    ['organisation', {}, { subject: CLERK, profile: 'employee-sign-right' }, 'valid'],
  ] as const)('for %s, %j %j is %s', (purpose, odd, more, expected) => {
    const subject = 'subject' in more ? more.subject : ADAM;
    expect(reasonOf(makePerson(own, subject, { ...more, odd }), { purpose })).toBe(expected);
  });

  it('refuses the certificate of an authority as a signer', () => {
    const authority = makeAuthority({ commonName: 'ТАҒЫ БІР КО' }, key(kind, 4), own.root, {
      odd: { keyUsage: [0, 1, 5, 6] },
    });
    expect(reasonOf(authority)).toBe('key-usage');
    expect(reasonOf(own.authority, { crls: [list(own)] })).toBe('key-usage');
    expect(reasonOf(own.root, { crls: [list(own)] })).toBe('key-usage');
  });

  it('refuses a key that is none', () => {
    if (kind !== 'gost') return;
    const nothing = { kind, publicKey: new Uint8Array(128) } as const;
    const person = makePerson(own, ADAM, { publicKey: nothing });
    expect(reasonOf(person)).toBe('signature');
  });

  describe('revocation lists', () => {
    const revoked = (at: string, reason?: number) => ({
      serial: serialOf(own.adam.certificate),
      at: new Date(at),
      ...(reason === undefined ? {} : { reason }),
    });
    const crl = (changes: Parameters<typeof list>[1] = {}) => ({ crls: [list(own, changes)] });

    it('says good, revoked, and unchecked without a list', () => {
      expect(verdictOf(own.adam).signers[0]?.revocation).toBe('unchecked');
      expect(verdictOf(own.adam, crl())).toMatchObject({ valid: true, signers: [{ revocation: 'good' }] });
      expect(reasonOf(own.adam, crl({ revoked: [revoked('2026-05-01', 1)] }))).toBe('revoked');
      expect(reasonOf(own.adam, crl({ revoked: [revoked('2026-05-01', 6)] }))).toBe('revoked');
    });

    it('looks at when', () => {
      expect(reasonOf(own.adam, crl({ revoked: [revoked('2026-06-02', 3)] }))).toBe('valid');
      expect(reasonOf(own.adam, crl({ revoked: [revoked('2026-06-01T12:00:00Z', 3)] }))).toBe('revoked');
    });

    it.each([
      ['is out of date', { nextUpdate: new Date('2026-05-31') }],
      ['never ends', { nextUpdate: null }],
      ['is signed by another', { issuerKey: key(kind, 4) }],
      ['is of another authority', { issuer: { commonName: 'БАСҚА КО' }, issuerKey: key(kind, 4) }],
      [
        'has an extension nobody knows',
        { extraExtensions: [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] },
      ],
      [
        'is for some distribution point only',
        { extraExtensions: [{ oid: OID.issuingDistributionPoint, critical: true, value: sequence() }] },
      ],
    ])('counts a list that %s as no answer', (_name, changes) => {
      expect(reasonOf(own.adam, crl(changes))).toBe('untrusted');
      // Even a revocation in it comes second, and another list does not make up for it.
      expect(reasonOf(own.adam, crl({ ...changes, revoked: [revoked('2026-05-01')] }))).toBe('untrusted');
      expect(reasonOf(own.adam, { crls: [list(own), list(own, changes)] })).toBe('untrusted');
      expect(verdictOf(own.adam, { ...crl(changes), revocation: 'best-effort' })).toMatchObject({
        valid: true,
        signers: [{ revocation: 'unusable' }],
      });
    });

    it('counts bytes that are no list as no answer', () => {
      expect(reasonOf(own.adam, { crls: [new Uint8Array(0)] })).toBe('untrusted');
      expect(reasonOf(own.adam, { crls: [Buffer.from('<html>404</html>')] })).toBe('untrusted');
      expect(reasonOf(own.adam, { crls: [list(own).subarray(0, 100)] })).toBe('untrusted');
    });

    it('takes PEM', () => {
      expect(reasonOf(own.adam, { crls: [Buffer.from(pemOf(list(own), 'X509 CRL'))] })).toBe('valid');
    });

    it('wants the list of the signer’s own issuer', () => {
      const ofRoot = list({ authority: own.root });
      expect(reasonOf(own.adam, { crls: [ofRoot] })).toBe('untrusted');
      expect(reasonOf(own.adam, { crls: [ofRoot, list(own)] })).toBe('valid');
    });

    it('refuses a person’s signature on a list', () => {
      const byPerson = list({
        authority: { name: ADAM, key: own.adam.key, certificate: own.adam.certificate },
      });
      expect(reasonOf(own.adam, { ...store(own.adam.certificate), crls: [byPerson] })).toBe('untrusted');
    });

    it('refuses the list of an authority that nobody trusted stands behind', () => {
      const nobody = makeAuthority({ commonName: 'ЕШКІМ' }, key(kind, 5), undefined, {});
      const loose = makeAuthority({ commonName: 'БОС КО' }, key(kind, 4), nobody, {});
      const theirs = list({ authority: loose });
      expect(reasonOf(own.adam, { ...store(loose.certificate), crls: [list(own), theirs] })).toBe(
        'untrusted',
      );
      const all = store(loose.certificate, nobody.certificate);
      expect(reasonOf(own.adam, { ...all, crls: [list(own), theirs] })).toBe('valid');
    });

    it('knows that an authority was revoked', () => {
      const entry = { serial: serialOf(own.authority.certificate), at: new Date('2026-05-01') };
      const ofRoot = list({ authority: own.root }, { revoked: [entry] });
      expect(reasonOf(own.adam, { crls: [ofRoot, list(own)] })).toBe('revoked');
    });

    it('reads a delta on top of its complete list', () => {
      const delta = (changes: Parameters<typeof list>[1]) =>
        list(own, { number: 11, deltaBase: 10, ...changes });
      expect(reasonOf(own.adam, { crls: [list(own), delta({})] })).toBe('valid');
      expect(reasonOf(own.adam, { crls: [list(own), delta({ revoked: [revoked('2026-05-31')] })] })).toBe(
        'revoked',
      );
      const removed = delta({ revoked: [revoked('2026-05-01', 8)] });
      const held = list(own, { revoked: [revoked('2026-05-01', 6)] });
      expect(reasonOf(own.adam, { crls: [held] })).toBe('revoked');
      expect(reasonOf(own.adam, { crls: [held, removed] })).toBe('valid');
      expect(reasonOf(own.adam, { crls: [delta({})] })).toBe('untrusted');
      expect(reasonOf(own.adam, { crls: [list(own), delta({ deltaBase: 11, number: 12 })] })).toBe(
        'untrusted',
      );
    });

    it('says revoked even where the list is old, when the caller decides about missing answers', () => {
      const old = crl({ nextUpdate: new Date('2026-05-31'), revoked: [revoked('2026-05-01')] });
      expect(reasonOf(own.adam, { ...old, revocation: 'best-effort' })).toBe('revoked');
    });
  });
});

describe('trust', () => {
  it('takes DER, PEM bundles and base64, and says which file is none', () => {
    const { root, authority } = family('rsa');
    const bundle = Buffer.from(`# roots\n${pemOf(root.certificate)}\n${pemOf(authority.certificate)}`);
    const loaded = loadTrust([bundle, Buffer.from(Buffer.from(root.certificate).toString('base64'))]);
    expect(loaded.ok && [loaded.value.anchors.length, loaded.value.intermediates.length]).toEqual([1, 1]);
    expect(loadTrust([root.certificate, Buffer.from('no')])).toEqual({
      ok: false,
      error: { reason: 'malformed', index: 1 },
    });
  });

  it('does not take a certificate for an anchor that only calls itself one', () => {
    const { root } = family('rsa');
    const claimed = makeAuthority(root.name, key('rsa', 4), { ...root, key: key('rsa', 5) }, {});
    const loaded = loadTrust([claimed.certificate]);
    expect(loaded.ok && [loaded.value.anchors.length, loaded.value.intermediates.length]).toEqual([0, 1]);
  });

  it('forgets what it knew with the store', () => {
    const { root, authority, adam } = family('rsa');
    const both = { trust: trust([root.certificate, authority.certificate]) };
    expect(reasonOf(adam, both)).toBe('valid');
    expect(reasonOf(adam, both)).toBe('valid');
    expect(reasonOf(adam, { trust: trust([root.certificate]) })).toBe('untrusted');
    // A remembered chain is judged anew by every instant.
    expect(reasonOf(adam, { ...both, at: new Date(VALID_FROM.getTime() - 1) })).toBe('not-yet-valid');
    expect(reasonOf(adam, { ...both, at: AT })).toBe('valid');
  });
});

function identifierOf({ certificate }: Authority): Uint8Array {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok || parsed.value.subjectKeyIdentifier === undefined) throw new Error('no identifier');
  return Uint8Array.from(Buffer.from(parsed.value.subjectKeyIdentifier, 'hex'));
}
