/** The parents of `kezek bench peak --http`: a thread that sends everything at once and tells when each answer came. */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';

export type PeakRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** When the answer was there, in ms after the common start. */
export type PeakAnswer = { readonly took: number; readonly status: number; readonly body: string };

/** Connections at once, about as many as wait to be taken up by a listening socket; the others' requests wait for one of them. */
const CONNECTIONS = 500;

const { url, requests }: { readonly url: string; readonly requests: readonly PeakRequest[] } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const start = performance.now();

const send = ({ path, headers, body }: PeakRequest) =>
  new Promise<PeakAnswer>((resolve, reject) => {
    const sent = request(`${url}${path}`, { method: 'POST', headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          took: performance.now() - start,
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

parentPort?.postMessage(await Promise.all(requests.map(send)));
agent.destroy();
