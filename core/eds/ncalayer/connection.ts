import { getCACertificates } from 'node:tls';
import { WebSocket } from 'ws';
import type { NcaLayerFailure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type Reply, readFrame } from './frame.ts';

/** How to reach NCALayer. */
export type Endpoint = {
  /** `wss://127.0.0.1:13579/` as a rule. */
  readonly url: string;
  /** PEMs its TLS certificate must lead to, or be; absent = the CAs the system trusts. */
  readonly ca?: string;
  /** Sent as `Origin`: the modules read it, and some third-party ones insist on one. */
  readonly origin: string;
};

/** Milliseconds: until connected and greeted; until the person is through with NCALayer's window. */
export type Deadlines = { readonly greeting: number; readonly dialog: number };

/**
 * Whether a reply answers the request: surely, perhaps (it says only that a module is missing and does not say to whom; it
 * counts unless a better one comes at once), or not at all.
 */
export type Weight = 'answer' | 'perhaps' | 'other';

/** One socket for one signature: a late answer dies with it and cannot be taken for another's. */
export type Connection = {
  /** Of NCALayer, as its greeting says. */
  readonly version: string;
  /** Sends one request and waits for its answer, as `weigh` tells it from others. */
  ask(request: string, weigh: (reply: Reply) => Weight): Promise<Result<Reply, NcaLayerFailure>>;
  close(): void;
};

const MAX_FRAME = 32 * 1024 * 1024;
/** Milliseconds in which a better reply may follow one that answers perhaps. */
const DOUBT = 400;

/** Connects and waits for the greeting. Aborting the signal closes the socket; what was waited for is `ncalayer-cancelled`. */
export async function connect(
  endpoint: Endpoint,
  deadlines: Deadlines,
  signal: AbortSignal,
): Promise<Result<Connection, NcaLayerFailure>> {
  const socket = new WebSocket(endpoint.url, {
    origin: endpoint.origin,
    ca: endpoint.ca ?? getCACertificates('system'),
    // What was named is trusted as it is, also an intermediate or the certificate itself; name and dates are still checked.
    allowPartialTrustChain: endpoint.ca !== undefined,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME,
    followRedirects: false,
  });
  let opened = false;
  let problem: NcaLayerFailure | null = null;
  let settle: ((outcome: Result<Reply | null, NcaLayerFailure>) => void) | null = null;
  let weigh: (reply: Reply) => Weight = () => 'other';

  const end = (code: NcaLayerFailure) => {
    problem ??= code;
    settle?.(fail(problem));
    socket.terminate();
  };
  const abort = () => end('ncalayer-cancelled');
  signal.addEventListener('abort', abort, { once: true });
  socket.on('error', (error) => end(failureOf(error, opened)));
  socket.on('close', () => {
    signal.removeEventListener('abort', abort);
    end('ncalayer-closed');
  });
  socket.on('open', () => {
    opened = true;
  });

  let greeted = false;
  let version = '';
  let strange = false;
  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? ({ kind: 'garbled' } as const) : readFrame(String(data));
    if (frame.kind === 'greeting' && !greeted) {
      greeted = true;
      version = frame.version;
      settle?.(ok(null));
    } else if (!greeted) strange ||= frame.kind !== 'keep-alive';
    else if (frame.kind === 'garbled') end('ncalayer-garbled');
    else if (frame.kind === 'reply') receive(frame.reply);
  });

  let doubt: NodeJS.Timeout | undefined;
  const receive = (reply: Reply) => {
    const weight = weigh(reply);
    if (weight === 'answer') settle?.(ok(reply));
    else if (weight === 'perhaps') doubt ??= setTimeout(() => settle?.(ok(reply)), DOUBT);
  };

  const wait = (milliseconds: number): Promise<Result<Reply | null, NcaLayerFailure>> =>
    new Promise((resolve) => {
      if (problem !== null) return resolve(fail(problem));
      const timer = setTimeout(() => end(strange ? 'ncalayer-garbled' : 'ncalayer-silent'), milliseconds);
      settle = (outcome) => {
        settle = null;
        clearTimeout(timer);
        clearTimeout(doubt);
        doubt = undefined;
        resolve(outcome);
      };
    });

  if (signal.aborted) abort();
  const greeting = await wait(deadlines.greeting);
  if (!greeting.ok) return greeting;
  return ok({
    version,
    async ask(request, weight) {
      weigh = weight;
      const answer = wait(deadlines.dialog);
      if (problem === null) socket.send(request);
      const outcome = await answer;
      weigh = () => 'other';
      if (!outcome.ok) return outcome;
      return outcome.value === null ? fail('ncalayer-garbled') : ok(outcome.value);
    },
    close: () => socket.terminate(),
  });
}

/** OpenSSL's verdicts on a certificate chain, and Node's on the name. */
const CERTIFICATE_ERRORS =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|CRL_\w+|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERROR_IN_CERT_\w+|ERR_TLS_CERT_\w+|ERR_SSL_\w*CERT\w*)$/;
const NOBODY_THERE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EADDRNOTAVAIL']);
const CUT = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

function failureOf(error: Error, opened: boolean): NcaLayerFailure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CERTIFICATE_ERRORS.test(code)) return 'ncalayer-untrusted-certificate';
  if (NOBODY_THERE.has(code)) return 'ncalayer-not-running';
  if (code === 'ETIMEDOUT') return 'ncalayer-silent';
  if (CUT.has(code)) return 'ncalayer-closed';
  return opened || code !== '' || /unexpected server response/i.test(error.message)
    ? 'ncalayer-garbled'
    : 'ncalayer-closed';
}
