/** The same choices as signed pushes over HTTP, on a server as it runs; the parents sit in a thread of their own. */
import { createHash, randomBytes, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { toIso } from '../../core/domain/instant.ts';
import { ConfigSchema } from '../../core/protocol/config.ts';
import { DESK_HEADERS, deskSignatureText } from '../../core/protocol/desk-signature.ts';
import { type MutationResult, PushResponse } from '../../core/protocol/replication.ts';
import { ROUTES } from '../../core/protocol/server.ts';
import { createLog } from '../../server/log.ts';
import { createSignaturePool } from '../../server/signature/pool.ts';
import { startServer } from '../../server/start.ts';
import { openDemoCa } from '../simulators/demo-ca/index.ts';
import { signXmlEnveloped } from '../simulators/demo-ca/xml-signer.ts';
import { choiceXml, outgoingChoice } from './peak-choice.ts';
import type { PeakAnswer, PeakRequest } from './peak-client.ts';
import { type Chooser, MOMENT } from './peak-ground.ts';

/** What came of the pushes; times in ms from the common start, and how long the signatures alone take on all cores, in s. */
export type Pushed = {
  readonly answers: readonly (MutationResult | null)[];
  readonly took: readonly number[];
  readonly seconds: number;
  readonly verifying: number;
};

/** Pushes one signed choice of each, all at the same moment. */
export async function pushAtOnce(databaseUrl: string, choosers: readonly Chooser[]): Promise<Pushed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kezek-peak-'));
  const quiet = { write: () => undefined };
  try {
    const ca = openDemoCa(path.join(folder, 'ca'), { now: new Date(MOMENT) });
    const signed = choosers.map((chooser, n) => {
      const { key, certificate } = ca.signer({ person: chooser.person, kind: 'gost' });
      return signXmlEnveloped(choiceXml(chooser, n), key, certificate);
    });
    const { trustFolder: trustDir, crlFolder: crlDir } = ca;
    const config = ConfigSchema.parse({ databaseUrl, dataDir: folder, port: 0, trustDir, crlDir });
    const pool = createSignaturePool(config, folder, createLog(quiet));
    const start = performance.now();
    const verdicts = await Promise.all(signed.map((xml) => pool.verify(xml, 'application', MOMENT)));
    const verifying = (performance.now() - start) / 1000;
    await pool.close();
    if (verdicts.some(({ ok }) => !ok)) throw new Error('A signature of the benchmark does not hold');
    const server = await startServer(config, { now: () => MOMENT, log: quiet, sendsNotices: false });
    try {
      const requests = choosers.map((chooser, n) =>
        requestOf(chooser, outgoingChoice(chooser, n, signed[n] ?? '')),
      );
      return { ...(await sendAll(server.url, requests)), verifying };
    } finally {
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function requestOf({ client, desk }: Chooser, outgoing: object): PeakRequest {
  const body = JSON.stringify({ protocol: 1, schema: 1, clientId: client, mutations: [outgoing] });
  const { method, path: target } = ROUTES.push;
  const time = toIso(MOMENT);
  const nonce = randomBytes(16).toString('hex');
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const text = deskSignatureText({ method, path: target, time, nonce, bodyHash, session: '' });
  return {
    path: target,
    body,
    headers: {
      [DESK_HEADERS.desk]: desk.id,
      [DESK_HEADERS.time]: time,
      [DESK_HEADERS.nonce]: nonce,
      [DESK_HEADERS.signature]: sign(null, Buffer.from(text), desk.key).toString('base64'),
      'content-type': 'application/json',
    },
  };
}

async function sendAll(url: string, requests: readonly PeakRequest[]): Promise<Omit<Pushed, 'verifying'>> {
  const worker = new Worker(new URL('./peak-client.ts', import.meta.url), { workerData: { url, requests } });
  const answers = await new Promise<readonly PeakAnswer[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  const took = answers.map((answer) => answer.took);
  return { answers: answers.map(resultOf), took, seconds: Math.max(...took) / 1000 };
}

function resultOf({ status, body }: PeakAnswer): MutationResult | null {
  return status === 200 ? (PushResponse.parse(JSON.parse(body)).results[0] ?? null) : null;
}
