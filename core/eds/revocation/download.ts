/** Fetches lists and OCSP answers over HTTP: only so large, only so long, and from nowhere but where it was sent. */
import { fail, ok, type Result } from '../../domain/result.ts';

/** What tells the server of a list which version is here already. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

export type Download =
  | { readonly state: 'content'; readonly bytes: Uint8Array; readonly validators: Validators }
  /** What is here already is the newest. */
  | { readonly state: 'unchanged' };

export type DownloadFailure = 'unreachable' | 'refused' | 'elsewhere' | 'too-large' | 'too-slow' | 'empty';

export type DownloadLimits = {
  /** Octets of the body. */
  readonly size: number;
  /** From the request to the last octet, ms. */
  readonly total: number;
  /** Without a single octet, ms. */
  readonly idle: number;
};

/** Real lists have some 20 MB (eds/README.md §2.3). */
const LIST_LIMITS: DownloadLimits = { size: 32 * 1024 * 1024, total: 600_000, idle: 20_000 };
const OCSP_LIMITS: DownloadLimits = { size: 64 * 1024, total: 10_000, idle: 10_000 };

const MOST_REDIRECTS = 2;

/** Fetches a list; `known` are the validators of the one that is here. */
export function downloadList(
  address: string,
  known: Validators | null,
  signal: AbortSignal,
  limits: DownloadLimits = LIST_LIMITS,
): Promise<Result<Download, DownloadFailure>> {
  const headers: Record<string, string> = { accept: 'application/pkix-crl, */*' };
  if (known?.etag) headers['if-none-match'] = known.etag;
  if (known?.lastModified) headers['if-modified-since'] = known.lastModified;
  return request(address, { method: 'GET', headers }, signal, limits);
}

/** Sends an OCSP request. */
export async function postOcsp(
  address: string,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
  limits: DownloadLimits = OCSP_LIMITS,
): Promise<Result<Uint8Array, DownloadFailure>> {
  const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };
  const answer = await request(address, { method: 'POST', headers, body }, signal, limits);
  if (!answer.ok) return answer;
  return answer.value.state === 'content' ? ok(answer.value.bytes) : fail('refused');
}

async function request(
  address: string,
  init: RequestInit,
  signal: AbortSignal,
  limits: DownloadLimits,
): Promise<Result<Download, DownloadFailure>> {
  const watch = new AbortController();
  const total = setTimeout(() => watch.abort(), limits.total);
  let idle = setTimeout(() => watch.abort(), limits.idle);
  const heard = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => watch.abort(), limits.idle);
  };
  try {
    const stop = AbortSignal.any([signal, watch.signal]);
    const response = await follow(address, { ...init, signal: stop });
    if (!response.ok) return response;
    heard();
    return await read(response.value, limits.size, heard);
  } catch (error) {
    if (watch.signal.aborted) return fail('too-slow');
    if (signal.aborted || isOfNetwork(error)) return fail('unreachable');
    throw error;
  } finally {
    clearTimeout(total);
    clearTimeout(idle);
    watch.abort();
  }
}

/** What the network does to a request carries its cause; a mistake of the program does not. */
function isOfNetwork(error: unknown): boolean {
  return error instanceof Error && error.cause !== undefined;
}

/** Follows redirections within the host that was named; never from HTTPS down to HTTP. */
async function follow(address: string, init: RequestInit): Promise<Result<Response, DownloadFailure>> {
  let at = new URL(address);
  for (let turn = 0; turn <= MOST_REDIRECTS; turn += 1) {
    const response = await fetch(at, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || response.status === 304 || location === null)
      return ok(response);
    await response.body?.cancel();
    if (!URL.canParse(location, at)) return fail('elsewhere');
    const next = new URL(location, at);
    const down = at.protocol === 'https:' && next.protocol !== 'https:';
    const web = next.protocol === 'http:' || next.protocol === 'https:';
    if (next.hostname !== at.hostname || !web || down || init.method !== 'GET') return fail('elsewhere');
    at = next;
  }
  return fail('elsewhere');
}

async function read(
  response: Response,
  size: number,
  heard: () => void,
): Promise<Result<Download, DownloadFailure>> {
  if (response.status === 304) return ok({ state: 'unchanged' });
  if (response.status !== 200) {
    await response.body?.cancel();
    return fail('refused');
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    heard();
    length += part.length;
    if (length > size) return fail('too-large');
    parts.push(part);
  }
  if (length === 0) return fail('empty');
  const validators = {
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
  return ok({ state: 'content', bytes: Uint8Array.from(Buffer.concat(parts)), validators });
}
