import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type NcaLayerSimulator, startNcaLayer } from '../../simulators/ncalayer/index.ts';
import { certificateIn } from './independent.ts';
import { basicsSign, connectTo, type RawClient, resultOf, signatureOf } from './ncalayer-client.ts';

const EMAIL = '1.3.6.1.5.5.7.3.4';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const BASICS = 'kz.gov.pki.knca.basics';
const COMMON = 'kz.gov.pki.knca.commonUtils';

let folder: string;
let ncalayer: NcaLayerSimulator;
const clients: RawClient[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kezek-ncalayer-'));
  ncalayer = await startNcaLayer({ dataFolder: folder });
});
afterAll(async () => {
  await ncalayer.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  for (const client of clients.splice(0)) {
    client.close();
  }
  await ncalayer.reset();
});

async function dial(greeted = true): Promise<RawClient> {
  const client = await connectTo(ncalayer, { greeted });
  clients.push(client);
  return client;
}

const SIGN = basicsSign('xml', '<a>1</a>');
const subjectOf = (reply: Record<string, unknown>) =>
  new X509Certificate(certificateIn(signatureOf(reply))).subject;

describe('the socket', () => {
  test('greets with its version, echoes heartbeats, and shows browsers a page', async () => {
    const client = await dial(false);
    expect(JSON.parse(await client.next())).toEqual({ result: { version: '1.4' } });
    client.send('--heartbeat--');
    expect(await client.next()).toBe('--heartbeat--');
    const page = await new Promise<string>((resolve, reject) => {
      get(`https://127.0.0.1:${ncalayer.port}/`, { ca: readFileSync(ncalayer.caPem) }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      }).once('error', reject);
    });
    expect(page).toContain('NCALayer');
  });

  test('may greet late, wrongly or not at all', async () => {
    await ncalayer.set({ greeting: 'garbage', version: '1.3' });
    expect(await (await dial(false)).next()).toBe('NCALayer');
    await ncalayer.set({ greeting: 'late' });
    expect(JSON.parse(await (await dial(false)).next())).toEqual({ result: { version: '1.3' } });
    await ncalayer.set({ greeting: 'missing' });
    expect((await (await dial(false)).ask(SIGN)).status).toBe(true);
  });

  test.each([
    ['untrusted', /unable to verify|signature failure|self.signed|SELF_SIGNED|certificate/],
    ['expired', /expired/],
    ['other-host', /altnames/],
  ] as const)('with the TLS certificate %s nobody who checks it gets in', async (tls, message) => {
    await ncalayer.set({ tls });
    await expect(dial()).rejects.toThrow(message);
    await ncalayer.set({ tls: 'trusted' });
    await expect(dial()).resolves.toBeDefined();
  });

  test('not running, it refuses connections; started again, it has its old port', async () => {
    const client = await dial();
    await ncalayer.set({ running: false });
    expect(await client.closed).toBe(1006);
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await ncalayer.set({ running: true });
    expect((await (await dial()).ask(SIGN)).status).toBe(true);
  });
});

describe('modules', () => {
  test('unknown ones are not found; the accessory names those that are there', async () => {
    const client = await dial();
    const notFound = { success: false, errorCode: 'MODULE_NOT_FOUND' };
    expect(await client.ask({ module: 'kz.example', method: 'sign' })).toEqual(notFound);
    expect(await client.ask({ module: 'kz.digiflow.mobile.extensions', method: 'getVersion' })).toEqual(
      notFound,
    );
    const accessory = { module: 'kz.gov.pki.ncalayerservices.accessory', method: 'getServices' };
    expect(await client.ask(accessory)).toMatchObject({ services: expect.arrayContaining([BASICS, COMMON]) });
    await ncalayer.set({ modules: 'too-old' });
    expect(await client.ask(SIGN)).toEqual(notFound);
    expect((await client.ask(accessory)).services).not.toContain(BASICS);
    expect(await client.ask({ module: COMMON, method: 'getActiveTokens' })).toEqual({
      code: '200',
      responseObject: [],
    });
    await ncalayer.set({ modules: 'nothing' });
    expect(await client.ask({ module: COMMON, method: 'getActiveTokens' })).toEqual(notFound);
  });

  test('without a module the applet of old answers in its own shape', async () => {
    const reply = await (await dial()).ask({ method: 'browseKeyStore', args: ['PKCS12', 'P12', ''] });
    expect(Object.keys(reply).toSorted()).toEqual(['errorCode', 'result', 'secondResult']);
  });

  test('commonUtils finds methods by name and number of arguments, and returns the uuid', async () => {
    const client = await dial();
    expect(await client.ask({ module: COMMON, method: 'signXml', args: ['PKCS12'] })).toEqual({
      code: '500',
      message: 'NoSuchMethodException signXml',
    });
    expect(await client.ask({ module: COMMON, method: 'changeLocale', args: ['kk'], uuid: 'u-1' })).toEqual({
      code: '200',
      uuid: 'u-1',
    });
    const bad = { module: COMMON, method: 'getKeyInfo' };
    const said = async (storage: string) => (await client.ask({ ...bad, args: [storage] })).message;
    expect(await said('')).toBe('storageName.param.empty');
    expect(await said('AKNoStore')).toBe('storage.unknown');
    expect(await said('AKKaztokenStore')).toBe('storage.empty');
    expect(await client.ask({ ...bad, args: ['PKCS12'] })).toMatchObject({
      code: '200',
      responseObject: { subjectDn: expect.stringContaining('SERIALNUMBER=IIN900312400106,C=KZ,G=') },
    });
  });
});

describe('the filter of keys', () => {
  test('the person’s key for signing in and for signing is the one with that usage', async () => {
    const client = await dial();
    const sign = (extKeyUsageOids: readonly string[]) =>
      client.ask(basicsSign('xml', '<a/>', {}, { extKeyUsageOids, chain: ncalayer.ca.chain }));
    const usages = async (oids: readonly string[]) =>
      new X509Certificate(certificateIn(signatureOf(await sign(oids)))).keyUsage ?? [];
    await ncalayer.set({
      key: { person: 'operator', kind: 'rsa-sign', state: 'valid', organisation: false },
    });
    expect(await usages([EMAIL])).toContain(EMAIL);
    expect(await usages([CLIENT])).toContain(CLIENT);
    expect(resultOf(await sign(['1.2.398.3.3.4.1.2.1']))).toBeUndefined();
  });

  test('IIN, BIN, serial number and chain exclude keys; then the dialog can only be closed', async () => {
    const client = await dial();
    const sign = (signerParams: object) => client.ask(basicsSign('xml', '<a/>', {}, signerParams));
    const { iin, organisation } = demoPerson('director');
    await ncalayer.set({ key: { person: 'director', kind: 'gost', state: 'valid', organisation: true } });
    expect(subjectOf(await sign({ iin, bin: organisation?.bin }))).toContain(`BIN${organisation?.bin}`);
    expect(subjectOf(await sign({ iin: '850717300014' }))).toContain('IIN850717300014');
    await ncalayer.set({ whoComes: 'chosen' });
    expect(await sign({ iin: '850717300014' })).toEqual({ body: {}, status: true });
    expect(await sign({ bin: '980240000376' })).toEqual({ body: {}, status: true });
    const serial = new X509Certificate(
      ncalayer.ca.signer({ person: 'director', kind: 'gost', organisation: true }).certificate,
    ).serialNumber;
    expect(subjectOf(await sign({ serialNumber: serial.toLowerCase() }))).toContain(iin);
    expect(await sign({ serialNumber: 'abcd' })).toEqual({ body: {}, status: true });
    const [gostRoot = ''] = ncalayer.ca.chain;
    expect(subjectOf(await sign({ chain: [gostRoot] }))).toContain(iin);
    expect(await sign({ chain: [readFileSync(ncalayer.caPem, 'utf8')] })).toEqual({ body: {}, status: true });
    expect(subjectOf(await sign({ chain: [] }))).toContain(iin);
    await ncalayer.set({ obeysFilter: false });
    expect(subjectOf(await sign({ iin: '850717300014' }))).toContain(iin);
  });

  test('an expired, a revoked and a stranger’s key sign as well, so that the caller can be tried', async () => {
    const client = await dial();
    const certificate = async (state: 'expired' | 'revoked' | 'stranger' | 'not-yet-valid') => {
      await ncalayer.set({ key: { person: 'operator', kind: 'rsa-sign', state, organisation: false } });
      const reply = await client.ask(basicsSign('xml', '<a/>', {}, { extKeyUsageOids: [EMAIL] }));
      return new X509Certificate(certificateIn(signatureOf(reply)));
    };
    expect(Date.parse((await certificate('expired')).validTo)).toBeLessThan(Date.now());
    expect(Date.parse((await certificate('not-yet-valid')).validFrom)).toBeGreaterThan(Date.now());
    const issuing = new X509Certificate(ncalayer.ca.rsa.issuing.certificate);
    const stranger = await certificate('stranger');
    expect(stranger.issuer).toBe(issuing.subject);
    expect(stranger.verify(issuing.publicKey)).toBe(false);
    const revoked = await certificate('revoked');
    expect(revoked.verify(issuing.publicKey)).toBe(true);
    const crl = execFileSync('openssl', [
      'crl',
      '-inform',
      'DER',
      '-noout',
      '-text',
      '-in',
      join(ncalayer.ca.crlFolder, 'nca_rsa_demo.crl'),
    ]).toString();
    expect(crl).toContain(`Serial Number: ${revoked.serialNumber}`);
  });
});

describe('how a dialog ends', () => {
  test.each([
    ['own', { body: {}, status: true }],
    ['user-canceled', { status: false, code: 'USER_CANCELED' }],
    ['bare-500', { code: '500' }],
    ['no-body', { status: true }],
    ['null-result', { body: { result: null }, status: true }],
    ['empty-string', { body: { result: '' }, status: true }],
    ['empty-array', { body: { result: [] }, status: true }],
  ] as const)('cancelled, as %s', async (cancelShape, expected) => {
    await ncalayer.set({ answer: 'cancel', cancelShape });
    expect(await (await dial()).ask(SIGN)).toEqual(expected);
  });

  test('in failure, with the code asked for', async () => {
    const client = await dial();
    for (const code of ['GENERAL_ERROR', 'INVOCATION_ERROR', 'SIGNING_FAILURE', 'INVALID_SIGNING_PARAMS']) {
      await ncalayer.set({ answer: 'error', error: { code, message: '', details: 'java.lang.Exception' } });
      expect(await client.ask(SIGN)).toEqual({
        status: false,
        code,
        message: expect.stringMatching(/\.$/),
        details: 'java.lang.Exception',
      });
    }
    await ncalayer.set({ answer: 'wrong-password' });
    expect((await client.ask(SIGN)).details).toMatch(/wrong password/);
    await ncalayer.set({ answer: 'token-absent' });
    expect(await client.ask({ module: COMMON, method: 'getKeyInfo', args: ['PKCS12'] })).toEqual({
      code: '500',
      message: 'storage.empty',
    });
  });

  test('with the connection closed or cut, or with something that is no answer', async () => {
    await ncalayer.set({ answer: 'close' });
    let client = await dial();
    client.send(JSON.stringify(SIGN));
    expect(await client.closed).toBe(1000);
    await ncalayer.set({ answer: 'abort' });
    client = await dial();
    client.send(JSON.stringify(SIGN));
    expect(await client.closed).toBe(1006);
    await ncalayer.set({ answer: 'garbage' });
    client = await dial();
    client.send(JSON.stringify(SIGN));
    await expect(client.next().then(JSON.parse)).rejects.toThrow();
  });

  test('never, and the next request is answered all the same', async () => {
    const client = await dial();
    await ncalayer.set({ answer: 'silence' });
    client.send(JSON.stringify(SIGN));
    client.send('--heartbeat--');
    expect(await client.next()).toBe('--heartbeat--');
  });

  test('with a string, an array or an object, as told', async () => {
    const client = await dial();
    await ncalayer.set({ shape: 'string' });
    expect(resultOf(await client.ask(SIGN))).toMatch(/^<\?xml/);
    await ncalayer.set({ shape: 'array' });
    expect(resultOf(await client.ask(SIGN))).toHaveLength(1);
    await ncalayer.set({ shape: 'object' });
    expect(resultOf(await client.ask(SIGN))).toMatchObject({
      signatures: [expect.stringMatching(/^<\?xml/)],
    });
  });

  test('after frames that are no answer', async () => {
    const client = await dial();
    await ncalayer.set({ noise: true });
    client.send(JSON.stringify(SIGN));
    expect(await client.next()).toBe('--heartbeat--');
    expect(JSON.parse(await client.next())).toMatchObject({ success: false });
    expect(JSON.parse(await client.next())).toMatchObject({ status: true });
  });
});

describe('the control page', () => {
  const post = (path: string, body: unknown) =>
    fetch(new URL(path, ncalayer.controlUrl), { method: 'POST', body: JSON.stringify(body) });

  test('shows who can sign and changes the behaviour at once', async () => {
    const page = await (await fetch(ncalayer.controlUrl)).text();
    expect(page).toContain('Сынақов Мысалбек');
    expect(page).toContain('не часть продукта');
    await post('/behaviour', { key: { person: 'synaqov-father', kind: 'gost' } });
    expect(subjectOf(await (await dial()).ask(SIGN))).toContain('IIN850717300014');
    expect((await post('/behaviour', { key: { person: 'x' } })).status).toBe(400);
    expect((await post('/behaviour', { answer: 'perhaps' })).status).toBe(400);
    await fetch(new URL('/behaviour', ncalayer.controlUrl), { method: 'DELETE' });
    expect(ncalayer.behaviour.now().key.person).toBe('operator');
  });

  test('waits for the click, shows what is to be signed, and lets it be signed or cancelled', async () => {
    await ncalayer.set({ approval: 'click' });
    const client = await dial();
    const open = async () => {
      for (;;) {
        const dialog = ncalayer.dialog.current();
        if (dialog !== null) {
          return dialog;
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    client.send(JSON.stringify(basicsSign('xml', '<а>Кезекке тұру</а>')));
    const first = await open();
    expect(first).toMatchObject({ module: BASICS, method: 'sign', content: '<а>Кезекке тұру</а>' });
    expect(await (await fetch(ncalayer.controlUrl)).text()).toContain('&lt;а&gt;Кезекке тұру');
    await post('/dialog', { id: first.id, decision: 'sign' });
    expect(signatureOf(JSON.parse(await client.next()))).toContain('ds:Signature');
    expect((await post('/dialog', { id: first.id, decision: 'sign' })).status).toBe(409);
    client.send(JSON.stringify(SIGN));
    await post('/dialog', { id: (await open()).id, decision: 'cancel' });
    expect(JSON.parse(await client.next())).toEqual({ body: {}, status: true });
  });

  test('a dialog whose caller has gone closes by itself', async () => {
    await ncalayer.set({ approval: 'click' });
    const gone = await dial();
    gone.send(JSON.stringify(SIGN));
    while (ncalayer.dialog.current() === null) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    gone.close();
    while (ncalayer.dialog.current() !== null) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await ncalayer.set({ approval: 'auto' });
    expect((await (await dial()).ask(SIGN)).status).toBe(true);
  });
});
