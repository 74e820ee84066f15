import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { z } from 'zod';
import { type Failure, type FailureCode, isFailureCode } from '../domain/failure.ts';
import { type Instant, toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { DESK_HEADERS, deskSignatureText } from '../protocol/desk-signature.ts';
import { FailureBody } from '../protocol/failure.ts';
import { FILE_PATH } from '../protocol/file.ts';
import { HealthResponse } from '../protocol/health.ts';
import { ROUTES, type RouteName } from '../protocol/server.ts';

/** Longest wait for an answer, ms. What makes the server ask registries and gateways in turn has more; scans are big. */
const TIMEOUT_MS = 10_000;
const TIMEOUTS: Readonly<Partial<Record<RouteName, number>>> = {
  push: 60_000,
  requestCode: 30_000,
  requestConsent: 30_000,
};
const FILE_TIMEOUT_MS = 120_000;

export type RouteRequest<R extends RouteName> = z.input<(typeof ROUTES)[R]['request']>;
export type RouteResponse<R extends RouteName> = z.output<(typeof ROUTES)[R]['response']>;

/** What the client needs to know of this computer at the moment of a request. */
export type DeskIdentity = {
  /** Null until paired: only `health` and `pair` work then. */
  readonly deskId: () => string | null;
  readonly privateKey: () => KeyObject;
  /** Desk's clock minus server's, ms; null while unknown. */
  readonly clockOffset: () => number | null;
  readonly noteClockOffset: (milliseconds: number) => void;
};

export type ServerClient = {
  /** Calls a route of the contract; `session` is the token of the person on whose behalf it is. */
  call<R extends RouteName>(
    route: R,
    request: RouteRequest<R>,
    session?: string | null,
  ): Promise<Result<RouteResponse<R>, Failure>>;
  /** As `call`, with the answer read by another schema (the pull keeps rows that it cannot read). */
  read<T>(
    route: RouteName,
    request: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
    session?: string | null,
  ): Promise<Result<T, Failure>>;
  /** Brings a scan to the server; once more does no harm. */
  putFile(sha256: string, bytes: Uint8Array): Promise<Result<null, Failure>>;
  getFile(sha256: string, session: string | null): Promise<Result<Uint8Array<ArrayBuffer>, Failure>>;
  /** Asks the server for its clock and remembers the difference. */
  measureClock(): Promise<Result<z.output<typeof HealthResponse>, Failure>>;
};

type Sent = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body: Uint8Array | null;
  readonly type: string;
  readonly session: string | null;
  readonly signed: boolean;
  readonly timeout: number;
};

/**
 * The client of the central server. Every request but `health` and `pair` is signed with the desk's key over the server's
 * time as far as it is known, so a desk whose clock is wrong still works and says so.
 * @param address base address of the server, or null where none is configured: every call is `server-unreachable`
 * @param closing the program ends: what is waited for is given up, and counts as no answer
 */
export function createServerClient(
  address: string | null,
  desk: DeskIdentity,
  now: () => Instant,
  closing: AbortSignal,
): ServerClient {
  const headersOf = (sent: Sent): Record<string, string> | null => {
    const headers: Record<string, string> = sent.body === null ? {} : { 'content-type': sent.type };
    const id = desk.deskId();
    if (!sent.signed) return headers;
    if (id === null) return null;
    const time = toIso(now() - (desk.clockOffset() ?? 0));
    const nonce = randomBytes(16).toString('hex');
    const session = sent.session ?? '';
    const bodyHash = createHash('sha256')
      .update(sent.body ?? '')
      .digest('hex');
    const text = deskSignatureText({
      method: sent.method,
      path: sent.path,
      time,
      nonce,
      bodyHash,
      session,
    });
    headers[DESK_HEADERS.desk] = id;
    headers[DESK_HEADERS.time] = time;
    headers[DESK_HEADERS.nonce] = nonce;
    headers[DESK_HEADERS.signature] = sign(null, Buffer.from(text), desk.privateKey()).toString('base64');
    if (session !== '') headers[DESK_HEADERS.session] = session;
    return headers;
  };

  const once = async (sent: Sent): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> => {
    if (address === null) return fail({ code: 'server-unreachable' });
    const headers = headersOf(sent);
    if (headers === null) return fail({ code: 'desk-not-paired' });
    let response: Response;
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      response = await fetch(new URL(sent.path, address), {
        method: sent.method,
        headers,
        body: sent.body === null ? null : new Uint8Array(sent.body),
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(sent.timeout), closing]),
      });
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch {
      // Whatever undici throws here (refused, reset, timed out, TLS) is one thing to us: no answer.
      return fail({ code: 'server-unreachable' });
    }
    if (response.ok) return ok(bytes);
    return fail(failureOf(response.status, bytes));
  };

  const measureClock: ServerClient['measureClock'] = async () => {
    const before = now();
    const answer = await once(requestOf('health', {}, null));
    if (!answer.ok) return answer;
    const after = now();
    const read = parse(answer.value, HealthResponse);
    if (read.ok) desk.noteClockOffset((before + after) / 2 - Date.parse(read.value.now));
    return read;
  };

  const send = async (sent: Sent): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> => {
    const first = await once(sent);
    if (first.ok || first.error.code !== 'clock-wrong') return first;
    const measured = await measureClock();
    return measured.ok ? once(sent) : first;
  };

  const read = async <T>(
    route: RouteName,
    request: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
    session: string | null = null,
  ): Promise<Result<T, Failure>> => {
    const answer = await send(requestOf(route, request, session));
    return answer.ok ? parse(answer.value, schema) : answer;
  };

  const call = async <R extends RouteName>(
    route: R,
    request: RouteRequest<R>,
    session: string | null = null,
  ): Promise<Result<RouteResponse<R>, Failure>> => {
    const answer = await send(requestOf(route, request, session));
    if (!answer.ok) return answer;
    const parsed = parse<RouteResponse<RouteName>>(answer.value, ROUTES[route].response);
    // It was parsed by the schema of this very route.
    return parsed.ok ? ok(parsed.value as RouteResponse<R>) : parsed;
  };

  return {
    call,
    read,
    putFile: async (sha256, bytes) => {
      const sent = await send({ ...file('PUT', sha256, null), body: bytes });
      return sent.ok ? ok(null) : sent;
    },
    getFile: (sha256, session) => send(file('GET', sha256, session)),
    measureClock,
  };
}

function requestOf(
  route: RouteName,
  request: Readonly<Record<string, unknown>>,
  session: string | null,
): Sent {
  const { method, path, auth } = ROUTES[route];
  const common = {
    method,
    type: 'application/json',
    session,
    signed: auth !== 'none',
    timeout: TIMEOUTS[route] ?? TIMEOUT_MS,
  };
  if (method === 'POST') return { ...common, path, body: Buffer.from(JSON.stringify(request)) };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request))
    if (value !== undefined && value !== null) query.set(name, String(value));
  return { ...common, path: query.size === 0 ? path : `${path}?${query}`, body: null };
}

function file(method: 'GET' | 'PUT', sha256: string, session: string | null): Sent {
  const type = 'application/octet-stream';
  return {
    method,
    path: `${FILE_PATH}${sha256}`,
    body: null,
    type,
    session,
    signed: true,
    timeout: FILE_TIMEOUT_MS,
  };
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function parse<T>(bytes: Uint8Array, schema: z.ZodType<T>): Result<T, Failure> {
  const value = json(bytes);
  // Something else answers at this address: a portal of the provider, a proxy's page.
  if (value === undefined) return fail({ code: 'server-unreachable' });
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : fail({ code: 'upgrade-needed' });
}

/** The failure of a refused request. What is not a refusal of our protocol is temporary: try again later. */
function failureOf(status: number, bytes: Uint8Array): Failure {
  const body = FailureBody.safeParse(json(bytes));
  if (![400, 401, 403, 404, 409, 413, 422].includes(status) || !body.success)
    return { code: 'server-unreachable' };
  return readFailure(body.data);
}

/** A failure told by the server, as this program knows it; a code it does not know is one of a newer server. */
export function readFailure(body: z.output<typeof FailureBody>): Failure {
  const code: FailureCode = isFailureCode(body.code) ? body.code : 'upgrade-needed';
  return {
    code,
    ...(body.field === undefined ? {} : { field: body.field }),
    ...(body.facts === undefined ? {} : { facts: body.facts }),
  };
}
