import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import type { NcaLayerSimulator } from '../../simulators/ncalayer/index.ts';

/** A bare client of the socket, written from eds/README.md alone: it knows nothing of the simulator's code. */
export interface RawClient {
  /** The next frame that comes, as text. */
  next(): Promise<string>;
  send(frame: string): void;
  /** Sends JSON and reads the next frame as JSON. */
  ask(request: unknown): Promise<Record<string, unknown>>;
  /** Resolves with the code when the connection is closed. */
  readonly closed: Promise<number>;
  close(): void;
}

function record(frame: string): Record<string, unknown> {
  const value: unknown = JSON.parse(frame);
  if (typeof value !== 'object' || value === null) {
    throw new Error(`Not an object: ${frame}`);
  }
  return { ...value };
}

/** Connects with the simulator's CA; `greeted` also reads the greeting. */
export async function connectTo(
  { url, caPem }: Pick<NcaLayerSimulator, 'url' | 'caPem'>,
  { greeted = true }: { readonly greeted?: boolean } = {},
): Promise<RawClient> {
  const socket = new WebSocket(url, { ca: readFileSync(caPem), origin: 'https://akmola.example' });
  const frames: string[] = [];
  const waiting: ((frame: string) => void)[] = [];
  socket.on('message', (data) => {
    const frame = data.toString();
    const wake = waiting.shift();
    if (wake === undefined) {
      frames.push(frame);
    } else {
      wake(frame);
    }
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const next = () => {
    const frame = frames.shift();
    return frame === undefined
      ? new Promise<string>((resolve) => waiting.push(resolve))
      : Promise.resolve(frame);
  };
  if (greeted) {
    await next();
  }
  return {
    next,
    send: (frame) => socket.send(frame),
    ask: async (request) => {
      socket.send(JSON.stringify(request));
      return record(await next());
    },
    closed,
    close: () => socket.terminate(),
  };
}

/** A request to basics. */
export function basicsSign(
  format: 'xml' | 'cms' | 'raw',
  data: string | readonly string[],
  signingParams: unknown = {},
  signerParams: object = { extKeyUsageOids: [] },
) {
  return {
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: { allowedStorages: null, format, data, signingParams, signerParams, locale: 'kk' },
  };
}

/** The result in an answer of basics. */
export function resultOf(reply: Record<string, unknown>): unknown {
  const body: unknown = reply.body;
  return typeof body === 'object' && body !== null && 'result' in body ? body.result : undefined;
}

/** The first signature in an answer of basics, whatever its shape. */
export function signatureOf(reply: Record<string, unknown>): string {
  const result = resultOf(reply);
  const first: unknown = Array.isArray(result) ? result[0] : result;
  if (typeof first !== 'string') {
    throw new Error(`No signature: ${JSON.stringify(reply)}`);
  }
  return first;
}
