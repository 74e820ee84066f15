import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Host } from '../../core/host.ts';
import type { DeskEvent } from '../../core/protocol/event.ts';
import { packBytes, unpackBytes } from './bytes.ts';
import type { Door } from './door.ts';
import { sendFile } from './pages.ts';

/** Events of the core to the pages that listen. */
export type EventStream = {
  send(event: DeskEvent): void;
  /** Adds a page; it is dropped when it goes away. */
  listen(response: ServerResponse): void;
  close(): void;
};

const COOKIE = 'kezek';
/** Two scans of 10 MB in base64, with room. */
const LONGEST_BODY = 32 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;

/** @see EventStream. Server-sent events, with a comment every quarter of a minute so that the line is not cut. */
export function openEventStream(): EventStream {
  const pages = new Set<ServerResponse>();
  const heartbeat = setInterval(() => {
    for (const page of pages) page.write(': \n\n');
  }, HEARTBEAT_MS).unref();
  return {
    send(event) {
      const message = `data: ${JSON.stringify(event, packBytes)}\n\n`;
      for (const page of pages) page.write(message);
    },
    listen(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': \n\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    close() {
      clearInterval(heartbeat);
      for (const page of pages) page.end();
    },
  };
}

/**
 * Answers one request. Whoever brings the one-time key first gets a cookie; everything else needs that cookie, the loopback
 * host name (no other name may be bound to this address) and, where the browser names it, our own origin.
 */
export function handlerOf(given: {
  host: Pick<Host, 'call'> & { readonly events: EventStream };
  folder: string;
  port: number;
  door: Door;
}): (request: IncomingMessage, response: ServerResponse) => void {
  const names = [`127.0.0.1:${given.port}`, `localhost:${given.port}`];

  const enter = (url: URL, response: ServerResponse): boolean => {
    const cookie = given.door.enter(url.searchParams.get('key'));
    if (cookie === null) return false;
    response.setHeader('set-cookie', `${COOKIE}=${cookie}; HttpOnly; SameSite=Strict; Path=/`);
    return true;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { host = '', origin } = request.headers;
    if (!names.includes(host)) return refuse(response, 421);
    if (origin !== undefined && origin !== `http://${host}`) return refuse(response, 403);
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (!given.door.knows(cookieOf(request)) && !enter(url, response)) return refuse(response, 403);
    const method = /^\/call\/([a-z.]{1,60})$/.exec(url.pathname)?.[1];
    if (request.method === 'POST' && method !== undefined) return call(request, response, method);
    if (request.method !== 'GET') return refuse(response, 405);
    if (url.pathname === '/events') return given.host.events.listen(response);
    return sendFile(given.folder, url.pathname, response);
  };

  const call = async (request: IncomingMessage, response: ServerResponse, method: string): Promise<void> => {
    const body = await bodyOf(request);
    if (body === null) return refuse(response, 413);
    let input: unknown;
    try {
      input = JSON.parse(body, unpackBytes);
    } catch {
      return refuse(response, 400);
    }
    const result = await given.host.call(method, input);
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(result, packBytes));
  };

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      if (!response.headersSent) refuse(response, 500);
      else response.destroy();
    });
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(`${status}\n`);
}

function cookieOf(request: IncomingMessage): string {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE && value !== undefined) return value;
  }
  return '';
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request) {
    const bytes = Buffer.from(piece);
    length += bytes.length;
    if (length > LONGEST_BODY) return null;
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}
