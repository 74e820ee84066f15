/** Signed XML by xmlsec1: unusual but sound documents, and every attack that changes or rearranges them. */
import type { Holder, Workshop } from './maker.ts';
import { AT, type Case, type Family } from './people.ts';
import {
  C14N,
  DS,
  ENVELOPED,
  EXCLUSIVE,
  type Form,
  referenceTo,
  SOUND,
  signature,
  transform,
} from './xml-template.ts';

export function xmlCases(workshop: Workshop, family: Family): readonly Case[] {
  const { adam, trust } = family;
  const cases: Case[] = [];
  let made = 0;
  const sign = (document: string, form: Form = {}, by: Holder = adam, ...more: string[]): string => {
    made += 1;
    return workshop.xml(
      `x${made}`,
      document.replace('§', () => signature(form)),
      by,
      ...more,
    );
  };
  const add = (id: string, file: string, expected: string, more: Partial<Case> = {}) =>
    cases.push({ id: `xml: ${id}`, file, kind: 'xml', trust, at: AT, expected, ...more });
  const changed = (
    id: string,
    file: string,
    change: (text: string) => string | Uint8Array,
    expected: string,
  ) => {
    const before = workshop.read(file).toString('utf8');
    const after = change(before);
    if (after === before) throw new Error(`${id}: nothing was changed`);
    made += 1;
    add(id, workshop.write(`c${made}.xml`, after), expected);
  };

  for (const [id, [document, form]] of Object.entries(SOUND)) {
    const file = sign(document, form);
    add(id, file, 'valid');
    changed(`${id}, changed`, file, (text) => text.replace(/<a(?=[\s>])/, '<a evil="1"'), 'digest');
  }

  const base = sign('<a><iin>850717300014</iin>§</a>');
  const text = workshop.read(base).toString('utf8');
  const whole = /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(text)?.[0] ?? '';
  const bare = text.replace(whole, '').replace(/<\?xml[^>]*>\s*/, '');
  const change = (id: string, edit: (text: string) => string | Uint8Array, expected: string) =>
    changed(id, base, edit, expected);

  change('line ends turned into CRLF', (it) => it.replaceAll('\n', '\r\n'), 'valid');
  change('a byte order mark', (it) => `\ufeff${it}`, 'valid');
  change('UTF-16', (it) => Buffer.from(`\ufeff${it.replace(/encoding="[^"]*"/, '')}`, 'utf16le'), 'valid');
  change('a comment in the text', (it) => it.replace('8507', '8507<!---->'), 'valid');
  change('the signed text', (it) => it.replace('014<', '015<'), 'digest');
  change(
    'the digest',
    (it) => it.replace(/(<ds:DigestValue>)./, '$1B').replace(/(<ds:DigestValue>)BB/, '$1CB'),
    'digest',
  );
  change(
    'the signature value',
    (it) =>
      it.replace(/(<ds:SignatureValue>\s*)(.)/, (_, tag, first) => `${tag}${first === 'A' ? 'B' : 'A'}`),
    'signature',
  );
  change(
    'a white space in SignedInfo',
    (it) => it.replace('<ds:SignatureMethod', ' <ds:SignatureMethod'),
    'signature',
  );
  change('an Id on SignedInfo', (it) => it.replace('<ds:SignedInfo>', '<ds:SignedInfo Id="i">'), 'signature');
  change(
    'a comment in SignedInfo',
    (it) => it.replace('<ds:SignatureMethod', '<!----><ds:SignatureMethod'),
    'structure',
  );
  change(
    'another certificate',
    (it) => it.replace(certificateText(it), () => bodyOf(workshop, family.eva)),
    'signature',
  );
  change('a certificate that is none', (it) => it.replace(certificateText(it), 'AAAA'), 'malformed');
  change('base64 that is none', (it) => it.replace(certificateText(it), '!!!!'), 'malformed');
  change('no signature', () => bare, 'structure');
  change('cut in the middle', (it) => it.slice(0, it.length / 2), 'malformed');
  change('nothing', () => '', 'malformed');
  change('two roots', (it) => `${it}<b/>`, 'malformed');
  change('text after the root', (it) => `${it}x`, 'malformed');
  change('a control character', (it) => it.replace('8507', '8507\u0001'), 'malformed');
  change(
    'no UTF-8',
    (it) => Buffer.concat([Buffer.from(it.slice(0, -5)), Buffer.of(0xff), Buffer.from(it.slice(-5))]),
    'malformed',
  );
  change('another encoding declared', (it) => declared(it, 'UTF-16'), 'malformed');
  change('an encoding declared that is as good', (it) => declared(it, 'us-ascii'), 'valid');
  change('an undeclared entity', (it) => it.replace('8507', '&x;8507'), 'malformed');
  change(
    'an undeclared prefix',
    (it) => it.replace('<iin>', '<q:iin>').replace('</iin>', '</q:iin>'),
    'malformed',
  );
  change('an attribute twice', (it) => it.replace('<iin>', '<iin a="1" a="2">'), 'malformed');
  change('< in an attribute', (it) => it.replace('<iin>', '<iin a="<">'), 'malformed');
  change('XML 1.1', (it) => it.replace('version="1.0"', 'version="1.1"'), 'structure');
  const doctype = (inside: string) => (it: string) => it.replace('<a>', `<!DOCTYPE a ${inside}><a>`);
  change('an empty document type', doctype(''), 'structure');
  change(
    'an external entity',
    (it) => doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]')(it).replace('8507', '&x;8507'),
    'structure',
  );
  change(
    'an entity bomb',
    doctype(
      `[<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.replaceAll(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]`,
    ),
    'structure',
  );
  change('a document type from elsewhere', doctype('SYSTEM "http://127.0.0.1/a.dtd"'), 'structure');
  change(
    'elements 100 000 deep',
    (it) => it.replace('<iin>', `${'<b>'.repeat(100_000)}${'</b>'.repeat(100_000)}<iin>`),
    'structure',
  );

  const wrapped: Readonly<Record<string, string>> = {
    'the signed document inside another': `<evil><iin>1</iin>${text.replace(/<\?xml[^>]*>\s*/, '')}</evil>`,
    'the signature first': `<a>${whole}<iin>850717300014</iin></a>`,
    'the signature deep inside': `<a><iin>850717300014</iin><b>${whole}</b></a>`,
    'the signature as the root': whole,
    'the original in an Object': text.replace(
      '</ds:Signature>',
      `<ds:Object>${bare}</ds:Object></ds:Signature>`,
    ),
    'the signature in a second one': text.replace(
      '</ds:KeyInfo>',
      `</ds:KeyInfo><ds:Object>${whole}</ds:Object>`,
    ),
    'something after the signature': text.replace('</ds:Signature>', '</ds:Signature><iin>1</iin>'),
    'a signature of another namespace': text.replace(`xmlns:ds="${DS}"`, 'xmlns:ds="urn:x"'),
  };
  for (const [id, document] of Object.entries(wrapped)) change(id, () => document, 'structure');
  change('an enclosing element of the same name', () => `<a>${bare.trim()}${whole}</a>`, 'digest');

  const byId = sign(
    '<r><d Id="d"><iin>1</iin></d>§</r>',
    { uri: '#d', transforms: transform(`${C14N}#WithComments`), canonicalization: EXCLUSIVE },
    adam,
    '--id-attr:Id',
    'd',
  );
  add('an element by its Id', byId, 'valid');
  const moved: Readonly<Record<string, readonly [(text: string) => string, string]>> = {
    'by Id, changed': [(it) => it.replace('<iin>1', '<iin>2'), 'digest'],
    'by Id, a brother': [(it) => it.replace('<d ', '<d2><iin>2</iin></d2><d '), 'structure'],
    'by Id, twice': [(it) => it.replace('<d ', '<d Id="d"><iin>2</iin></d><d '), 'structure'],
    'by Id, moved into a wrapper': [
      (it) => it.replace('<d ', '<w><d ').replace('</d>', '</d></w>'),
      'structure',
    ],
    'by Id, moved into an Object': [
      (it) =>
        it
          .replace(/<d Id.*<\/d>/, '<d><iin>2</iin></d>')
          .replace('</ds:Signature>', '<ds:Object><d Id="d"><iin>1</iin></d></ds:Object></ds:Signature>'),
      'structure',
    ],
    'by Id, text beside': [(it) => it.replace('<d ', '2<d '), 'structure'],
  };
  for (const [id, [edit, expected]] of Object.entries(moved)) changed(id, byId, edit, expected);

  const refused: Readonly<Record<string, readonly [Form, string]>> = {
    'RSA with SHA-1': [{ method: `${DS}rsa-sha1` }, 'algorithm'],
    'a digest of SHA-1': [{ digest: `${DS}sha1` }, 'algorithm'],
    'RSA with SHA-512': [{ method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512' }, 'algorithm'],
    'an XPath transform': [
      {
        transforms:
          ENVELOPED + transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<XPath>true()</XPath>'),
      },
      'structure',
    ],
    'canonical XML 1.1': [
      { transforms: ENVELOPED + transform('http://www.w3.org/2006/12/xml-c14n11') },
      'structure',
    ],
    'SignedInfo in canonical XML 1.1': [
      { canonicalization: 'http://www.w3.org/2006/12/xml-c14n11' },
      'structure',
    ],
    'two references': [{ references: referenceTo('', ENVELOPED).repeat(2) }, 'structure'],
    'a key value': [{ keyInfo: '<KeyValue/><X509Data><X509Certificate/></X509Data>' }, 'structure'],
    'an Object': [{ object: '<Object>x</Object>' }, 'structure'],
  };
  for (const [id, [form, expected]] of Object.entries(refused)) add(id, sign('<a>§</a>', form), expected);

  const holders: Readonly<Record<string, readonly [Holder, string]>> = {
    'a certificate that ended': [family.ended, 'expired'],
    'a certificate of the future': [family.later, 'not-yet-valid'],
    'a key for signing in': [family.signInOnly, 'key-usage'],
    'an authority of the same name': [family.byImpostor, 'untrusted'],
    'issued by a person': [family.byLeaf, 'untrusted'],
    'RSA of 1024 bits': [family.weakKey, 'algorithm'],
    'a certificate signed with SHA-1': [family.sha1, 'algorithm'],
    'an authority’s own signature': [family.authority, 'key-usage'],
  };
  for (const [id, [holder, expected]] of Object.entries(holders))
    add(id, sign('<a>§</a>', {}, holder), expected);
  const byLeaf = sign('<a>§</a>', {}, family.byLeaf);
  add('issued by a person, who is among the trusted files', byLeaf, 'chain', {
    trust: [...trust, adam.certificate],
  });
  const deep = sign('<a>§</a>', {}, family.tooDeep);
  add('more authorities than the path allows', deep, 'chain', {
    trust: [...trust, family.limited.certificate],
  });
  add('a key for signing in, for signing in', sign('<a>§</a>', {}, family.signInOnly), 'valid', {
    purpose: 'sign-in',
  });
  add('the root missing', base, 'untrusted', { trust: trust.slice(1) });
  add('the authority missing', base, 'untrusted', { trust: trust.slice(0, 1) });
  add('nobody trusted', base, 'untrusted', { trust: [] });
  add('the right person', base, 'valid', { iin: '850717300014' });
  add('another person', base, 'iin-mismatch', { iin: '900101450010' });
  add('before its time', base, 'not-yet-valid', { at: '2025-12-31T23:59:59Z' });
  add('a current list', base, 'valid', { crl: [family.good] });
  add('a list out of date', base, 'untrusted', { crl: [family.stale] });
  add('a list by an impostor', base, 'untrusted', { crl: [family.forged] });
  add('a list of another authority', base, 'untrusted', { crl: [family.foreign] });
  add('a list that is none', base, 'untrusted', { crl: [workshop.write('none.crl', 'no list')] });
  add('an empty list', base, 'untrusted', { crl: [workshop.write('empty.crl', '')] });
  const ofRevoked = sign('<a>§</a>', {}, family.revoked);
  add('revoked', ofRevoked, 'revoked', { crl: [family.good] });
  add('revoked later than it was signed', ofRevoked, 'valid', {
    crl: [family.good],
    at: '2026-02-28T00:00:00Z',
  });
  add('revoked, by a list out of date', ofRevoked, 'untrusted', { crl: [family.stale] });

  const twice = workshop.xml(
    'twice',
    text.replace('</a>', `${signature()}</a>`),
    family.eva,
    '--node-xpath',
    '/*/*[last()]',
  );
  add('two people', twice, 'valid');
  changed(
    'two people, the second gone',
    twice,
    (it) => it.replace(it.slice(it.lastIndexOf('<ds:Signature '), it.lastIndexOf('</a>')), ''),
    'valid',
  );
  changed('two people, the first gone', twice, (it) => it.replace(whole, ''), 'digest');
  changed('two people, the text changed', twice, (it) => it.replace('014<', '015<'), 'digest');
  return cases;
}

/** The document with an encoding in its declaration. */
function declared(xml: string, encoding: string): string {
  return xml.replace('version="1.0"?>', `version="1.0" encoding="${encoding}"?>`);
}

function certificateText(xml: string): string {
  return /<ds:X509Certificate>([^<]*)</.exec(xml)?.[1] ?? '';
}

function bodyOf(workshop: Workshop, { certificate }: Holder): string {
  return workshop
    .read(certificate)
    .toString('latin1')
    .replace(/-----[^-]*-----/g, '')
    .trim();
}
