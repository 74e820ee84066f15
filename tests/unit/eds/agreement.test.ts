/** On RSA files Debian's xmlsec1 and openssl agree with the verifier, where policy does not make it stricter. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCms, verifyXml } from '../../../core/eds/verify.ts';
import { pemOf } from '../../simulators/demo-ca/certificate-writer.ts';
import { type CmsOddities, signCms } from '../../simulators/demo-ca/cms-signer.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { ADAM, AT, family, list, makePerson, policy } from './demo-world.ts';

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const tools = { xmlsec1: has('xmlsec1'), openssl: has('openssl') };
for (const [program, present] of Object.entries(tools)) {
  if (!present) console.warn(`skipped: ${program} is not installed (apt-get install ${program})`);
}

const folder = mkdtempSync(join(tmpdir(), 'kezek-agree-'));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const { root, authority, adam } = family('rsa');
let roots = '';
let below = '';
let both = '';

beforeAll(() => {
  roots = file('root.pem', pemOf(root.certificate));
  below = file('authority.pem', pemOf(authority.certificate));
  both = file('both.pem', pemOf(root.certificate) + pemOf(authority.certificate));
});
afterAll(() => rmSync(folder, { recursive: true }));

const DOCUMENTS = [
  '<a/>',
  '<a xml:lang="kk" xml:space="preserve"><b/>\u0085\u2028</a>',
  '<?before x?><!-- c --><a>x</a><?after?>',
  '<a xmlns="urn:1" xmlns:p="urn:2" p:x="&#13;&#10;" b="\t">мәтін &lt;&amp;&gt; 😀<!-- c --></a>',
];

describe.skipIf(!tools.xmlsec1)('xmlsec1', () => {
  const theirs = (xml: string): boolean => {
    const path = file('signed.xml', xml);
    const moment = AT.toISOString().slice(0, 19).replace('T', ' ');
    const run = spawnSync('xmlsec1', [
      ...['--verify', '--trusted-pem', roots, '--untrusted-pem', below],
      ...['--verification-gmt-time', moment, path],
    ]);
    return run.status === 0;
  };
  const ours = (xml: string): boolean => verifyXml(Buffer.from(xml), policy()).valid;

  it.each(DOCUMENTS)('agrees on %j', (source) => {
    for (const style of ['lines', 'windows', 'references', 'compact'] as const) {
      const xml = signXmlEnveloped(source, adam.key, adam.certificate, { style, verbatim: true });
      expect([style, ours(xml), theirs(xml)]).toEqual([style, true, true]);
      const changed = xml.replace(/<(\/?)a\b/g, '<$1aa');
      expect([ours(changed), theirs(changed)]).toEqual([false, false]);
    }
  });
});

describe.skipIf(!tools.openssl)('openssl', () => {
  const theirs = (cms: Uint8Array, content?: Uint8Array): boolean => {
    const run = spawnSync('openssl', [
      ...[
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        file('signed.cms', cms),
        '-out',
        join(folder, 'out'),
        '-binary',
      ],
      ...['-CAfile', both, '-purpose', 'any', '-attime', String(AT.getTime() / 1000)],
      ...(content === undefined ? [] : ['-content', file('content', content)]),
    ]);
    return run.status === 0;
  };
  const ours = (cms: Uint8Array, content?: Uint8Array): boolean => verifyCms(cms, policy(), content).valid;
  const content = Buffer.from('content \r\n\0 ә');

  it.each<[string, CmsOddities, boolean]>([
    ['sound', {}, true],
    ['without signingCertificateV2', { signingCertificate: null }, true],
    ['with another digest', { messageDigest: new Uint8Array(32) }, false],
    [
      'with a changed signature',
      { alterSignature: (value) => value.map((octet, i) => (i === 0 ? octet ^ 1 : octet)) },
      false,
    ],
  ])('agrees on one that is %s', (_name, odd, expected) => {
    for (const attached of [true, false]) {
      const cms = signCms(content, [{ ...adam, odd }], { attached });
      const data = attached ? undefined : content;
      expect([ours(cms, data), theirs(cms, data)]).toEqual([expected, expected]);
    }
  });

  it('makes files that verify here', () => {
    const key =
      adam.key.kind === 'rsa' ? adam.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() : '';
    const signer = ['-signer', file('adam.pem', pemOf(adam.certificate)), '-inkey', file('adam.key', key)];
    const input = file('content', content);
    for (const more of [
      ['-nodetach'],
      ['-nodetach', '-stream'],
      ['-nodetach', '-cades'],
      ['-nodetach', '-keyid'],
      [],
    ]) {
      const out = join(folder, 'theirs.cms');
      const { status } = spawnSync('openssl', [
        ...['cms', '-sign', '-md', 'sha256', '-binary', '-outform', 'DER', '-in', input, '-out', out],
        ...signer,
        ...more,
      ]);
      expect(status).toBe(0);
      const made = spawnSync('cat', [out]).stdout;
      expect([more, ours(made, more.length === 0 ? content : undefined)]).toEqual([more, true]);
    }
  });

  it('agrees on certificates and lists', () => {
    const moment = ['-attime', String(AT.getTime() / 1000)];
    const check = (certificate: Uint8Array, ...more: string[]) =>
      spawnSync('openssl', [
        'verify',
        ...moment,
        '-CAfile',
        roots,
        '-untrusted',
        below,
        ...more,
        file('c.pem', pemOf(certificate)),
      ]).status === 0;
    expect(check(adam.certificate)).toBe(true);
    const altered = makePerson(family('rsa'), ADAM, {
      odd: { alterSignature: (value) => value.toReversed() },
    });
    expect(check(altered.certificate)).toBe(false);
    const crl = file('list.pem', pemOf(list(family('rsa')), 'X509 CRL'));
    expect(check(adam.certificate, '-CRLfile', crl, '-crl_check')).toBe(true);
    const serial = verifyCms(signCms(content, [adam], { attached: true }), policy()).signers[0]?.certificate
      .serial;
    const revoked = list(family('rsa'), {
      revoked: [{ serial: serial ?? new Uint8Array(), at: new Date('2026-05-01') }],
    });
    expect(
      check(adam.certificate, '-CRLfile', file('list.pem', pemOf(revoked, 'X509 CRL')), '-crl_check'),
    ).toBe(false);
  });
});
