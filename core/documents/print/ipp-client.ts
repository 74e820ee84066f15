import { existsSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { userInfo } from 'node:os';
import { fail, ok, type Result } from '../../domain/result.ts';
import {
  type Answer,
  type Operation,
  type RequestAttribute,
  readAnswer,
  writeRequest,
} from './ipp-message.ts';

/** Where the print service listens: its own socket file, or an address. */
export type Service = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** Why a request got no answer at all. */
export type NoAnswer = 'print-service-off' | 'print-timed-out';

const SOCKETS = ['/run/cups/cups.sock', '/var/run/cups/cups.sock', '/private/var/run/cupsd'];
const PORT = 631;
const TIMEOUT = 10_000;
const OFF = new Set(['ECONNREFUSED', 'ENOENT', 'EACCES', 'ENOTFOUND', 'EHOSTUNREACH', 'ECONNRESET', 'EPIPE']);

/** The service that CUPS's own programs would talk to: `CUPS_SERVER`, else its socket file, else localhost:631. */
export function printService(
  environment: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean = existsSync,
): Service {
  const named = environment.CUPS_SERVER ?? '';
  if (named.startsWith('/')) return { socketPath: named };
  if (named !== '') {
    const [, host = named, port] = /^(.+?)(?::(\d+))?(?:\/version=[\d.]+)?$/.exec(named) ?? [];
    return { host, port: port === undefined ? PORT : Number(port) };
  }
  const socketPath = SOCKETS.find(exists);
  return socketPath === undefined ? { host: 'localhost', port: PORT } : { socketPath };
}

/** Name of the person at this computer, as jobs carry it. */
function userName(): string {
  return userInfo().username;
}

/**
 * Sends one request. An answer of the service, also a refusal, is a value; `print-service-off`: nobody listens or what
 * answers is no print service; `print-timed-out`: no answer in ten seconds.
 */
export async function ask(
  service: Service,
  operation: Operation,
  attributes: readonly RequestAttribute[],
  document?: Uint8Array,
): Promise<Result<Answer, NoAnswer>> {
  const user: RequestAttribute = { tag: 'name', name: 'requesting-user-name', values: [userName()] };
  const body = writeRequest(operation, withUser(attributes, user), document);
  const first = await post(service, body, {});
  if (!first.ok || first.value.status !== 401) return first.ok ? answerOf(first.value) : first;
  // CUPS wants to know who asks: over its socket file it sees that for itself.
  const again = await post(service, body, { authorization: `PeerCred ${userName()}` });
  return again.ok ? answerOf(again.value) : again;
}

/** The target comes first, then who asks, then the rest: the order RFC 8011 prescribes. */
function withUser(
  attributes: readonly RequestAttribute[],
  user: RequestAttribute,
): readonly RequestAttribute[] {
  const isTarget = ({ name }: RequestAttribute) => name === 'printer-uri' || name === 'job-id';
  return [...attributes.filter(isTarget), user, ...attributes.filter((each) => !isTarget(each))];
}

type Reply = { readonly status: number; readonly body: Buffer };

function answerOf(reply: Reply): Result<Answer, NoAnswer> {
  const answer = reply.status === 200 ? readAnswer(reply.body) : null;
  return answer === null ? fail('print-service-off') : ok(answer);
}

function post(
  service: Service,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<Result<Reply, NoAnswer>> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      ...service,
      method: 'POST',
      path: '/',
      headers: {
        host: 'localhost',
        'content-type': 'application/ipp',
        'content-length': body.length,
        ...headers,
      },
      signal: AbortSignal.timeout(TIMEOUT),
      agent: false,
    });
    outgoing.on('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', broken);
      response.on('end', () =>
        resolve(ok({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) })),
      );
    });
    const broken = (error: Error) => {
      const code = 'code' in error ? String(error.code) : '';
      if (error.name === 'AbortError' || error.name === 'TimeoutError' || code === 'ETIMEDOUT')
        resolve(fail('print-timed-out'));
      else if (OFF.has(code) || code.startsWith('HPE_')) resolve(fail('print-service-off'));
      else reject(error);
    };
    outgoing.on('error', broken);
    outgoing.end(body);
  });
}
