/** Signed XML that says something else beside or inside what is signed: every attack gets its reason (issue 3, "Wrong input"). */
import { describe, expect, it } from 'vitest';
import { DS_NAMESPACE, XML_ALGORITHM } from '../../../core/eds/xml-algorithm.ts';
import { DOCUMENT, edit, reasonOf, sign } from './signed-xml.ts';

describe('wrapping', () => {
  const signed = sign('<data Id="d"><iin>1</iin></data>', {
    odd: { uri: '#d', canonicalization: XML_ALGORITHM.exclusive },
  });
  const body = signed.slice(signed.indexOf('<data'));
  const signature = signed.slice(
    signed.indexOf('<ds:Signature '),
    signed.lastIndexOf('</ds:Signature>') + 15,
  );
  const original = '<data Id="d"><iin>1</iin></data>';
  const evil = '<data Id="d"><iin>2</iin></data>';

  it('accepts the root by its Id', () => {
    expect(reasonOf(signed)).toBe('valid');
  });

  it.each([
    ['the signed document inside another', `<evil><iin>2</iin>${body}</evil>`],
    [
      'the original moved aside under an unknown element',
      `<r><data Id="e"><iin>2</iin></data><wrapper>${original}</wrapper>${signature}</r>`,
    ],
    [
      'the original moved into the signature’s Object',
      `<r>${evil.replace('"d"', '"e"')}${signature.replace('</ds:Signature>', `<ds:Object>${original}</ds:Object></ds:Signature>`)}</r>`,
    ],
    ['the Id twice', `<r>${evil}${original}${signature}</r>`],
    ['the Id twice, once as xml:id', `<r><data xml:id="d"><iin>2</iin></data>${original}${signature}</r>`],
    ['the Id twice, once as ID', `<r><data ID="d"/>${original}${signature}</r>`],
    ['a brother of the signed element', `<r>${original}<data><iin>2</iin></data>${signature}</r>`],
    ['text beside the signed element', `<r>2${original}${signature}</r>`],
    ['attributes above the signed element', `<r iin="2">${original}${signature}</r>`],
    ['the signature inside the signed element’s brother', `<r>${original}<s>${signature}</s></r>`],
    ['the signature as the root', signature],
    ['the signature in the middle', `<r>${signature}${original}</r>`],
    ['the signature deep inside', `<r><a>${signature}</a></r>`],
    ['no signature', '<r/>'],
    ['a signature of another namespace', edit(signed, `xmlns:ds="${DS_NAMESPACE}"`, 'xmlns:ds="urn:x"')],
    ['an Id that nobody bears', `<r><data Id="e"/>${signature}</r>`],
  ])('refuses %s', (_name, xml) => {
    expect(reasonOf(xml)).toBe('structure');
  });

  it('lets nothing stand beside a signed child of the root', () => {
    const child = sign('<r><data Id="d"><iin>1</iin></data></r>', { id: 'd' });
    expect(reasonOf(child)).toBe('valid');
    expect(reasonOf(edit(child, '</data>', '</data><data><iin>2</iin></data>'))).toBe('structure');
    expect(reasonOf(edit(child, '<data Id', '<iin>2</iin><data Id'))).toBe('structure');
    expect(reasonOf(edit(child, '<r>', '<r>2'))).toBe('structure');
    expect(reasonOf(edit(child, '<r>', '<r iin="2">'))).toBe('structure');
    expect(reasonOf(edit(child, '<iin>1', '<iin>2'))).toBe('digest');
  });

  it('refuses an Id that occurs twice, also inside what is signed', () => {
    expect(reasonOf(sign('<r><data Id="d"><x Id="d"/></data></r>', { id: 'd' }))).toBe('structure');
    expect(reasonOf(sign('<r><data Id="d"><x id="d"/></data></r>', { id: 'd' }))).toBe('structure');
  });

  it('refuses signatures inside the content, even where the outer one is sound', () => {
    const inner = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';
    expect(reasonOf(sign(`<r><x>${inner}</x></r>`))).toBe('structure');
    expect(reasonOf(sign(`<r><x>${inner}</x><y/></r>`))).toBe('structure');
  });

  it('refuses an enveloping Object even where all digests hold', () => {
    expect(reasonOf(sign(DOCUMENT, { odd: { tail: '<ds:Object>x</ds:Object>' } }))).toBe('structure');
    expect(reasonOf(sign(DOCUMENT, { odd: { tail: '<x/>' } }))).toBe('structure');
  });

  it.each([
    [
      'a key value beside the certificate',
      (certificate: string) =>
        `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQ==</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data>`,
    ],
    ['a key name alone', () => '<ds:KeyName>adam</ds:KeyName>'],
    ['a retrieval method', () => `<ds:RetrievalMethod URI="http://127.0.0.1/"/>`],
    [
      'two certificates',
      (certificate: string) =>
        `<ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data>`,
    ],
    [
      'two kinds of X509Data',
      (certificate: string) =>
        `<ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data>`,
    ],
    [
      'a comment inside the certificate',
      (certificate: string) =>
        `<ds:X509Data><ds:X509Certificate>${certificate.slice(0, 8)}<!-- -->${certificate.slice(8)}</ds:X509Certificate></ds:X509Data>`,
    ],
  ])('refuses %s', (_name, keyInfo) => {
    expect(reasonOf(sign(DOCUMENT, { odd: { keyInfo } }))).toBe('structure');
  });

  it.each([
    ['no base64', () => '<ds:X509Data><ds:X509Certificate>???</ds:X509Certificate></ds:X509Data>'],
    ['no certificate', () => '<ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>'],
    [
      'a certificate with something after it',
      (certificate: string) =>
        `<ds:X509Data><ds:X509Certificate>${Buffer.concat([Buffer.from(certificate, 'base64'), Buffer.alloc(3)]).toString('base64')}</ds:X509Certificate></ds:X509Data>`,
    ],
  ])('calls %s malformed', (_name, keyInfo) => {
    expect(reasonOf(sign(DOCUMENT, { style: 'compact', odd: { keyInfo } }))).toBe('malformed');
  });

  it('refuses text that is made to grow in its canonical form', () => {
    expect(reasonOf(edit(sign('<r>x</r>'), '>x<', `>${'>'.repeat(12_000_000)}<`))).toBe('structure');
  });

  it('refuses more signatures than anybody makes', () => {
    const xml = sign();
    const one = xml.slice(xml.indexOf('<ds:Signature '), xml.lastIndexOf('</ds:Signature>') + 15);
    expect(reasonOf(edit(xml, one, one.repeat(17)))).toBe('structure');
  });
});
