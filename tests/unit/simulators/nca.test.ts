import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DemoKeySpec, openDemoCa, pemOf } from '../../simulators/demo-ca/index.ts';
import { type NcaSimulator, startNca } from '../../simulators/nca/index.ts';

let folder: string;
let nca: NcaSimulator;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kezek-nca-'));
  nca = await startNca({ open: (servicesUrl) => openDemoCa(join(folder, 'ca'), { servicesUrl }) });
  const [, , root = '', issuing = ''] = nca.ca.chain;
  writeFileSync(join(folder, 'issuing.pem'), issuing);
  writeFileSync(join(folder, 'root.pem'), root);
  writeFileSync(join(folder, 'chain.pem'), root + issuing);
});
afterAll(async () => {
  await nca.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  nca.behaviour.reset();
});

/** Runs openssl without blocking this process, which is also the server. */
async function openssl(...args: readonly string[]): Promise<string> {
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    execFile('openssl', [...args], (error, stdout, stderr) =>
      resolve(`${error === null ? 'exit 0' : `exit ${error.code}`}\n${stdout}${stderr}`),
    );
  });
}
function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const signer = (state: DemoKeySpec['state'] = 'valid') =>
  nca.ca.signer({ person: 'synaqov-father', kind: 'rsa-sign', state });

async function ask(state: DemoKeySpec['state'] = 'valid', ...more: readonly string[]): Promise<string> {
  const file = join(folder, 'asked.pem');
  writeFileSync(file, pemOf(signer(state).certificate));
  return openssl(
    'ocsp',
    '-issuer',
    join(folder, 'issuing.pem'),
    '-cert',
    file,
    '-url',
    `${nca.url}/ocsp/`,
    '-CAfile',
    join(folder, 'chain.pem'),
    ...more,
  );
}

describe.skipIf(!hasOpenssl())('the services of the CA, as openssl (when it is installed) sees them', () => {
  test('certificates name where the services are', () => {
    const access = new X509Certificate(signer().certificate).infoAccess;
    expect(access).toContain(`${nca.url}/ocsp/`);
    expect(access).toContain(`${nca.url}/cert/nca_rsa_demo.cer`);
  });

  test('OCSP tells good from revoked, and repeats the nonce', async () => {
    const good = await ask();
    expect(good).toContain('Response verify OK');
    expect(good).toContain(': good');
    expect(good).not.toContain('no nonce');
    expect(await ask('revoked')).toContain(': revoked');
    const serial = new X509Certificate(signer().certificate).serialNumber;
    nca.behaviour.set({ revoked: [serial] });
    expect(await ask()).toContain(': revoked');
  });

  test.each([
    ['unknown', /: unknown/],
    ['try-later', /trylater/],
    ['unauthorized', /unauthorized/],
    ['internal-error', /internalerror/],
    ['malformed-request', /malformedrequest/],
    ['no-nonce', /no nonce in response/],
    ['wrong-nonce', /Nonce Verify error/],
    ['stale', /status expired|Status times invalid/],
    ['future', /not yet valid|Status times invalid/],
    ['other-certificate', /No Status found/],
    ['issuer-signed', /Response verify OK/],
    ['leaf-signed', /Response Verify Failure/],
    ['forged', /Response Verify Failure/],
    ['garbage', /Error querying OCSP responder/],
    ['http-error', /Error querying OCSP responder/],
    ['cut', /Error querying OCSP responder/],
  ] as const)('OCSP fails as told: %s', async (ocsp, message) => {
    nca.behaviour.set({ ocsp });
    expect(await ask()).toMatch(message);
  });

  const list = async (name = 'nca_rsa_demo') => {
    const answer = await fetch(`${nca.url}/crl/${name}.crl`);
    const file = join(folder, 'list.crl');
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    return openssl(
      'crl',
      '-inform',
      'DER',
      '-in',
      file,
      '-noout',
      '-text',
      '-CAfile',
      join(folder, 'chain.pem'),
    );
  };

  test('lists are signed, name the revoked, and can be forged, stale or no lists', async () => {
    const revoked = new X509Certificate(signer('revoked').certificate).serialNumber;
    const usual = await list();
    expect(usual).toContain('verify OK');
    expect(usual).toContain(`Serial Number: ${revoked}`);
    const serial = new X509Certificate(signer().certificate).serialNumber;
    expect(usual).not.toContain(serial);
    nca.behaviour.set({ revoked: [serial] });
    expect(await list()).toContain(`Serial Number: ${serial}`);
    const delta = await list('nca_d_rsa_demo');
    expect(delta).toContain('Delta CRL Indicator');
    expect(delta).toContain(`Serial Number: ${serial}`);
    expect(delta).not.toContain(revoked);
    nca.behaviour.set({ crl: 'forged' });
    expect(await list()).toContain('verify failure');
    nca.behaviour.set({ crl: 'no-next-update' });
    expect(await list()).toContain('Next Update: NONE');
    nca.behaviour.set({ crl: 'expired' });
    const next = /Next Update: (.*)/.exec(await list())?.[1] ?? '';
    expect(Date.parse(next)).toBeLessThan(Date.now());
    nca.behaviour.set({ crl: 'empty' });
    expect(await list()).toMatch(/exit [^0]/);
    expect((await fetch(`${nca.url}/crl/other.crl`)).status).toBe(200);
    nca.behaviour.reset();
    expect((await fetch(`${nca.url}/crl/other.crl`)).status).toBe(404);
  });

  test('serves the certificates of its authorities', async () => {
    const bytes = async (name: string) =>
      Buffer.from(await (await fetch(`${nca.url}/cert/${name}.cer`)).arrayBuffer());
    const issuing = new X509Certificate(await bytes('nca_rsa_demo'));
    const root = new X509Certificate(await bytes('root_rsa_demo'));
    expect(issuing.verify(root.publicKey)).toBe(true);
    expect((await bytes('nca_gost_demo')).equals(Buffer.from(nca.ca.gost.issuing.certificate))).toBe(true);
  });

  const stamp = async () => {
    writeFileSync(join(folder, 'data'), 'жолдама');
    const query = join(folder, 'query.tsq');
    await openssl('ts', '-query', '-data', join(folder, 'data'), '-sha256', '-cert', '-out', query);
    const { readFileSync } = await import('node:fs');
    const answer = await fetch(`${nca.url}/tsp/`, { method: 'POST', body: readFileSync(query) });
    const reply = join(folder, 'reply.tsr');
    writeFileSync(reply, Buffer.from(await answer.arrayBuffer()));
    return openssl('ts', '-verify', '-queryfile', query, '-in', reply, '-CAfile', join(folder, 'chain.pem'));
  };

  test('stamps time, or fails as told', async () => {
    expect(await stamp()).toContain('Verification: OK');
    for (const tsp of ['rejected', 'wrong-imprint', 'wrong-nonce', 'forged', 'garbage', 'empty'] as const) {
      nca.behaviour.set({ tsp });
      expect(await stamp(), tsp).not.toContain('Verification: OK');
    }
  });
});
