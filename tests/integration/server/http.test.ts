import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ATTACHMENT_LIMITS } from '../../../core/domain/application-form.ts';
import { FILE_PATH } from '../../../core/protocol/file.ts';
import { HealthResponse } from '../../../core/protocol/health.ts';
import { ROUTES } from '../../../core/protocol/server.ts';
import { demoPeople } from '../../simulators/demo-people.ts';
import type { DeskClient } from './desk-client.ts';
import { formOf, SCAN, SCAN_HASH, scanFor } from './forms.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

let theatre: Theatre;
let stage: Stage;
let desk: DeskClient;

beforeAll(async () => {
  theatre = await openTheatre();
  stage = await theatre.openStage();
  await stage.grantOperator('operator');
  desk = await stage.desk();
});
afterAll(async () => {
  await stage.close();
  await theatre.close();
});

describe('the description of the routes', () => {
  const Description = z.looseObject({
    openapi: z.string(),
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
  });

  it('has every route of the contract with its request and answer', async () => {
    const response = await fetch(`${stage.server.url}/openapi.json`);
    const { paths, openapi } = Description.parse(await response.json());
    expect(openapi).toBe('3.1.0');
    for (const [name, { method, path: route }] of Object.entries(ROUTES)) {
      const operation = paths[route]?.[method.toLowerCase()];
      expect(operation?.operationId, route).toBe(name);
      expect(operation).toHaveProperty(method === 'GET' ? 'parameters' : 'requestBody');
      expect(operation).toHaveProperty('responses.200.content');
    }
    expect(Object.keys(paths[`${FILE_PATH}{sha256}`] ?? {})).toEqual(['put', 'get']);
  });

  it('describes what is asked for in a query', async () => {
    const response = await fetch(`${stage.server.url}/openapi.json`);
    const { paths } = Description.parse(await response.json());
    expect(JSON.stringify(paths[ROUTES.pull.path])).toContain(
      '"name":"cursor","in":"query","required":false',
    );
  });
});

describe('what anybody can ask', () => {
  it('is who the server is and what time it has', async () => {
    const health = HealthResponse.parse(await (await fetch(`${stage.server.url}/v1/health`)).json());
    expect(health).toMatchObject({ serverId: desk.paired.serverId, policy: 'classic' });
    expect(Math.abs(Date.parse(health.now) - stage.now())).toBeLessThan(60_000);
  });

  it('is answered in JSON with a code, also where there is nothing', async () => {
    const missing = await fetch(`${stage.server.url}/v1/nothing`);
    expect([missing.status, await missing.json()]).toEqual([404, { code: 'not-found' }]);
    const unsigned = await fetch(`${stage.server.url}${ROUTES.challenge.path}`, {
      method: 'POST',
      body: '{}',
    });
    expect([unsigned.status, await unsigned.json()]).toEqual([401, { code: 'desk-unknown' }]);
    const garbled = await fetch(`${stage.server.url}${ROUTES.pair.path}`, {
      method: 'POST',
      body: '{"code":',
    });
    expect([garbled.status, await garbled.json()]).toEqual([422, { code: 'invalid-request' }]);
  });
});

describe('scans', () => {
  it('are kept by their content, readable by the server’s user alone, and given back to the district', async () => {
    expect(await desk.put(SCAN_HASH, SCAN)).toEqual({ status: 204, code: null });
    expect(await desk.put(SCAN_HASH, SCAN), 'once more does no harm').toEqual({ status: 204, code: null });
    const file = path.join(stage.folder, 'server', 'files', SCAN_HASH.slice(0, 2), SCAN_HASH);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect((await desk.get(SCAN_HASH)).status, 'it belongs to no application yet').toBe(422);

    const operator = await desk.signIn('operator');
    const form = formOf('kopbalaeva-mother', ['kopbalaeva-2021'], {
      benefit: { category: 'P4', certificateDate: null },
      attachments: [scanFor('benefit')],
    });
    await desk.push(await desk.submission({ form, key: 'kopbalaeva-mother', session: operator }));
    const answer = await desk.get(SCAN_HASH);
    expect(Buffer.from(answer.bytes).equals(SCAN)).toBe(true);

    const elsewhere = await stage.desk(QOSSHY);
    expect((await elsewhere.get(SCAN_HASH)).status).toBe(422);
    const kiosk = await stage.desk(KOKSHETAU, 'kiosk');
    expect((await kiosk.get(SCAN_HASH)).status).toBe(401);
    const stranger = await kiosk.signIn('jalgyzova-mother');
    expect((await kiosk.get(SCAN_HASH, stranger.token)).status).toBe(422);
    const mother = await kiosk.signIn('kopbalaeva-mother');
    expect((await kiosk.get(SCAN_HASH, mother.token)).status).toBe(200);
  });

  it.each([
    ['a program in disguise', Buffer.from('MZ program'), 'file-type'],
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['half a scan', SCAN.subarray(0, 12), 'file-unreadable'],
    ['more than ten megabytes', Buffer.alloc(ATTACHMENT_LIMITS.bytes + 1, SCAN), 'file-too-large'],
    ['far more than that', Buffer.alloc(ATTACHMENT_LIMITS.bytes + 1_000_000), 'file-too-large'],
  ])('are not taken: %s', async (_name, bytes, code) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await desk.put(sha256, bytes)).toEqual({ status: 422, code });
  });

  it('are not taken under the hash of something else', async () => {
    expect(await desk.put('ab'.repeat(32), SCAN)).toEqual({ status: 422, code: 'invalid-request' });
  });
});

describe('the log', () => {
  it('names nobody', async () => {
    const operator = await desk.signIn('operator');
    for (const { iin } of demoPeople.slice(0, 5))
      await desk.call('person', { iin, as: 'applicant' }, { session: operator.token });
    const log = stage.log.join('\n');
    expect(log).toContain('/v1/registry/person');
    for (const { iin, surname, phone } of demoPeople) {
      expect(log).not.toContain(iin);
      expect(log).not.toContain(surname);
      expect(log).not.toContain(phone ?? '+7700');
    }
    expect(log).not.toMatch(/\b\d{12}\b|@demo/);
    expect(log).not.toContain(operator.token);
  });
});
