/** Signed XML: every form that NCALayer makes verifies; every attack gets its reason (issue 3, "Wrong input"). */
import { createHash, createHmac, sign as signRsa } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyXml } from '../../../core/eds/verify.ts';
import { DS_NAMESPACE, XML_ALGORITHM } from '../../../core/eds/xml-algorithm.ts';
import { type DemoKey, newRsaKey } from '../../simulators/demo-ca/demo-key.ts';
import { signXmlEnveloped, type XmlSignatureOptions } from '../../simulators/demo-ca/xml-signer.ts';
import { ADAM, AT, EVA, family, KINDS, type Kind, key, makePerson, policy } from './demo-world.ts';
import { DOCUMENT, edit, reasonOf, sign } from './signed-xml.ts';

describe.each(KINDS)('signed by a %s key', (kind) => {
  it.each(['lines', 'windows', 'references', 'compact'] as const)('verifies in the style "%s"', (style) => {
    const xml = sign(DOCUMENT, { style }, kind);
    const verdict = verifyXml(Buffer.from(xml), policy());
    expect(verdict).toMatchObject({
      valid: true,
      signers: [{ iin: ADAM.iin, name: ADAM.commonName, bin: null }],
    });
    expect(verdict.content).toBe(
      '<өтініш xmlns="urn:kezek" xml:lang="kk"><iin>850717300014</iin><бала id="1" аты="Нұрлан"></бала>мәтін &amp; 😀</өтініш>',
    );
  });

  it('verifies whatever else a sound document may have', () => {
    const odd =
      '<?pi before?><!-- c --><r xml:lang="kk" xml:space="preserve">a\u0085b\u2028c<x xmlns:p="urn:p" p:q="&#9;&lt;"/><![CDATA[<&>]]><!-- in --></r><?pi after?>';
    expect(reasonOf(sign(odd, { verbatim: true }, kind))).toBe('valid');
    expect(reasonOf(sign(odd, { verbatim: true, style: 'references' }, kind))).toBe('valid');
  });

  it('verifies the form that signs an element by its Id', () => {
    expect(reasonOf(sign('<r><data Id="d"><iin>1</iin></data></r>', { id: 'd' }, kind))).toBe('valid');
    const verdict = verifyXml(
      Buffer.from(sign('<r xmlns="urn:r"><data Id="d">x<!-- c --></data></r>', { id: 'd' }, kind)),
      policy(),
    );
    expect(verdict.content).toBe('<data xmlns="urn:r" Id="d">x</data>');
    expect(reasonOf(sign('<r xml:lang="kk"><data Id="d">x</data></r>', { id: 'd' }, kind))).toBe('valid');
  });

  it('verifies several signatures, each over those before it', () => {
    const second = makePerson(family(kind), EVA, { publicKey: key(kind, 3) });
    const once = sign(DOCUMENT, {}, kind);
    const twice = signXmlEnveloped(once, key(kind, 3), second.certificate, { verbatim: true });
    const verdict = verifyXml(Buffer.from(twice), policy());
    expect(verdict).toMatchObject({ valid: true, signers: [{ iin: ADAM.iin }, { iin: EVA.iin }] });
    expect(verdict.content).not.toContain('Signature');
    // Changing the first breaks both; removing it breaks the second.
    const first = once.slice(once.indexOf('<ds:Signature '), once.lastIndexOf('</ds:Signature>') + 15);
    expect(reasonOf(edit(twice, first, ''))).toBe('digest');
    expect(reasonOf(edit(twice, 'Нұрлан', 'Арман'))).toBe('digest');
  });

  it.each([
    ['a changed text', (xml: string) => edit(xml, '850717300014', '850717300015'), 'digest'],
    ['an added element', (xml: string) => edit(xml, '<iin>', '<iin>0</iin><iin>'), 'digest'],
    ['an added attribute', (xml: string) => edit(xml, '<iin>', '<iin a="b">'), 'digest'],
    ['another xml:lang', (xml: string) => edit(xml, 'xml:lang="kk"', 'xml:lang="ru"'), 'digest'],
    ['white space in the content', (xml: string) => edit(xml, '</iin>', ' </iin>'), 'digest'],
    [
      'a processing instruction in the content',
      (xml: string) => edit(xml, '</iin>', '<?x?></iin>'),
      'digest',
    ],
    ['text after the signature', (xml: string) => edit(xml, '</ds:Signature>', '</ds:Signature>x'), 'digest'],
    [
      'line feeds taken out of SignedInfo',
      (xml: string) => edit(xml, '<ds:SignedInfo>\n', '<ds:SignedInfo>'),
      'signature',
    ],
    [
      'another digest, as of other content',
      (xml: string) =>
        edit(
          xml,
          /<ds:DigestValue>.*?<\/ds:DigestValue>/s,
          `<ds:DigestValue>${Buffer.alloc(kind === 'gost' ? 64 : 32).toString('base64')}</ds:DigestValue>`,
        ),
      'digest',
    ],
    [
      'an empty digest',
      (xml: string) => edit(xml, /<ds:DigestValue>.*?<\/ds:DigestValue>/s, '<ds:DigestValue/>'),
      'malformed',
    ],
    [
      'a short signature value',
      (xml: string) =>
        edit(
          xml,
          /<ds:SignatureValue>.*?<\/ds:SignatureValue>/s,
          '<ds:SignatureValue>AAAA</ds:SignatureValue>',
        ),
      'signature',
    ],
  ] as const)('refuses %s', (_name, attack, reason) => {
    expect(reasonOf(attack(sign(DOCUMENT, {}, kind)))).toBe(reason);
  });

  it('takes a comment for no content: data come only from what is signed', () => {
    const xml = edit(sign(DOCUMENT, {}, kind), '<iin>8507', '<iin>8507<!--x-->');
    const verdict = verifyXml(Buffer.from(xml), policy());
    expect(verdict.valid).toBe(true);
    expect(verdict.content).toContain('<iin>850717300014</iin>');
  });

  it('refuses a signature by another key than that of the certificate', () => {
    const xml = signXmlEnveloped(DOCUMENT, key(kind, 3), family(kind).adam.certificate);
    expect(reasonOf(xml)).toBe('signature');
  });

  it('answers for the person that was expected', () => {
    expect(reasonOf(sign(DOCUMENT, {}, kind), { expectedIin: ADAM.iin ?? '' })).toBe('valid');
    expect(reasonOf(sign(DOCUMENT, {}, kind), { expectedIin: EVA.iin ?? '' })).toBe('iin-mismatch');
  });

  it('answers for the content that was expected', () => {
    const expectedContent = '<a>1</a>';
    expect(reasonOf(sign('<a>1</a>', {}, kind), { expectedContent })).toBe('valid');
    expect(reasonOf(sign('<a>2</a>', {}, kind), { expectedContent })).toBe('content');
  });
});

const transform = (algorithm: string, inner = ''): string =>
  `<ds:Transform Algorithm="${algorithm}">${inner}</ds:Transform>`;
const ENVELOPED = transform(XML_ALGORITHM.enveloped);

describe('transforms and references', () => {
  it.each([
    ['XSLT', ENVELOPED + transform('http://www.w3.org/TR/1999/REC-xslt-19991116', '<x/>')],
    [
      'XPath',
      ENVELOPED + transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>1</ds:XPath>'),
    ],
    ['XPath filter', ENVELOPED + transform('http://www.w3.org/2002/06/xmldsig-filter2')],
    ['base64', transform(`${DS_NAMESPACE}base64`)],
    [
      'canonicalisation twice',
      ENVELOPED + transform(XML_ALGORITHM.inclusive) + transform(XML_ALGORITHM.inclusive),
    ],
    ['enveloped twice', ENVELOPED + ENVELOPED],
    ['enveloped last', transform(XML_ALGORITHM.inclusive) + ENVELOPED],
    ['canonical XML 1.1', ENVELOPED + transform('http://www.w3.org/2006/12/xml-c14n11')],
    [
      'a list of prefixes',
      ENVELOPED +
        transform(
          XML_ALGORITHM.exclusive,
          '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="a"/>',
        ),
    ],
    ['none', ''],
    ['not enveloped', transform(XML_ALGORITHM.inclusive)],
  ])('refuses the transform %s', (_name, transforms) => {
    expect(reasonOf(sign(DOCUMENT, { odd: { transforms } }))).toBe('structure');
  });

  it('accepts the enveloped transform alone and exclusive canonicalisation', () => {
    expect(reasonOf(sign(DOCUMENT, { odd: { transforms: ENVELOPED } }))).toBe('valid');
    expect(reasonOf(sign(DOCUMENT, { odd: { canonicalization: XML_ALGORITHM.exclusive } }))).toBe('valid');
  });

  const reference = (uri: string, digest: string, more = ''): string =>
    `<ds:Reference URI="${uri}"${more}><ds:Transforms>${ENVELOPED}</ds:Transforms><ds:DigestMethod Algorithm="${XML_ALGORITHM.sha256}"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;

  it.each([
    ['two references', (digest: string) => reference('', digest) + reference('', digest)],
    ['no reference', () => ''],
    ['a file', (digest: string) => reference('file:///etc/passwd', digest)],
    ['an address', (digest: string) => reference('http://127.0.0.1/x', digest)],
    ['an XPointer', (digest: string) => reference('#xpointer(/)', digest)],
    ['an empty fragment', (digest: string) => reference('#', digest)],
    ['a type', (digest: string) => reference('', digest, ` Type="${DS_NAMESPACE}Manifest"`)],
  ])('refuses %s', (_name, references) => {
    expect(reasonOf(sign(DOCUMENT, { odd: { references } }))).toBe('structure');
  });

  it('refuses a reference without URI', () => {
    expect(reasonOf(edit(sign(), ' URI=""', ''))).toBe('structure');
  });
});

describe('algorithms', () => {
  const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
  const { adam } = family('rsa');
  const certificatePem = Buffer.from(adam.certificate);
  it.each<[string, XmlSignatureOptions['odd'], Kind]>([
    [
      'RSA with SHA-1',
      {
        signatureMethod: `${DS_NAMESPACE}rsa-sha1`,
        digestMethod: SHA1,
        digest: (message) => createHash('sha1').update(message).digest(),
        sign: (message) =>
          adam.key.kind === 'rsa' ? signRsa('sha1', message, adam.key.privateKey) : message,
      },
      'rsa',
    ],
    [
      'RSA-SHA256 over a SHA-1 digest',
      { digestMethod: SHA1, digest: (message) => createHash('sha1').update(message).digest() },
      'rsa',
    ],
    ['RSA with a digest of GOST', { digestMethod: XML_ALGORITHM.streebog512 }, 'rsa'],
    ['GOST with a digest of SHA-256', { digestMethod: XML_ALGORITHM.sha256 }, 'gost'],
    [
      'the method of GOST with an RSA key',
      { signatureMethod: XML_ALGORITHM.gost2015, digestMethod: XML_ALGORITHM.streebog512 },
      'rsa',
    ],
    [
      'the method of RSA with a GOST key',
      { signatureMethod: XML_ALGORITHM.rsaSha256, digestMethod: XML_ALGORITHM.sha256 },
      'gost',
    ],
    [
      'legacy GOST with a key of 2015',
      { signatureMethod: XML_ALGORITHM.gost2004, digestMethod: XML_ALGORITHM.gost1995 },
      'gost',
    ],
    [
      'an HMAC keyed with the certificate',
      {
        signatureMethod: `${DS_NAMESPACE}hmac-sha256`,
        sign: (message) => createHmac('sha256', certificatePem).update(message).digest(),
      },
      'rsa',
    ],
    ['an unknown method', { signatureMethod: 'urn:x' }, 'rsa'],
  ])('refuses %s', (_name, odd, kind) => {
    expect(reasonOf(sign(DOCUMENT, { odd: odd ?? {} }, kind))).toBe('algorithm');
  });

  it('refuses parameters of a method, such as a truncated HMAC', () => {
    const xml = edit(
      sign(),
      /<ds:SignatureMethod Algorithm="([^"]*)"\/>/,
      '<ds:SignatureMethod Algorithm="$1"><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>',
    );
    expect(reasonOf(xml)).toBe('structure');
  });

  it('refuses an RSA key of fewer than 2048 bits', () => {
    const short: DemoKey = newRsaKey(1024);
    const weak = makePerson(family('rsa'), ADAM, { publicKey: short });
    expect(reasonOf(signXmlEnveloped(DOCUMENT, short, weak.certificate))).toBe('algorithm');
  });
});

describe('time and usage', () => {
  it('judges by the time at which the signature was received', () => {
    expect(reasonOf(sign(), { at: new Date('2025-12-31T23:59:59Z') })).toBe('not-yet-valid');
    expect(reasonOf(sign(), { at: new Date('2026-01-01T00:00:00Z') })).toBe('valid');
    expect(reasonOf(sign(), { at: new Date('2027-01-01T00:00:00Z') })).toBe('valid');
    expect(reasonOf(sign(), { at: new Date('2027-01-01T00:00:01Z') })).toBe('expired');
  });

  it('gives the first of several reasons', () => {
    const late = { at: new Date('2030-01-01'), expectedIin: EVA.iin ?? '' };
    expect(reasonOf(sign(), late)).toBe('expired');
    expect(reasonOf(edit(sign(), '850717300014', '0'), late)).toBe('digest');
    expect(reasonOf(sign(), { ...late, at: AT })).toBe('iin-mismatch');
  });
});
