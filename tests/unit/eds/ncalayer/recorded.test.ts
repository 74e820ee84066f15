import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createNcaLayer, type NcaLayer } from '../../../../core/eds/ncalayer/index.ts';
import { type Scripted, scripted } from './scripted.ts';
import { loopbackIdentity } from './tls.ts';

/** Pairs recorded from a real NCALayer by the authors of ncalayer-js-client; `result` is what their client made of it. */
const Pairs = z.array(
  z.object({
    initMessage: z.string().optional(),
    request: z.string(),
    response: z.string(),
    result: z.string().optional(),
  }),
);

/** The one signed XML of a result: given bare, or as an array of one. */
function signedXml(result: string | undefined): string | undefined {
  if (result?.startsWith('<') === true) return result;
  if (result?.startsWith('[') !== true) return undefined;
  const all: unknown = JSON.parse(result);
  const [only, ...others] = Array.isArray(all) ? all : [];
  return typeof only === 'string' && only.startsWith('<') && others.length === 0 ? only : undefined;
}

const folder = join(process.env.KEZEK_EDS_DATA ?? join('..', 'shared', 'eds', 'data'), 'protocol');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
if (files.length === 0) console.error(`skipped: no recorded pairs in ${folder} (set KEZEK_EDS_DATA)`);
const pairs = files.flatMap((name) => Pairs.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
const greeting = pairs.find((pair) => pair.initMessage !== undefined)?.initMessage ?? '';

describe.skipIf(pairs.length === 0)('recorded answers of a real NCALayer', () => {
  let answer = '';
  let side: Scripted;
  let nca: NcaLayer;
  beforeAll(async () => {
    const { ca, server } = loopbackIdentity();
    side = await scripted(server, () => answer, [greeting]);
    nca = createNcaLayer({ url: side.url, ca, chain: null });
  });
  afterAll(() => side.close());

  test.each(pairs.map((pair, index) => ({ index, ...pair })))('pair $index', async ({ response, result }) => {
    answer = response;
    const outcome = await nca.signXml({
      xml: '<tag>data</tag>',
      storage: 'AKKaztokenStore',
      purpose: 'application',
      iin: null,
      locale: 'ru',
      signal: new AbortController().signal,
    });
    const signed = signedXml(result);
    if (signed !== undefined) expect(outcome).toEqual({ ok: true, value: signed });
    else if (result?.startsWith('NCALayerError') === true) {
      const code = /cancel/.test(result) ? 'ncalayer-cancelled' : 'ncalayer-refused';
      expect(outcome).toMatchObject({ ok: false, error: { code } });
    } else expect(outcome.ok).toBe(false);
  });

  test('what is asked has the form of what was recorded', async () => {
    answer = '{"body":{},"status":true}';
    const before = side.requests.length;
    await nca.signXml({
      xml: '<tag>data</tag>',
      storage: 'AKKaztokenStore',
      purpose: 'application',
      iin: null,
      locale: 'ru',
      signal: new AbortController().signal,
    });
    const asked = side.requests[before];
    const recorded = pairs
      .map((pair) => JSON.parse(pair.request))
      .find((each) => each.module === 'kz.gov.pki.knca.basics' && each.args.format === 'xml');
    expect(asked).toMatchObject({
      module: recorded.module,
      method: recorded.method,
      args: { ...recorded.args, signingParams: expect.any(Object), signerParams: expect.any(Object) },
    });
  });
});
