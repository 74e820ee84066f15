/** CMS by openssl: sound ones in every wrapping, and those that are not. */
import type { Holder, Workshop } from './maker.ts';
import { AT, type Case, type Family } from './people.ts';

export function cmsCases(workshop: Workshop, family: Family): readonly Case[] {
  const { adam, authority, eva, trust } = family;
  const cases: Case[] = [];
  const add = (id: string, file: string, expected: string, more: Partial<Case> = {}) =>
    cases.push({ id: `cms: ${id}`, file, kind: 'cms', trust, at: AT, expected, ...more });
  const detached = (id: string, file: string, dataFile: string, expected: string) =>
    add(id, file, expected, { kind: 'cms-detached', dataFile });
  const data = workshop.write('data', 'мәтін\r\n');
  const other = workshop.write('other', 'басқа');
  const by = (name: string, holder: Holder, ...more: string[]) => workshop.cms(name, data, holder, ...more);

  const attached = by('attached', adam, '-nodetach');
  const apart = by('apart', adam);
  add('attached', attached, 'valid');
  detached('detached', apart, data, 'valid');
  detached('detached, other data', apart, other, 'digest');
  detached('attached, with its data', attached, data, 'valid');
  detached('attached, other data', attached, other, 'digest');
  add('detached without data', apart, 'structure');
  add('by key identifier', by('keyid', adam, '-nodetach', '-keyid'), 'valid');
  add('CAdES', by('cades', adam, '-nodetach', '-cades'), 'valid');
  add('a stream', by('stream', adam, '-nodetach', '-stream'), 'valid');
  add('with the chain', by('chain', adam, '-nodetach', '-certfile', authority.certificate), 'valid');
  const alone = { trust: trust.slice(0, 1) };
  add(
    'the authority only came along',
    by('along', adam, '-nodetach', '-certfile', authority.certificate),
    'valid',
    alone,
  );
  add(
    'an impostor came along',
    by('fake', family.byImpostor, '-nodetach', '-certfile', family.impostor.certificate),
    'untrusted',
    alone,
  );
  add(
    'a person as authority came along',
    by('leaf', family.byLeaf, '-nodetach', '-certfile', adam.certificate),
    'chain',
  );
  add('without attributes', by('bare', adam, '-nodetach', '-noattr'), 'structure');
  add('without the certificate', by('nocerts', adam, '-nodetach', '-nocerts'), 'structure');
  add('SHA-1', by('sha1', adam, '-nodetach', '-md', 'sha1'), 'algorithm');
  add('PSS', by('pss', adam, '-nodetach', '-keyopt', 'rsa_padding_mode:pss'), 'algorithm');
  add('ended', by('ended', family.ended, '-nodetach'), 'expired');
  add('for signing in', by('signin', family.signInOnly, '-nodetach'), 'key-usage');
  const revoked = by('revoked', family.revoked, '-nodetach');
  add('revoked', revoked, 'revoked', { crl: [family.good] });
  add(
    'another content type',
    by('type', adam, '-nodetach', '-econtent_type', '1.2.840.113549.1.9.16.1.4'),
    'structure',
  );

  workshop.run(
    'openssl',
    'cms',
    '-resign',
    '-inform',
    'DER',
    '-in',
    attached,
    '-outform',
    'DER',
    '-signer',
    eva.certificate,
    '-inkey',
    eva.key,
    '-nodetach',
    '-out',
    'both.cms',
  );
  add('two signers', 'both.cms', 'valid');
  workshop.run(
    'openssl',
    'cms',
    '-resign',
    '-inform',
    'DER',
    '-in',
    attached,
    '-outform',
    'DER',
    '-signer',
    family.ended.certificate,
    '-inkey',
    family.ended.key,
    '-nodetach',
    '-out',
    'one-ended.cms',
  );
  add('two signers, one of them ended', 'one-ended.cms', 'expired');

  const bytes = workshop.read(attached);
  const both = workshop.read('both.cms');
  const text = bytes.toString('base64');
  const write = (name: string, content: string | Uint8Array) => workshop.write(name, content);
  const lines = text.match(/.{1,64}/g)?.join('\n') ?? '';
  add('PEM', write('pem', `-----BEGIN CMS-----\n${lines}\n-----END CMS-----\n`), 'valid');
  add(
    'PEM of PKCS7',
    write('pkcs7', `-----BEGIN PKCS7-----\r\n${lines.replaceAll('\n', '\r\n')}\r\n-----END PKCS7-----\r\n`),
    'valid',
  );
  add('base64', write('base64', text), 'valid');
  add('base64 in lines', write('lines', `${lines}\n`), 'valid');
  add('nothing', write('empty', ''), 'malformed');
  add('text', write('text', 'no CMS at all'), 'malformed');
  add('cut', write('cut', bytes.subarray(0, -1)), 'malformed');
  add('something after it', write('tail', Buffer.concat([bytes, Buffer.of(0)])), 'malformed');
  add('XML', write('xml', '<a/>'), 'malformed');
  const edited = (from: Buffer, at: number) => {
    const copy = Buffer.from(from);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  add('another content', write('content', edited(bytes, bytes.indexOf('мәтін') + 1)), 'digest');
  add('another signature', write('signature', edited(bytes, bytes.length - 5)), 'signature');
  add('the second signer broken', write('second', edited(both, both.length - 5)), 'signature');
  workshop.run(
    'openssl',
    'cms',
    '-encrypt',
    '-in',
    data,
    '-outform',
    'DER',
    '-out',
    'sealed',
    adam.certificate,
  );
  add('sealed, not signed', 'sealed', 'structure');
  return cases;
}
