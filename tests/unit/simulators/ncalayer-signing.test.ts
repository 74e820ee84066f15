import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type NcaLayerSimulator, startNcaLayer } from '../../simulators/ncalayer/index.ts';
import { certificateIn, streebog, verifies, verifiesXml } from './independent.ts';
import { basicsSign, connectTo, type RawClient, resultOf, signatureOf } from './ncalayer-client.ts';

const DOCUMENT = '<өтініш а="1"><ЖСН>220105501235</ЖСН><бос/></өтініш>';

let folder: string;
let ncalayer: NcaLayerSimulator;
let client: RawClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kezek-ncalayer-'));
  ncalayer = await startNcaLayer({ dataFolder: folder });
  client = await connectTo(ncalayer);
});
afterAll(async () => {
  client.close();
  await ncalayer.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => ncalayer.reset());

const as = (person: string, kind: 'gost' | 'rsa-sign' | 'rsa-auth', more: object = {}) =>
  ncalayer.set({ key: { person, kind, state: 'valid', organisation: false, ...more } });
const commonUtils = (method: string, args: readonly unknown[]) =>
  client.ask({ module: 'kz.gov.pki.knca.commonUtils', method, args });
function has(tool: string): boolean {
  try {
    execFileSync(tool, ['version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

describe('what NCALayer signs is really signed', () => {
  test.each([
    ['gost', '1.4', 'auto'],
    ['rsa-sign', '1.4', 'auto'],
    ['gost', '1.2', 'auto'],
    ['rsa-sign', '1.2', 'crlf'],
    ['gost', '1.2', 'entity'],
    ['rsa-auth', '1.2', 'lf'],
  ] as const)('XML with a %s key, version %s, layout %s', async (kind, version, xmlLayout) => {
    await as('synaqov-father', kind);
    await ncalayer.set({ version, xmlLayout });
    const xml = signatureOf(await client.ask(basicsSign('xml', DOCUMENT)));
    expect(verifiesXml(xml)).toEqual({ digest: true, signature: true });
    expect(verifiesXml(xml.replace('220105501235', '220105501236'))).toMatchObject({ digest: false });
    expect(new X509Certificate(certificateIn(xml)).subject).toContain('IIN850717300014');
    expect(xml).toContain('<?xml version="1.0" encoding="UTF-8" standalone="no"?><өтініш а="1">');
    expect(xml.endsWith('</ds:Signature></өтініш>')).toBe(true);
    expect(/\n/.test(xml)).toBe(version === '1.2');
  });

  test('xmlsec1 agrees on XML with an RSA key', async ({ skip }) => {
    if (!has('xmlsec1')) {
      skip('xmlsec1 is not installed');
    }
    await as('synaqov-father', 'rsa-sign');
    for (const xmlLayout of ['compact', 'crlf', 'entity'] as const) {
      await ncalayer.set({ xmlLayout });
      const xml = signatureOf(
        await client.ask(
          basicsSign('xml', '<a xmlns="urn:b" z="1" b="&quot;&#10;"><c><![CDATA[<&]]></c>𐐷</a>'),
        ),
      );
      const file = join(folder, 'signed.xml');
      writeFileSync(file, xml);
      const trusted = ['root', 'nca'].map((name) => join(ncalayer.ca.trustFolder, `${name}_rsa_demo.pem`));
      const verify = () =>
        execFileSync(
          'xmlsec1',
          [
            '--verify',
            '--enabled-key-data',
            'x509',
            ...trusted.flatMap((pem) => ['--trusted-pem', pem]),
            file,
          ],
          { stdio: 'pipe' },
        );
      expect(verify).not.toThrow();
      writeFileSync(file, xml.replace('𐐷', '𐐸').replace('&#66615;', '&#66616;'));
      expect(verify).toThrow();
    }
  });

  test('openssl agrees on CMS with an RSA key, attached and detached', async ({ skip }) => {
    if (!has('openssl')) {
      skip('openssl is not installed');
    }
    await as('synaqov-father', 'rsa-sign');
    const data = Buffer.from('Өтініш №12');
    const bundle = join(folder, 'chain.pem');
    writeFileSync(bundle, ncalayer.ca.chain.slice(2).join(''));
    const verify = (pem: string, content: Buffer) => {
      writeFileSync(join(folder, 'cms.pem'), pem);
      writeFileSync(join(folder, 'content'), content);
      const files = ['-in', join(folder, 'cms.pem'), '-content', join(folder, 'content'), '-CAfile', bundle];
      return execFileSync(
        'openssl',
        ['cms', '-verify', '-inform', 'PEM', '-binary', '-purpose', 'any', ...files],
        {
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
    };
    const sign = async (signingParams: object) =>
      signatureOf(await client.ask(basicsSign('cms', data.toString('base64'), signingParams)));
    const detached = await sign({ decode: 'true', encapsulate: 'false' });
    expect(detached).toMatch(/^-----BEGIN CMS-----\n[\s\S]+\n-----END CMS-----\n$/);
    expect(verify(detached, data).equals(data)).toBe(true);
    expect(() => verify(detached, Buffer.from('Өтініш №13'))).toThrow();
    const attached = await sign({ decode: true });
    expect(verify(attached, data).equals(data)).toBe(true);
    expect(attached.length).toBeGreaterThan(detached.length);
  });

  test.each(['gost', 'rsa-sign'] as const)('raw with a %s key, of data and of a digest', async (kind) => {
    await as('operator', kind);
    const reply = resultOf(await client.ask(basicsSign('raw', 'дерек')));
    expect(reply).toMatchObject({ signatures: [expect.any(String)], certificate: expect.any(String) });
    const { signatures, certificate } = reply as { signatures: string[]; certificate: string };
    const der = new X509Certificate(certificate).raw;
    const signature = Buffer.from(signatures[0] ?? '', 'base64');
    expect(verifies(der, Buffer.from('дерек'), signature)).toBe(true);
    expect(verifies(der, Buffer.from('дерек.'), signature)).toBe(false);
    if (kind === 'gost') {
      const digest = streebog(Buffer.from('дерек')).toString('base64');
      const digested = resultOf(
        await client.ask(basicsSign('raw', digest, { decode: true, digested: true })),
      ) as { signatures: string[] };
      expect(verifies(der, Buffer.from('дерек'), Buffer.from(digested.signatures[0] ?? '', 'base64'))).toBe(
        true,
      );
    }
  });

  test('the document comes back as the JDK writes it: attributes sorted, empty elements and quotes rewritten', async () => {
    const given =
      "<?xml version='1.0'?><!DOCTYPE a><a  z='1' b = 'x>\"&#9;y'><!-- c --><e></e><f a='1'/>𐐷&#13;\r\n</a>";
    const xml = signatureOf(await client.ask(basicsSign('xml', given)));
    expect(xml).toContain(
      '<?xml version="1.0" encoding="UTF-8" standalone="no"?><a b="x&gt;&quot;&#9;y" z="1"><!-- c --><e/><f a="1"/>&#66615;&#13;\n<ds:Signature',
    );
  });

  test('an element with an Id is signed where its XPath points', async () => {
    await as('operator', 'rsa-sign');
    const given = '<root><data Id="x1"><v>1</v></data><signs/></root>';
    const reply = await commonUtils('signXml', ['PKCS12', 'SIGNATURE', given, '//data', '//signs']);
    const xml = String(reply.responseObject);
    expect(xml).toContain('<ds:Reference URI="#x1">');
    expect(xml).toContain('http://www.w3.org/2001/10/xml-exc-c14n#');
    expect(xml).toMatch(/<signs><ds:Signature [\s\S]*<\/ds:Signature><\/signs><\/root>$/);
    expect(await commonUtils('signXml', ['PKCS12', 'SIGNATURE', given, '//nobody', ''])).toMatchObject({
      code: '500',
    });
  });

  test('a second signature covers the first', async () => {
    const first = signatureOf(await client.ask(basicsSign('xml', DOCUMENT)));
    await as('operator-two', 'gost');
    const second = signatureOf(await client.ask(basicsSign('xml', first)));
    expect(second.match(/<ds:Signature /g)).toHaveLength(2);
  });

  test('forgeries are what their names say', async () => {
    await as('operator', 'gost');
    const forged = async (
      forgery: 'other-content' | 'broken-digest' | 'broken-signature' | 'other-certificate',
    ) => {
      await ncalayer.set({ forgery });
      return signatureOf(await client.ask(basicsSign('xml', DOCUMENT)));
    };
    const other = await forged('other-content');
    expect(other).not.toContain('220105501235');
    expect(verifiesXml(other)).toEqual({ digest: true, signature: true });
    expect(verifiesXml(await forged('broken-digest'))).toEqual({ digest: false, signature: true });
    expect(verifiesXml(await forged('broken-signature'))).toEqual({ digest: true, signature: false });
    const stolen = await forged('other-certificate');
    expect(new X509Certificate(certificateIn(stolen)).subject).toContain(demoPerson('auditor').iin);
    expect(verifiesXml(stolen).signature).toBe(false);
    await ncalayer.set({ forgery: 'no-signature' });
    expect(signatureOf(await client.ask(basicsSign('xml', DOCUMENT)))).not.toContain('Signature');
  });
});
