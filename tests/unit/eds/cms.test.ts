/** CMS and time stamps: the forms of NCALayer verify, mismatched and broken ones get their reason. */
import { describe, expect, it } from 'vitest';
import type { SignatureFailure } from '../../../core/domain/failure.ts';
import {
  concat,
  element,
  explicit,
  octetString,
  oid,
  sequence,
  setOf,
} from '../../../core/eds/der-writer.ts';
import { LARGEST_INPUT } from '../../../core/eds/form-error.ts';
import { OID } from '../../../core/eds/oid.ts';
import type { VerifyPolicy } from '../../../core/eds/verdict.ts';
import { parseCertificate, verifyCms } from '../../../core/eds/verify.ts';
import { pemOf } from '../../simulators/demo-ca/certificate-writer.ts';
import {
  algorithmIdentifier,
  type CmsOddities,
  type CmsOptions,
  type CmsSigner,
  childrenOf,
  signCms,
  signingCertificateV2,
} from '../../simulators/demo-ca/cms-signer.ts';
import { signWith } from '../../simulators/demo-ca/demo-key.ts';
import { type TimeStampContent, writeTimeStamp } from '../../simulators/demo-ca/time-stamp-writer.ts';
import {
  ADAM,
  AT,
  EVA,
  family,
  KINDS,
  type Kind,
  key,
  list,
  makeAuthority,
  makePerson,
  type Person,
  policy,
  VALID_TO,
} from './demo-world.ts';

const CONTENT = Buffer.from('мазмұны');

function reasonOf(
  bytes: Uint8Array,
  changes: Partial<VerifyPolicy> = {},
  data?: Uint8Array,
): SignatureFailure | 'valid' {
  const verdict = verifyCms(bytes, policy(changes), data);
  return verdict.valid ? 'valid' : verdict.reason;
}

function signed(kind: Kind, odd: CmsOddities = {}, options: Partial<CmsOptions> = {}): Uint8Array {
  const { adam } = family(kind);
  return signCms(CONTENT, [{ ...adam, odd }], { attached: true, ...options });
}

/** The same CMS with indefinite lengths and the content in two pieces, as streaming writers make it. */
function asBer(der: Uint8Array): Uint8Array {
  const [type, wrapped] = childrenOf(der);
  const [data] = childrenOf(wrapped ?? new Uint8Array());
  const parts = childrenOf(data ?? new Uint8Array()).map((part, i) => {
    if (i !== 2) return part;
    const pieces = [CONTENT.subarray(0, 3), CONTENT.subarray(3)].map((piece) => octetString(piece));
    return open(0x30, oid(OID.data), open(0xa0, open(0x24, ...pieces)));
  });
  return open(0x30, type ?? new Uint8Array(), open(0xa0, open(0x30, ...parts)));
}

function open(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  return concat(Uint8Array.of(tag, 0x80), ...content, Uint8Array.of(0, 0));
}

describe.each(KINDS)('CMS by a %s key', (kind) => {
  const { adam, authority, root } = family(kind);
  const eva: Person = { ...makePerson(family(kind), EVA, { publicKey: key(kind, 3) }), key: key(kind, 3) };

  it('verifies attached and detached, in DER, PEM and base64', () => {
    const attached = signed(kind);
    const verdict = verifyCms(attached, policy());
    expect(verdict).toMatchObject({
      valid: true,
      signers: [{ iin: ADAM.iin, timeStamped: false, time: AT }],
    });
    expect(Buffer.from(verdict.octets ?? []).toString()).toBe('мазмұны');
    const detached = signed(kind, {}, { attached: false });
    expect(reasonOf(detached, {}, CONTENT)).toBe('valid');
    expect(reasonOf(Buffer.from(pemOf(attached, 'CMS')))).toBe('valid');
    expect(reasonOf(Buffer.from(Buffer.from(attached).toString('base64')))).toBe('valid');
    expect(reasonOf(attached, {}, CONTENT)).toBe('valid');
  });

  it('verifies BER as streaming writers make it', () => {
    const ber = asBer(signed(kind));
    expect(reasonOf(ber)).toBe('valid');
    expect(reasonOf(ber.subarray(0, ber.length - 1))).toBe('malformed');
  });

  it('verifies with the whole chain, without signingCertificateV2, and by key identifier', () => {
    expect(reasonOf(signed(kind, {}, { chain: [root.certificate, authority.certificate] }))).toBe('valid');
    expect(reasonOf(signed(kind, { signingCertificate: null }))).toBe('valid');
    const keyOid = kind === 'rsa' ? OID.rsaKey : OID.gost2015Key;
    expect(reasonOf(signed(kind, { signatureAlgorithm: algorithmIdentifier(keyOid) }))).toBe('valid');
  });

  it('finds authorities among the certificates that came along, but never trusts them for that', () => {
    const below = makeAuthority({ commonName: 'АЛЫП КЕЛГЕН КО' }, key(kind, 4), root, {});
    const person = makePerson({ kind, authority: below }, ADAM);
    const bring = (...chain: readonly Uint8Array[]) => signCms(CONTENT, [person], { attached: true, chain });
    expect(reasonOf(bring())).toBe('untrusted');
    expect(reasonOf(bring(below.certificate))).toBe('valid');
    const selfMade = makeAuthority({ commonName: 'ӨЗ КО' }, key(kind, 4), undefined, {});
    const forged = makePerson({ kind, authority: selfMade }, ADAM);
    expect(reasonOf(signCms(CONTENT, [forged], { attached: true, chain: [selfMade.certificate] }))).toBe(
      'untrusted',
    );
    const leaf = { name: ADAM, key: adam.key, certificate: adam.certificate };
    const victim = {
      ...makePerson({ kind, authority: leaf }, EVA, { publicKey: key(kind, 3) }),
      key: key(kind, 3),
    };
    expect(reasonOf(signCms(CONTENT, [victim], { attached: true, chain: [adam.certificate] }))).toBe('chain');
  });

  it('verifies every signer', () => {
    const both: CmsSigner[] = [adam, eva];
    const verdict = verifyCms(signCms(CONTENT, both, { attached: true }), policy());
    expect(verdict.valid).toBe(true);
    expect(verdict.signers.map(({ iin }) => iin).sort()).toEqual([ADAM.iin, EVA.iin].sort());
    const spoil = (value: Uint8Array) => value.map((octet, i) => (i === 20 ? octet ^ 1 : octet));
    const broken = signCms(CONTENT, [adam, { ...eva, odd: { alterSignature: spoil } }], { attached: true });
    expect(reasonOf(broken)).toBe('signature');
    expect(reasonOf(signCms(CONTENT, both, { attached: true }), { expectedIin: ADAM.iin ?? '' })).toBe(
      'iin-mismatch',
    );
  });

  it.each<[string, CmsOddities, Partial<CmsOptions>, SignatureFailure]>([
    ['a wrong messageDigest', { messageDigest: new Uint8Array(kind === 'gost' ? 64 : 32) }, {}, 'digest'],
    ['other content than was signed', {}, { embedded: Buffer.from('басқа') }, 'digest'],
    ['no signed attributes', { bare: true }, {}, 'structure'],
    ['no contentType', { withoutAttributes: [OID.contentType] }, {}, 'structure'],
    ['no messageDigest', { withoutAttributes: [OID.messageDigest] }, {}, 'structure'],
    ['a contentType of something else', { attributeContentType: OID.signedData }, {}, 'structure'],
    ['an eContentType of something else', { contentType: OID.timeStampInfo }, {}, 'structure'],
    ['an attribute twice', { extraAttributes: [signingCertificateV2(adam.certificate)] }, {}, 'structure'],
    ['the hash of another certificate', { signingCertificate: authority.certificate }, {}, 'digest'],
    ['no certificate', {}, { certificates: [] }, 'structure'],
    ['another’s certificate', {}, { certificates: [eva.certificate] }, 'structure'],
    ['a certificate that is none', {}, { certificates: [sequence()] }, 'malformed'],
    [
      'another digest than its signature',
      { digestAlgorithm: algorithmIdentifier(kind === 'rsa' ? OID.streebog512 : OID.sha256) },
      {},
      'algorithm',
    ],
    ['SHA-1', { digestAlgorithm: algorithmIdentifier(OID.sha1) }, {}, 'algorithm'],
    ['an unknown signature', { signatureAlgorithm: algorithmIdentifier('1.2.3') }, {}, 'algorithm'],
    [
      'the signature of the other family',
      { signatureAlgorithm: algorithmIdentifier(kind === 'rsa' ? OID.gost2015Signature : OID.sha256WithRsa) },
      {},
      'algorithm',
    ],
    [
      'a changed signature',
      { alterSignature: (value) => value.map((octet, i) => (i === 3 ? octet ^ 4 : octet)) },
      {},
      'signature',
    ],
    ['a signature reversed', { alterSignature: (value) => value.toReversed() }, {}, 'signature'],
    [
      'a signature with an octet more',
      { alterSignature: (value) => concat(value, Uint8Array.of(0)) },
      {},
      'signature',
    ],
    ['a signature over the content', { sign: () => signWith(adam.key, CONTENT) }, {}, 'signature'],
    ['nothing to verify', {}, { attached: false }, 'structure'],
    ['a version from the future', { version: 9 }, {}, 'structure'],
  ])('refuses %s', (_name, odd, options, reason) => {
    expect(reasonOf(signed(kind, odd, options))).toBe(reason);
  });

  it('refuses signed attributes served as content', () => {
    const attributes = setOf(sequence(oid(OID.contentType), setOf(oid(OID.data))));
    const bare = signCms(attributes, [{ ...adam, odd: { bare: true } }], { attached: true });
    expect(reasonOf(bare)).toBe('structure');
  });

  it('verifies against the data that were given, not against what is embedded', () => {
    expect(reasonOf(signed(kind), {}, Buffer.from('басқа'))).toBe('digest');
    expect(reasonOf(signed(kind, {}, { attached: false }), {}, Buffer.from('басқа'))).toBe('digest');
    expect(reasonOf(signed(kind, {}, { embedded: Buffer.from('басқа') }), {}, CONTENT)).toBe('digest');
  });

  it('sees revocation, time, usage and person', () => {
    const serial = Uint8Array.from(
      Buffer.from(verifyCms(signed(kind), policy()).signers[0]?.serialNumber ?? '', 'hex'),
    );
    const crls = [list(family(kind), { revoked: [{ serial, at: new Date('2026-05-01') }] })];
    expect(reasonOf(signed(kind), { crls })).toBe('revoked');
    expect(reasonOf(signed(kind), { at: new Date('2030-01-01') })).toBe('expired');
    expect(reasonOf(signed(kind), { purpose: 'organisation' })).toBe('key-usage');
    expect(reasonOf(signed(kind), { expectedIin: EVA.iin ?? '' })).toBe('iin-mismatch');
  });

  describe('time stamps', () => {
    const stamper = {
      ...makePerson(family(kind), { commonName: 'УАҚЫТ' }, { profile: 'tsa', publicKey: key(kind, 6) }),
      key: key(kind, 6),
    };
    const THEN = new Date('2026-03-01T00:00:00Z');
    const LATE = { at: new Date('2028-01-01T00:00:00Z') };
    const stamped = (changes: Partial<TimeStampContent> = {}, over?: Uint8Array) =>
      signCms(
        CONTENT,
        [
          {
            ...adam,
            timeStamp: (signature) =>
              writeTimeStamp(over ?? signature, { ...stamper, time: THEN, ...changes }),
          },
        ],
        { attached: true },
      );

    it('prove when a signature was made', () => {
      const verdict = verifyCms(stamped(), policy(LATE));
      expect(verdict).toMatchObject({ valid: true, signers: [{ timeStamped: true, time: THEN }] });
      expect(reasonOf(signed(kind), LATE)).toBe('expired');
      expect(reasonOf(stamped({ time: new Date('2025-01-01') }), LATE)).toBe('expired');
      expect(reasonOf(stamped({ time: VALID_TO }), LATE)).toBe('valid');
    });

    it('take a revocation after them out of account, and one before them into it', () => {
      const signer = verifyCms(stamped(), policy(LATE)).signers[0];
      const serial = Uint8Array.from(Buffer.from(signer?.serialNumber ?? '', 'hex'));
      const with_ = (at: string) => ({
        ...LATE,
        crls: [list(family(kind), { revoked: [{ serial, at: new Date(at) }] })],
      });
      expect(reasonOf(stamped(), with_('2026-04-01'))).toBe('valid');
      expect(reasonOf(stamped(), with_('2026-02-01'))).toBe('revoked');
    });

    it('of nobody trusted are ignored', () => {
      const impostor = makeAuthority({ commonName: 'ЖАЛҒАН КО' }, key(kind, 4), undefined, {});
      const theirs = makePerson(
        { kind, authority: impostor },
        { commonName: 'УАҚЫТ' },
        { profile: 'tsa', publicKey: key(kind, 6) },
      );
      const forged = stamped({ certificate: theirs.certificate });
      expect(reasonOf(forged, LATE)).toBe('expired');
      expect(verifyCms(forged, policy())).toMatchObject({ valid: true, signers: [{ timeStamped: false }] });
    });

    it('by a person, or by a service out of its time or revoked, are ignored', () => {
      expect(reasonOf(stamped({ key: adam.key, certificate: adam.certificate }), LATE)).toBe('expired');
      const old = makePerson(
        family(kind),
        { commonName: 'УАҚЫТ' },
        { profile: 'tsa', publicKey: key(kind, 6), validTo: new Date('2026-02-01') },
      );
      expect(reasonOf(stamped({ certificate: old.certificate }), LATE)).toBe('expired');
      const parsed = parseCertificate(stamper.certificate);
      const serial = parsed.ok ? parsed.value.serial : new Uint8Array();
      const crls = [
        list(family(kind), { nextUpdate: LATE.at, revoked: [{ serial, at: new Date('2026-02-01') }] }),
      ];
      expect(reasonOf(stamped(), { ...LATE, crls })).toBe('expired');
    });

    it.each<[string, Uint8Array, SignatureFailure]>([
      ['over another signature', stamped({}, Buffer.from('another')), 'digest'],
      ['whose content was changed', stamped({ odd: { messageDigest: new Uint8Array(64) } }), 'digest'],
      [
        'whose signature was changed',
        stamped({
          odd: { alterSignature: (value) => value.map((octet, i) => (i === 5 ? octet ^ 1 : octet)) },
        }),
        'signature',
      ],
    ])('%s make the result invalid', (_name, bytes, reason) => {
      expect(reasonOf(bytes)).toBe(reason);
    });

    it('that are none are malformed', () => {
      const broken = signCms(CONTENT, [{ ...adam, timeStamp: () => sequence(oid('1.2.3')) }], {
        attached: true,
      });
      expect(reasonOf(broken)).toBe('malformed');
    });
  });
});

describe('files that are no CMS', () => {
  const whole = signed('rsa');
  it.each([
    ['nothing', new Uint8Array(0), 'malformed'],
    ['text', Buffer.from('hello, this is text'), 'malformed'],
    ['a cut file', whole.subarray(0, whole.length - 1), 'malformed'],
    ['something after the end', concat(whole, Uint8Array.of(0)), 'malformed'],
    ['a certificate', family('rsa').adam.certificate, 'malformed'],
    ['enveloped data', sequence(oid('1.2.840.113549.1.7.3'), explicit(0, sequence())), 'structure'],
    ['a PEM without an end', Buffer.from(pemOf(whole, 'CMS').slice(0, -10)), 'malformed'],
    ['two PEM blocks', Buffer.from(pemOf(whole, 'CMS').repeat(2)), 'structure'],
    ['too much', new Uint8Array(LARGEST_INPUT + 1), 'structure'],
    ['lengths that never end', new Uint8Array(1_000_000).fill(0x30), 'malformed'],
    [
      'indefinite lengths without end',
      Uint8Array.from({ length: 100_000 }, (_, i) => (i % 2 === 0 ? 0x30 : 0x80)),
      'malformed',
    ],
    [
      'no signer',
      sequence(
        oid(OID.signedData),
        explicit(0, sequence(Uint8Array.of(2, 1, 1), setOf(), sequence(oid(OID.data)), setOf())),
      ),
      'structure',
    ],
    [
      'a huge element',
      concat(element(0x30).subarray(0, 1), Uint8Array.of(0x84, 0xff, 0xff, 0xff, 0xff)),
      'malformed',
    ],
  ] as const)('%s: %#', (_name, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason);
  });
});
