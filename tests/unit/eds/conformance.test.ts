/** Every row of the table in eds/README.md §6, on the real files of the National CA. */

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findChains } from '../../../core/eds/chain.ts';
import {
  GOST_2015_512,
  gostPublicKey,
  gostPublicOf,
  signGost,
  verifyGost,
} from '../../../core/eds/gost/signature.ts';
import { checkLists, revocationOf } from '../../../core/eds/revocation.ts';
import type { VerifyPolicy } from '../../../core/eds/verdict.ts';
import {
  type Certificate,
  parseCertificate,
  readTrustFolder,
  type TrustStore,
  verifyCms,
  verifyXml,
} from '../../../core/eds/verify.ts';
import { signCms } from '../../simulators/demo-ca/cms-signer.ts';
import type { DemoKey } from '../../simulators/demo-ca/demo-key.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { openP12, realFile, realFilesPresent, trustFolder } from './real-files.ts';

const GOST_CRL = 'crl/nca_gost2022_test.2026-08-11.crl';
const RSA_CRL = 'crl/nca_rsa_test.2023-11-17.crl';
const NOW = new Date('2026-09-01T00:00:00Z');

function certificate(bytes: Uint8Array): Certificate {
  const parsed = parseCertificate(bytes);
  if (!parsed.ok) throw new Error('no certificate');
  return parsed.value;
}

let store: TrustStore | undefined;
function trust(): TrustStore {
  if (store !== undefined) return store;
  const read = readTrustFolder(trustFolder);
  if (!read.ok) throw new Error(read.error.file);
  store = read.value;
  return store;
}

function policy(at: string | Date, changes: Partial<VerifyPolicy> = {}): VerifyPolicy {
  return {
    trust: trust(),
    crls: [],
    at: new Date(at),
    purpose: 'application',
    allowLegacy: false,
    ...changes,
  };
}

function demoKey(name: string): { key: DemoKey; certificate: Uint8Array } {
  const opened = openP12(name);
  if (name.includes('gost')) {
    const { privateKey } = opened;
    return {
      key: { kind: 'gost', privateKey, publicKey: gostPublicOf(privateKey) },
      certificate: opened.certificate,
    };
  }
  const privateKey = createPrivateKey({ key: Buffer.from(opened.privateKey), format: 'der', type: 'pkcs8' });
  return {
    key: { kind: 'rsa', privateKey, publicKey: createPublicKey(privateKey) },
    certificate: opened.certificate,
  };
}

describe.skipIf(!realFilesPresent)('the National CA’s test files', () => {
  it.each([
    ['nca_gost2022_test', 'root_test_gost_2022', { legacy: false }],
    ['nca_rsa_test', 'kuc_rsa_test', { legacy: false }],
    ['nca_gost_test', 'kuc_gost_test', { legacy: true }],
    ['nca_rsa_test_old', 'root_rsa_test_old', { legacy: false }],
  ])('%s stands under %s', (below, above, { legacy }) => {
    const file = (name: string) =>
      trust()
        .intermediates.concat(trust().anchors)
        .find(({ der }) => {
          const bytes = Buffer.from(realFile(`ca-test/${name}.${name.endsWith('old') ? 'crt' : 'cer'}`));
          const text = bytes.toString('latin1');
          const expected = text.startsWith('-')
            ? Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64')
            : bytes;
          return Buffer.compare(der, expected) === 0;
        });
    const child = file(below);
    const parent = file(above);
    if (child === undefined || parent === undefined) throw new Error('not in the store');
    const [path] = findChains(child, trust()).paths;
    expect(path?.certificates).toEqual([child, parent]);
    expect(path).toMatchObject({ broken: false, weak: false, legacy });
    expect(trust().anchors).toContain(parent);
  });

  it('accepts the GOST signature inside the validity of its certificate, and says why not outside', () => {
    const file = realFile('samples/gost-signed.xml');
    const inside = verifyXml(file, policy('2025-03-01T00:00:00Z'));
    expect(inside).toMatchObject({
      valid: true,
      content: '<test><message>QCxn00hfuH9zCv58</message></test>',
      signers: [{ iin: '123456789011', name: 'ТЕСТОВ ТЕСТ', bin: '123456789021' }],
    });
    expect(verifyXml(file, policy('2024-10-01T00:00:00Z'))).toMatchObject({
      valid: false,
      reason: 'not-yet-valid',
    });
    expect(verifyXml(file, policy(NOW))).toMatchObject({ valid: false, reason: 'expired' });
  });

  it('accepts the RSA signature under the chain of 2018 inside its time', () => {
    const file = realFile('samples/rsa-signed.xml');
    expect(verifyXml(file, policy('2021-03-01T00:00:00Z'))).toMatchObject({
      valid: true,
      content: '<a><b>test</b></a>',
      signers: [{ iin: '123456789011', bin: null, algorithm: 'RSA-2048' }],
    });
    expect(verifyXml(file, policy(NOW))).toMatchObject({ valid: false, reason: 'expired' });
  });

  it('ignores the legacy time stamp of the attached CMS unless legacy is allowed', () => {
    const file = realFile('samples/gost-attached.cms.b64');
    const then = verifyCms(file, policy('2025-02-24T19:23:14Z'));
    expect(then).toMatchObject({ valid: true, signers: [{ timeStamped: false }] });
    expect(then.octets && Buffer.from(then.octets).toString('hex')).toBe('b5eb2d');
    expect(verifyCms(file, policy(NOW))).toMatchObject({ valid: false, reason: 'expired' });
    expect(verifyCms(file, policy(NOW, { allowLegacy: true }))).toMatchObject({
      valid: true,
      signers: [{ timeStamped: true, time: new Date('2025-02-24T19:23:14Z') }],
    });
  });

  it('finds both revocation lists genuine, with their entries', () => {
    const lists = checkLists([realFile(GOST_CRL), realFile(RSA_CRL)], trust(), new Date('2024-01-01'), false);
    expect(lists.sound).toBe(true);
    expect(
      lists.genuine.map(({ list }) => [list.entries.size, list.nextUpdate?.toISOString().slice(0, 10)]),
    ).toEqual([
      [195, '2027-02-07'],
      [9, '2024-05-15'],
    ]);
  });

  it.each([
    ['p12/gost-individual-valid.p12', 'good'],
    ['p12/gost-head-valid.p12', 'good'],
    ['p12/gost-employee-signright-valid.p12', 'good'],
    ['p12/gost-individual-revoked.p12', 'revoked'],
  ] as const)('%s is %s', (name, expected) => {
    const { privateKey, certificate: der } = openP12(name);
    const signer = certificate(der);
    expect(signer.publicKey.kind === 'gost2015' && signer.publicKey.key?.octets).toEqual(
      gostPublicOf(privateKey),
    );
    const [path] = findChains(signer, trust()).paths;
    const issuer = path?.certificates[1];
    if (issuer === undefined) throw new Error('no chain');
    const lists = checkLists([realFile(GOST_CRL)], trust(), NOW, false);
    expect(revocationOf(signer, issuer, lists)).toBe(expected);
  });

  it('reads who, which organisation and which roles from real certificates', () => {
    const person = certificate(openP12('p12/gost-individual-valid.p12').certificate);
    expect(person.holder).toEqual({
      iin: '123456789011',
      name: 'ТЕСТОВ ТЕСТ',
      surname: 'ТЕСТОВ',
      givenName: 'ТЕСТ',
      patronymic: 'ТЕСТОВИЧ',
      organisation: null,
      bin: null,
    });
    expect(person.roles).toEqual(['individual']);
    expect(person.keyStorage).toBe('1.2.398.3.3.5.1.1');
    expect(person.ocspAddresses).toEqual(['http://test.pki.gov.kz/ocsp/']);
    expect(person.deltaCrlAddresses).toEqual(['http://test.pki.gov.kz/crl/nca_gost2022_d_test.crl']);
    const employee = certificate(openP12('p12/gost-employee-signright-valid.p12').certificate);
    expect(employee.roles).toEqual(['legal-entity', 'right-to-sign']);
    expect(employee.holder.bin).toBe('123456789021');
    const head = certificate(openP12('p12/gost-head-valid.p12').certificate);
    expect(head.roles).toContain('first-head');
  });

  it.each([
    ['p12/gost-individual-valid.p12', 'application', NOW, undefined],
    ['p12/gost-individual-valid.p12', 'sign-in', NOW, undefined],
    ['p12/gost-individual-valid.p12', 'organisation', NOW, 'key-usage'],
    ['p12/gost-employee-signright-valid.p12', 'organisation', NOW, undefined],
    ['p12/gost-head-valid.p12', 'organisation', NOW, undefined],
    ['p12/gost-individual-revoked.p12', 'application', NOW, 'revoked'],
    ['p12/rsa-sign-expired-2024-11.p12', 'application', new Date('2024-06-01'), undefined],
    ['p12/rsa-sign-expired-2024-11.p12', 'application', NOW, 'expired'],
    ['p12/rsa-auth-expired-2024-11.p12', 'sign-in', new Date('2024-06-01'), undefined],
    ['p12/rsa-auth-expired-2024-11.p12', 'application', new Date('2024-06-01'), 'key-usage'],
  ] as const)('%s signs for %s at %s: %s', (name, purpose, at, reason) => {
    const { key, certificate: der } = demoKey(name);
    const crls = name.includes('gost') ? [realFile(GOST_CRL)] : [];
    const asked = policy(at, { purpose, crls });
    const expected = reason === undefined ? { valid: true } : { valid: false, reason };
    expect(verifyXml(Buffer.from(signXmlEnveloped('<a>б</a>', key, der)), asked)).toMatchObject(expected);
    const cms = signCms(Buffer.from('content'), [{ key, certificate: der }], { attached: true });
    expect(verifyCms(cms, asked)).toMatchObject(expected);
  });

  it('verifies with a real public key what a real private key signs', () => {
    const { privateKey } = openP12('p12/gost-head-valid.p12');
    const key = gostPublicKey(gostPublicOf(privateKey), GOST_2015_512);
    const message = Buffer.from('a message');
    expect(key !== undefined && verifyGost(key, message, signGost(privateKey, message))).toBe(true);
  });
});
