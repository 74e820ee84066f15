import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A request as a simulator sees it; bodies are at most 16 MB. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly type: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a simulator does with a request: answers, cuts the connection, or never answers. */
export type HttpAnswer =
  | {
      readonly status: number;
      readonly type: string;
      readonly body: string | Uint8Array;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'cut'
  | 'silence';

/** A server on the loopback address that is up. */
export interface Loopback {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const BODY_LIMIT = 16 * 1024 * 1024;

/** An answer of JSON. */
export function json(value: unknown, status = 200): HttpAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** An answer of HTML. */
export function html(body: string, status = 200): HttpAnswer {
  return { status, type: 'text/html; charset=utf-8', body };
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT) {
      return null;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  if (answer === 'silence') {
    return;
  }
  if (answer === 'cut') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'cache-control': 'no-store',
    ...answer.headers,
  });
  response.end(answer.body);
}

/** The JSON of a request's body; undefined when it is none. */
export function parsedJson(request: HttpRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Serves HTTP on 127.0.0.1; port 0 takes any free one. A handler that throws answers 500 with its message. */
export async function startHttp(
  port: number,
  handle: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>,
): Promise<Loopback> {
  const server = createServer(async (request, response) => {
    try {
      const body = await readBody(request);
      if (body === null) {
        send(response, json({ error: 'body-too-large' }, 413));
        return;
      }
      const url = new URL(`http://127.0.0.1${request.url ?? '/'}`);
      send(
        response,
        await handle({
          method: request.method ?? 'GET',
          path: url.pathname,
          query: url.searchParams,
          type: request.headers['content-type'] ?? '',
          headers: request.headers,
          body,
        }),
      );
    } catch (error) {
      if (!response.headersSent) {
        send(response, json({ error: error instanceof Error ? error.message : String(error) }, 500));
      }
    }
  });
  const listening = await listen(server, port);
  return {
    port: listening.port,
    url: `http://127.0.0.1:${listening.port}`,
    close: listening.close,
  };
}

/** A TCP server on the loopback address that can be taken down and put up again at the same port. */
export interface Listening {
  readonly port: number;
  /** Ends all connections and refuses new ones, or takes them again. */
  setUp(up: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Binds a server to 127.0.0.1; taking it down also ends the connections it has. */
export async function listen(server: Server, wanted: number): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const start = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      for (const socket of open) {
        socket.destroy();
      }
    });
  await start(wanted);
  const port = portOf(server.address());
  let change = Promise.resolve();
  const setUp = (up: boolean) => {
    change = change.then(() => {
      if (up === server.listening) {
        return undefined;
      }
      return up ? start(port) : stop();
    });
    return change;
  };
  return { port, setUp, close: () => setUp(false) };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') {
    throw new Error('The simulator does not listen on a TCP port');
  }
  return address.port;
}

/** Waits `milliseconds`; 0 does not wait. */
export async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}
