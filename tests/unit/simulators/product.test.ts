import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createNcaLayer, type NcaLayer } from '../../../core/eds/ncalayer/index.ts';
import {
  readCrlFolder,
  readTrustFolder,
  type VerifyPolicy,
  verifyCms,
  verifyXml,
} from '../../../core/eds/verify.ts';
import { type NcaLayerSimulator, startNcaLayer } from '../../simulators/ncalayer/index.ts';
import { basicsSign, connectTo, signatureOf } from './ncalayer-client.ts';

/** Content in canonical form, so that it can be compared as it is. */
const CONTENT = '<application version="1"><child>220105501235</child></application>';

let folder: string;
let ncalayer: NcaLayerSimulator;
let client: NcaLayer;
let policy: VerifyPolicy;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kezek-product-'));
  ncalayer = await startNcaLayer({ dataFolder: folder });
  const trust = readTrustFolder(ncalayer.ca.trustFolder);
  const crls = readCrlFolder(ncalayer.ca.crlFolder);
  if (!trust.ok || !crls.ok) {
    throw new Error('The folders of the demo CA cannot be read');
  }
  policy = {
    trust: trust.value,
    crls: crls.value,
    at: new Date(),
    purpose: 'application',
    expectedContent: CONTENT,
    allowLegacy: false,
  };
  client = createNcaLayer({
    url: ncalayer.url,
    ca: readFileSync(ncalayer.caPem, 'utf8'),
    chain: ncalayer.ca.chain,
  });
});
afterAll(async () => {
  client.close();
  await ncalayer.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => ncalayer.reset());

const sign = (purpose: 'application' | 'sign-in' = 'application', iin: string | null = null) =>
  client.signXml({
    xml: CONTENT,
    storage: 'PKCS12',
    purpose,
    iin,
    locale: 'kk',
    signal: new AbortController().signal,
  });

async function judged(changes: Partial<VerifyPolicy> = {}) {
  const signed = await sign(changes.purpose === 'sign-in' ? 'sign-in' : 'application');
  if (!signed.ok) {
    throw new Error(signed.error.code);
  }
  return verifyXml(Buffer.from(signed.value), { ...policy, at: new Date(), ...changes });
}

const key = (person: string, kind: 'gost' | 'rsa-sign' | 'rsa-auth', more: object = {}) =>
  ncalayer.set({ key: { person, kind, state: 'valid', organisation: false, ...more } });

describe('Kezek’s own client and verifier with the stand-in', () => {
  test.each([
    ['gost', '1.4'],
    ['rsa-sign', '1.4'],
    ['gost', '1.2'],
    ['rsa-sign', '1.2'],
  ] as const)('a %s signature from version %s holds and names the person', async (kind, version) => {
    await key('synaqov-father', kind);
    await ncalayer.set({ version });
    expect(await judged()).toMatchObject({
      valid: true,
      signers: [{ iin: '850717300014', revocation: 'good' }],
    });
  });

  test('an NCALayer without basics signs through commonUtils', async () => {
    await ncalayer.set({ modules: 'too-old', version: '1.2' });
    for (const kind of ['gost', 'rsa-sign'] as const) {
      await key('operator', kind);
      expect(await judged()).toMatchObject({ valid: true });
    }
  });

  test('signing in works with a GOST key and with the key for signing in, an application with the other', async () => {
    for (const kind of ['gost', 'rsa-auth'] as const) {
      await key('operator', kind);
      expect(await judged({ purpose: 'sign-in' })).toMatchObject({ valid: true });
    }
    expect(await judged()).toMatchObject({ valid: false, reason: 'key-usage' });
    await key('director', 'gost', { organisation: true });
    expect(await judged({ purpose: 'organisation' })).toMatchObject({
      valid: true,
      signers: [{ bin: '940140000385' }],
    });
  });

  test.each([
    ['expired', 'expired'],
    ['not-yet-valid', 'not-yet-valid'],
    ['revoked', 'revoked'],
    ['stranger', 'untrusted'],
  ] as const)('a key that is %s is refused as %s, GOST and RSA', async (state, reason) => {
    for (const kind of ['gost', 'rsa-sign'] as const) {
      await key('synaqov-father', kind, { state });
      expect(await judged(), kind).toMatchObject({ valid: false, reason });
    }
  });

  test.each([
    ['other-content', 'content'],
    ['broken-digest', 'digest'],
    ['broken-signature', 'signature'],
    ['other-certificate', 'signature'],
    ['no-signature', 'structure'],
  ] as const)('the forgery %s is refused as %s', async (forgery, reason) => {
    for (const kind of ['gost', 'rsa-sign'] as const) {
      await key('synaqov-father', kind);
      await ncalayer.set({ forgery });
      expect(await judged(), kind).toMatchObject({ valid: false, reason });
    }
  });

  test('the filter by IIN leaves a person without a suitable key; a program that ignores it is found out', async () => {
    await key('operator', 'gost');
    expect(await sign('application', '850717300014')).toMatchObject({ ok: true });
    await ncalayer.set({ whoComes: 'chosen' });
    expect(await sign('application', '850717300014')).toMatchObject({ ok: false });
    await ncalayer.set({ obeysFilter: false });
    expect(await judged({ expectedIin: '850717300014' })).toMatchObject({
      valid: false,
      reason: 'iin-mismatch',
    });
  });

  test.each(['gost', 'rsa-sign'] as const)(
    'CMS of a %s key holds, with a time stamp as well',
    async (kind) => {
      await key('synaqov-father', kind);
      const raw = await connectTo(ncalayer);
      const data = Buffer.from('Өтініш').toString('base64');
      const cmsPolicy = { ...policy, at: new Date(), expectedContent: Buffer.from('Өтініш') };
      const signed = async (params: object) =>
        Buffer.from(signatureOf(await raw.ask(basicsSign('cms', data, { decode: true, ...params }))));
      expect(verifyCms(await signed({}), cmsPolicy)).toMatchObject({
        valid: true,
        signers: [{ iin: '850717300014', timeStamped: false }],
      });
      const detached = await signed({ encapsulate: false, tsaProfile: {} });
      expect(verifyCms(detached, cmsPolicy, Buffer.from('Өтініш'))).toMatchObject({
        valid: true,
        signers: [{ timeStamped: true }],
      });
      expect(verifyCms(detached, cmsPolicy, Buffer.from('Өтініш.'))).toMatchObject({ valid: false });
      raw.close();
    },
  );

  test.each([
    ['cancel', 'ncalayer-cancelled'],
    ['wrong-password', 'ncalayer-wrong-password'],
    ['token-absent', 'ncalayer-token-absent'],
    ['error', 'ncalayer-refused'],
  ] as const)('the dialog that ends with %s is told as %s', async (answer, code) => {
    for (const modules of ['all', 'too-old'] as const) {
      await ncalayer.set({ answer, modules });
      expect(await sign()).toMatchObject({ ok: false, error: { code } });
    }
  });

  test('every shape of cancelling is cancelling', async () => {
    await ncalayer.set({ answer: 'cancel' });
    const shapes = ['own', 'user-canceled', 'no-body', 'null-result', 'empty-string', 'empty-array'] as const;
    for (const cancelShape of shapes) {
      await ncalayer.set({ cancelShape });
      expect(await sign(), cancelShape).toMatchObject({ ok: false, error: { code: 'ncalayer-cancelled' } });
    }
  });
});
