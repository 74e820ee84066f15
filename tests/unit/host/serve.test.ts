import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ok } from '../../../core/domain/result.ts';
import { openEventStream } from '../../../scripts/serve/handler.ts';
import { serveHost } from '../../../scripts/serve.ts';

async function served() {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-serve-'));
  const pages = join(folder, 'renderer');
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<html nonce="KEZEK-NONCE"></html>');
  writeFileSync(join(pages, 'app.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  const events = openEventStream();
  const host = {
    events,
    close: async () => undefined,
    call: async (method: string, input: unknown) => ok({ method, input, bytes: new Uint8Array([1, 2, 3]) }),
  };
  const told: string[] = [];
  const { url, close } = await serveHost(host, {
    folder: pages,
    port: 0,
    onNewAddress: (address) => void told.push(address),
  });
  onTestFinished(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { url, events, told, base: new URL(url).origin };
}

/** Opens the address once; gives the cookie. */
async function enter(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function statusOf(base: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('the key opens the interface in one browser; after that only its cookie does', async () => {
  const { url, base } = await served();
  expect((await fetch(base)).status).toBe(403);
  expect((await fetch(`${base}/?key=wrong`)).status).toBe(403);
  const cookie = await enter(url);
  expect(cookie).toMatch(/^kezek=.{40,}$/);
  expect((await fetch(`${base}/app.js`, { headers: { cookie } })).status).toBe(200);
  expect((await fetch(url)).status).toBe(403);
  expect((await fetch(`${base}/app.js`, { headers: { cookie } })).status).toBe(200);
});

test('a look whether somebody answers does not spend the key', async () => {
  const { url, base } = await served();
  await enter(url);
  const cookie = await enter(url);
  expect((await fetch(`${base}/app.js`, { headers: { cookie } })).status).toBe(200);
});

test('who comes with a spent key is refused, and the terminal shows a new one, good for one more browser', async () => {
  const { url, base, told } = await served();
  const first = await enter(url);
  await fetch(`${base}/app.js`, { headers: { cookie: first } });
  expect((await fetch(`${base}/?key=wrong`)).status).toBe(403);
  expect(told).toEqual([]);
  expect((await fetch(url)).status).toBe(403);
  expect((await fetch(url)).status).toBe(403);
  expect(told).toHaveLength(1);
  const second = await enter(told[0] ?? '');
  expect(second).not.toBe(first);
  for (const cookie of [first, second])
    expect((await fetch(`${base}/app.js`, { headers: { cookie } })).status).toBe(200);
  expect((await fetch(told[0] ?? '')).status).toBe(403);
});

test('the page comes under its policy, with a nonce of its own', async () => {
  const { url } = await served();
  const response = await fetch(url);
  const nonce = /nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? '';
  expect(nonce.length).toBeGreaterThan(16);
  expect(await response.text()).toContain(nonce);
  expect(response.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict');
});

test('other names for this address, other origins and other folders get nothing', async () => {
  const { url, base } = await served();
  const cookie = await enter(url);
  const port = new URL(base).port;
  expect(await statusOf(base, '/', { cookie, host: `evil.example:${port}` })).toBe(421);
  expect(await statusOf(base, '/', { cookie, origin: 'http://evil.example' })).toBe(403);
  expect(await statusOf(base, '/../secret.js', { cookie })).toBe(404);
  expect(await statusOf(base, '/%2e%2e%2fsecret.js', { cookie })).toBe(404);
});

test('a call goes through with its bytes, both ways', async () => {
  const { url, base } = await served();
  const cookie = await enter(url);
  const response = await fetch(`${base}/call/attachment.add`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'a', bytes: { $bytes: 'AQID' } }),
  });
  expect(await response.json()).toEqual({
    ok: true,
    value: {
      method: 'attachment.add',
      input: { name: 'a', bytes: { $bytes: 'AQID' } },
      bytes: { $bytes: 'AQID' },
    },
  });
});

test('pages hear the events of the core', async () => {
  const { url, base, events } = await served();
  const cookie = await enter(url);
  const response = await fetch(`${base}/events`, { headers: { cookie } });
  const reader = response.body?.getReader();
  await reader?.read();
  events.send({ topic: 'application' });
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toBe('data: {"topic":"application"}\n\n');
  await reader?.cancel();
});
