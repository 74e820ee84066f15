import { createServer } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createNcaLayer, type NcaLayer, type NcaLayerOptions } from '../../../../core/eds/ncalayer/index.ts';
import { type Script, type Scripted, scripted } from './scripted.ts';
import { loopbackIdentity } from './tls.ts';

const { ca, server } = loopbackIdentity();
const SIGNED = '<?xml version="1.0" encoding="UTF-8" standalone="no"?><tag>data<ds:Signature/></tag>';
const TOO_OLD = '{"success":false,"errorCode":"MODULE_NOT_FOUND"}';

const running: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.close();
});

async function other(script: Script, greeting?: readonly string[]): Promise<Scripted> {
  const side = await scripted(server, script, greeting);
  running.push(side);
  return side;
}

function client(url: string, options: Partial<NcaLayerOptions> = {}): NcaLayer {
  const nca = createNcaLayer({
    url,
    ca,
    chain: null,
    deadlines: { greeting: 5000, dialog: 5000 },
    ...options,
  });
  running.push(nca);
  return nca;
}

const request = (changes: object = {}) => ({
  xml: '<tag>data</tag>',
  storage: 'PKCS12' as const,
  purpose: 'application' as const,
  iin: '850717300014',
  locale: 'kk' as const,
  signal: new AbortController().signal,
  ...changes,
});

describe('a signature through module basics', () => {
  test('asks for exactly what the protocol knows, with real booleans', async () => {
    const side = await other(() => JSON.stringify({ body: { result: [SIGNED] }, status: true }));
    const nca = client(side.url, { chain: ['PEM ONE', 'PEM TWO'] });
    expect(await nca.signXml(request())).toEqual({ ok: true, value: SIGNED });
    expect(side.requests).toEqual([
      {
        module: 'kz.gov.pki.knca.basics',
        method: 'sign',
        args: {
          allowedStorages: ['PKCS12'],
          format: 'xml',
          data: '<tag>data</tag>',
          signingParams: { decode: false, encapsulate: true, digested: false, tsaProfile: null },
          signerParams: {
            extKeyUsageOids: [],
            iin: '850717300014',
            bin: '',
            serialNumber: '',
            chain: ['PEM ONE', 'PEM TWO'],
          },
          locale: 'kk',
        },
      },
    ]);
    expect(side.origins).toEqual(['https://akmola.kz']);
  });

  test.each([
    ['a string', { result: SIGNED }],
    ['an array', { result: [SIGNED] }],
    ['an object with its certificate', { result: { signatures: [SIGNED], certificate: 'PEM' } }],
  ])('takes the result as %s', async (_, body) => {
    const side = await other(() => JSON.stringify({ body, status: true }));
    expect(await client(side.url).signXml(request())).toEqual({ ok: true, value: SIGNED });
  });

  test('ignores heartbeats and a second greeting', async () => {
    const side = await other(
      () => [
        '--heartbeat--',
        '',
        '{"result":{"version":"1.4"}}',
        JSON.stringify({ body: { result: SIGNED }, status: true }),
      ],
      ['--heartbeat--', '{"result":{"version":"1.4"}}'],
    );
    expect(await client(side.url).signXml(request())).toEqual({ ok: true, value: SIGNED });
  });
});

test('the answer to somebody else’s question does not open a second window', async () => {
  const side = await other(() => [TOO_OLD, JSON.stringify({ body: { result: SIGNED }, status: true })]);
  expect(await client(side.url).signXml(request())).toEqual({ ok: true, value: SIGNED });
  expect(side.requests).toHaveLength(1);
});

describe('a signature through commonUtils', () => {
  test('is asked for where basics is missing; the answer is told by its uuid', async () => {
    const side = await other((each) =>
      each.module === 'kz.gov.pki.knca.basics'
        ? TOO_OLD
        : [
            JSON.stringify({ code: '200', responseObject: '<late/>', uuid: 'of another request' }),
            JSON.stringify({ code: '200', responseObject: SIGNED, uuid: each.uuid }),
          ],
    );
    expect(await client(side.url).signXml(request())).toEqual({ ok: true, value: SIGNED });
    expect(side.requests[1]).toEqual({
      module: 'kz.gov.pki.knca.commonUtils',
      method: 'signXml',
      args: ['PKCS12', 'SIGNATURE', '<tag>data</tag>', '', ''],
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('for signing in hides no key', async () => {
    const side = await other((each) =>
      each.module === 'kz.gov.pki.knca.basics'
        ? TOO_OLD
        : JSON.stringify({ code: '200', responseObject: SIGNED }),
    );
    await client(side.url).signXml(request({ purpose: 'sign-in' }));
    expect(side.requests[1]?.args).not.toContain('AUTHENTICATION');
    expect(side.requests[1]?.args).not.toContain('SIGNATURE');
  });
});

describe('every way it can go wrong has its own code', () => {
  const basics = (fields: object) => JSON.stringify({ status: false, ...fields });
  const utils = (message?: string) => JSON.stringify({ code: '500', message });
  const cases: readonly (readonly [string, string, string])[] = [
    ['cancelled, as basics says it', '{"body":{},"status":true}', 'ncalayer-cancelled'],
    ['cancelled, no body', '{"status":true}', 'ncalayer-cancelled'],
    ['cancelled, null result', '{"body":{"result":null},"status":true}', 'ncalayer-cancelled'],
    ['cancelled, empty array', '{"body":{"result":[]},"status":true}', 'ncalayer-cancelled'],
    ['cancelled, as others say it', basics({ code: 'USER_CANCELED' }), 'ncalayer-cancelled'],
    ['cancelled, in the dispatcher', '{"success":false,"errorCode":"USER_CANCELLED"}', 'ncalayer-cancelled'],
    ['cancelled, as commonUtils says it', utils('action.canceled'), 'ncalayer-cancelled'],
    ['cancelled, nothing in commonUtils', '{"code":"200"}', 'ncalayer-cancelled'],
    [
      'wrong password of a file',
      basics({
        code: 'GENERAL_ERROR',
        message: 'General error.',
        details: 'java.io.IOException: keystore password was incorrect',
      }),
      'ncalayer-wrong-password',
    ],
    [
      'wrong password, as the provider says it',
      utils('java.io.IOException: PKCS12 key store mac invalid - wrong password or corrupted file.'),
      'ncalayer-wrong-password',
    ],
    [
      'wrong PIN',
      basics({ code: 'SIGNING_FAILURE', details: 'CKR_PIN_INCORRECT' }),
      'ncalayer-wrong-password',
    ],
    [
      'no suitable key',
      basics({ code: 'GENERAL_ERROR', message: 'No suitable key found' }),
      'ncalayer-no-suitable-key',
    ],
    ['no keys in the file', utils('EMPTY_KEY_LIST'), 'ncalayer-no-suitable-key'],
    ['token absent', utils('storage.empty'), 'ncalayer-token-absent'],
    [
      'token pulled out',
      basics({ code: 'SIGNING_FAILURE', details: 'CKR_DEVICE_REMOVED' }),
      'ncalayer-token-absent',
    ],
    ['a number instead of an XML', '{"body":{"result":7},"status":true}', 'ncalayer-garbled'],
    ['text that is no XML', '{"body":{"result":"signed"},"status":true}', 'ncalayer-garbled'],
    [
      'two documents',
      JSON.stringify({ body: { result: [SIGNED, SIGNED] }, status: true }),
      'ncalayer-garbled',
    ],
    ['JSON cut off', '{"body":{"result":"<a', 'ncalayer-garbled'],
    ['an unknown shape', '{"hello":1}', 'ncalayer-garbled'],
    ['a page of some proxy', '<html>502 Bad Gateway</html>', 'ncalayer-garbled'],
    ['no module at all', TOO_OLD, 'ncalayer-too-old'],
    ['a module without the method', utils('NoSuchMethodException signXml'), 'ncalayer-too-old'],
  ];
  test.each(cases)('%s', async (_, answer, code) => {
    const side = await other(() => answer);
    expect(await client(side.url).signXml(request())).toEqual({ ok: false, error: { code } });
  });

  test('refused, with what NCALayer said', async () => {
    const side = await other(() =>
      basics({ code: 'SIGNING_FAILURE', message: 'Signing has failed.', details: 'kz.gov.pki.X' }),
    );
    expect(await client(side.url).signXml(request())).toEqual({
      ok: false,
      error: { code: 'ncalayer-refused', facts: { detail: 'Signing has failed. · kz.gov.pki.X' } },
    });
  });

  test('refused without a word', async () => {
    const side = await other(() => '{"code":"500"}');
    expect(await client(side.url).signXml(request())).toMatchObject({ error: { code: 'ncalayer-refused' } });
  });

  test('not running', async () => {
    const side = await scripted(server, () => undefined);
    await side.close();
    expect(await client(side.url).signXml(request())).toEqual({
      ok: false,
      error: { code: 'ncalayer-not-running' },
    });
  });

  test('a TLS certificate of somebody else', async () => {
    const side = await other(() => '{}');
    const stranger = loopbackIdentity();
    for (const options of [{ ca: stranger.ca }, { ca: 'no certificate' }])
      expect(await client(side.url, options).signXml(request())).toEqual({
        ok: false,
        error: { code: 'ncalayer-untrusted-certificate' },
      });
    expect(side.origins).toEqual([]);
  });

  test('a TLS certificate that is pinned itself, without the root above it, and no other beside it', async () => {
    const side = await other(() => JSON.stringify({ body: { result: [SIGNED] }, status: true }));
    expect(await client(side.url, { ca: server.cert }).signXml(request())).toEqual({
      ok: true,
      value: SIGNED,
    });
    const stranger = loopbackIdentity();
    expect(await client(side.url, { ca: stranger.server.cert }).signXml(request())).toMatchObject({
      error: { code: 'ncalayer-untrusted-certificate' },
    });
  });

  test("a TLS certificate that the system's own list does not know", async () => {
    const side = await other(() => '{}');
    const nca = createNcaLayer({ url: side.url, chain: null });
    expect(await nca.signXml(request())).toMatchObject({ error: { code: 'ncalayer-untrusted-certificate' } });
  });

  test('a TLS certificate that has expired', async () => {
    const expired = loopbackIdentity(new Date('2021-01-01'));
    const side = await scripted(expired.server, () => '{}');
    running.push(side);
    expect(await client(side.url, { ca: expired.ca }).signXml(request())).toMatchObject({
      error: { code: 'ncalayer-untrusted-certificate' },
    });
  });

  test('a TLS certificate for another address', async () => {
    const side = await other(() => '{}');
    const url = side.url.replace('127.0.0.1', '127.0.0.2');
    const result = await client(url).signXml(request());
    expect(['ncalayer-untrusted-certificate', 'ncalayer-not-running']).toContain(
      result.ok ? 'ok' : result.error.code,
    );
  });

  test('a port that somebody else has taken', async () => {
    const taken = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    running.push({ close: () => taken.close() });
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const result = await client(`wss://127.0.0.1:${port}/`).signXml(request());
    expect(result).toMatchObject({ error: { code: 'ncalayer-garbled' } });
  });

  test('closed in mid-dialog', async () => {
    for (const leave of ['close', 'terminate'] as const) {
      const side = await other((_, socket) => {
        socket[leave]();
        return undefined;
      });
      expect(await client(side.url).signXml(request())).toMatchObject({ error: { code: 'ncalayer-closed' } });
    }
  });

  test('silent instead of a greeting', async () => {
    const side = await other(() => '{}', []);
    const nca = client(side.url, { deadlines: { greeting: 200, dialog: 200 } });
    expect(await nca.signXml(request())).toMatchObject({ error: { code: 'ncalayer-silent' } });
    expect(side.requests).toEqual([]);
  });

  test('something else than a greeting', async () => {
    const side = await other(() => '{}', ['{"hello":1}']);
    const nca = client(side.url, { deadlines: { greeting: 200, dialog: 200 } });
    expect(await nca.signXml(request())).toMatchObject({ error: { code: 'ncalayer-garbled' } });
  });

  test('silent instead of an answer, heartbeats or not', async () => {
    const side = await other(() => '--heartbeat--');
    const nca = client(side.url, { deadlines: { greeting: 5000, dialog: 200 } });
    expect(await nca.signXml(request())).toMatchObject({ error: { code: 'ncalayer-silent' } });
    await vi.waitFor(() => expect(side.open()).toBe(0));
  });
});

describe('one request at a time', () => {
  test('the second is sent when the first is answered, and each gets its own answer', async () => {
    const answers: (() => void)[] = [];
    const side = await other((each, socket) => {
      const { data } = each.args as { data: string };
      answers.push(() => socket.send(JSON.stringify({ body: { result: `${data}<signed/>` }, status: true })));
      return undefined;
    });
    const nca = client(side.url);
    const first = nca.signXml(request({ xml: '<one/>' }));
    const second = nca.signXml(request({ xml: '<two/>' }));
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(side.requests).toHaveLength(1);
    answers[0]?.();
    expect(await first).toEqual({ ok: true, value: '<one/><signed/>' });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    expect(await second).toEqual({ ok: true, value: '<two/><signed/>' });
  });

  test('giving up closes the socket, and the next request does not get the late answer', async () => {
    let late = () => {};
    const side = await other((each, socket) => {
      const { data } = each.args as { data: string };
      const answer = JSON.stringify({ body: { result: `${data}<signed/>` }, status: true });
      if (data === '<two/>') return answer;
      late = () => socket.send(answer);
      return undefined;
    });
    const nca = client(side.url);
    const leaving = new AbortController();
    const first = nca.signXml(request({ xml: '<one/>', signal: leaving.signal }));
    await vi.waitFor(() => expect(side.requests).toHaveLength(1));
    leaving.abort();
    expect(await first).toEqual({ ok: false, error: { code: 'ncalayer-cancelled' } });
    const second = nca.signXml(request({ xml: '<two/>' }));
    late();
    expect(await second).toEqual({ ok: true, value: '<two/><signed/>' });
    await vi.waitFor(() => expect(side.open()).toBe(0));
  });

  test('giving up while waiting for one’s turn answers at once and sends nothing', async () => {
    const side = await other(() => undefined);
    const nca = client(side.url);
    const first = nca.signXml(request({ xml: '<one/>' }));
    const leaving = new AbortController();
    const second = nca.signXml(request({ xml: '<two/>', signal: leaving.signal }));
    await vi.waitFor(() => expect(side.requests).toHaveLength(1));
    leaving.abort();
    expect(await second).toEqual({ ok: false, error: { code: 'ncalayer-cancelled' } });
    nca.close();
    expect(await first).toEqual({ ok: false, error: { code: 'ncalayer-cancelled' } });
    expect(side.requests).toHaveLength(1);
  });
});
