import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApplicationXml, readApplicationXml } from '../../../../core/eds/application-xml.ts';
import { createNcaLayer, type NcaLayer } from '../../../../core/eds/ncalayer/index.ts';
import { readTrustFolder, verifyXml } from '../../../../core/eds/verify.ts';
import { type NcaLayerSimulator, startNcaLayer } from '../../../simulators/ncalayer/index.ts';
import { applications } from '../application-xml.forms.ts';

describe('against the stand-in that signs for real', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-ncalayer-'));
  let side: NcaLayerSimulator;
  let nca: NcaLayer;
  beforeAll(async () => {
    side = await startNcaLayer({ dataFolder: folder });
    nca = client();
  });
  afterAll(async () => {
    nca.close();
    await side.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => side.reset());

  const client = (deadlines = { greeting: 5000, dialog: 5000 }) =>
    createNcaLayer({
      url: side.url,
      ca: readFileSync(side.caPem, 'utf8'),
      chain: side.ca.chain,
      deadlines,
    });
  const sign = (xml: string, by = nca) =>
    by.signXml({
      xml,
      storage: 'PKCS12',
      purpose: 'application',
      iin: null,
      locale: 'kk',
      signal: new AbortController().signal,
    });

  const kinds = ['gost', 'rsa-sign'] as const;
  const modules = ['all', 'too-old'] as const;
  test.each(kinds.flatMap((kind) => modules.map((module) => [kind, module] as const)))(
    'what was asked to be signed is what the signature proves (%s, modules: %s)',
    async (kind, module) => {
      const { key } = side.behaviour.now();
      await side.set({ key: { ...key, kind }, modules: module, noise: true });
      const [document] = fc.sample(applications, { numRuns: 1, seed: 11 });
      if (document === undefined) throw new Error('no sample');
      const signed = await sign(buildApplicationXml(document));
      if (!signed.ok) throw new Error(signed.error.code);
      const trust = readTrustFolder(side.ca.trustFolder);
      if (!trust.ok) throw new Error(trust.error.reason);
      const verdict = verifyXml(Buffer.from(signed.value), {
        trust: trust.value,
        crls: [],
        at: new Date(),
        purpose: 'application',
        allowLegacy: false,
      });
      expect(verdict).toMatchObject({ valid: true });
      expect(readApplicationXml(verdict.content ?? '')).toEqual({ ok: true, value: document });
    },
  );

  test.each([
    ['cancel', 'ncalayer-cancelled'],
    ['wrong-password', 'ncalayer-wrong-password'],
    ['token-absent', 'ncalayer-token-absent'],
    ['error', 'ncalayer-refused'],
    ['close', 'ncalayer-closed'],
    ['abort', 'ncalayer-closed'],
    ['garbage', 'ncalayer-garbled'],
    ['unknown-shape', 'ncalayer-garbled'],
  ] as const)('%s, in both modules', async (answer, code) => {
    for (const module of modules) {
      await side.set({ answer, modules: module });
      expect(await sign('<a/>')).toMatchObject({ ok: false, error: { code } });
    }
  });

  test.each([
    'own',
    'user-canceled',
    'action-canceled',
    'no-body',
    'null-result',
    'empty-string',
    'empty-array',
  ] as const)('cancelled as %s', async (cancelShape) => {
    await side.set({ answer: 'cancel', cancelShape });
    expect(await sign('<a/>')).toEqual({ ok: false, error: { code: 'ncalayer-cancelled' } });
  });

  test.each(['untrusted', 'expired', 'other-host'] as const)('a TLS certificate that is %s', async (tls) => {
    await side.set({ tls });
    expect(await sign('<a/>')).toEqual({ ok: false, error: { code: 'ncalayer-untrusted-certificate' } });
  });

  test('not running, too old, silent', async () => {
    await side.set({ running: false });
    expect(await sign('<a/>')).toEqual({ ok: false, error: { code: 'ncalayer-not-running' } });
    await side.reset();
    await side.set({ modules: 'nothing' });
    expect(await sign('<a/>')).toEqual({ ok: false, error: { code: 'ncalayer-too-old' } });
    await side.reset();
    await side.set({ greeting: 'missing' });
    const hasty = client({ greeting: 300, dialog: 300 });
    expect(await sign('<a/>', hasty)).toEqual({ ok: false, error: { code: 'ncalayer-silent' } });
    await side.set({ greeting: 'normal', answer: 'silence' });
    expect(await sign('<a/>', hasty)).toEqual({ ok: false, error: { code: 'ncalayer-silent' } });
  });
});
