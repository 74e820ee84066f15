/** The SMS gateway's refusals: which of them blame the message, and which the way to it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSmsGateway } from '../../../server/notice/sms.ts';

let status = 202;
const server = createServer((_request, response) => {
  response.writeHead(status).end('{}');
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

it.each([
  [202, 'accepted'],
  [400, 'rejected'],
  [409, 'rejected'],
  [422, 'rejected'],
  [200, 'unavailable'],
  [401, 'unavailable'],
  [403, 'unavailable'],
  [404, 'unavailable'],
  [429, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
] as const)('an answer %i means %s', async (given, meaning) => {
  status = given;
  const gateway = createSmsGateway(url, Date.now);
  expect(await gateway.send({ id: 'one', to: '+77010000001', text: 'x' })).toBe(meaning);
});
