/** The National CA's services of the demo: OCSP, revocation lists, certificates, time stamps, all over HTTP. */
import { DerError } from '../../../core/eds/der.ts';
import { type Behaviour, behaviour } from '../behaviour.ts';
import { DAY, type DemoCa, type RevokedEntry, type Standing } from '../demo-ca/index.ts';
import { plainHex } from '../demo-ca/revocation.ts';
import { imprintOf, timeStampToken } from '../demo-ca/time-stamp.ts';
import { type HttpAnswer, type HttpRequest, json, pause, startHttp } from '../loopback.ts';
import { NcaBehaviour } from './behaviour.ts';
import { OCSP_FAILURES, ocspFailure, ocspResponse, otherNonce, readOcspRequest } from './ocsp.ts';
import { granted, readTimeStampQuery, rejected } from './time-stamp-service.ts';

export type { NcaBehaviour } from './behaviour.ts';

/** The running services. */
export interface NcaSimulator {
  /** Base address; `/ocsp/`, `/tsp/`, `/crl/…`, `/cert/…` and `/control` lie below it. */
  readonly url: string;
  readonly controlUrl: string;
  readonly behaviour: Behaviour<NcaBehaviour>;
  readonly ca: DemoCa;
  close(): Promise<void>;
}

const HOUR = 3_600_000;

function der(type: string, body: Uint8Array): HttpAnswer {
  return { status: 200, type, body };
}

/** Answers that are alike for all services. */
function commonFault(fault: string): HttpAnswer | null {
  switch (fault) {
    case 'silence':
    case 'cut':
      return fault;
    case 'http-error':
      return { status: 503, type: 'text/html', body: '<html><body>503 Service Unavailable</body></html>' };
    case 'garbage':
      return { status: 200, type: 'text/html', body: '<html><body>Технические работы</body></html>' };
    case 'empty':
      return { status: 200, type: 'application/octet-stream', body: '' };
    default:
      return null;
  }
}

/**
 * Starts the services. The CA is opened once their address is known, because it stands in the certificates.
 * @param options.open opens the demo CA with that address
 */
export async function startNca(options: {
  readonly port?: number;
  readonly open: (servicesUrl: string) => DemoCa;
}): Promise<NcaSimulator> {
  const state = behaviour(NcaBehaviour, {
    ocsp: 'normal',
    crl: 'normal',
    tsp: 'normal',
    delay: 0,
    clock: 0,
    revoked: [],
  });
  const opened: { ca: DemoCa | null } = { ca: null };
  const server = await startHttp(options.port ?? 0, async (request) => {
    if (request.path === '/control') {
      return state.control(request);
    }
    await pause(state.now().delay);
    return opened.ca === null ? json({ error: 'not-ready' }, 503) : answer(request, opened.ca, state.now());
  });
  const ca = options.open(server.url);
  opened.ca = ca;
  return {
    url: server.url,
    controlUrl: `${server.url}/control`,
    behaviour: state,
    ca,
    close: server.close,
  };
}

function answer(request: HttpRequest, ca: DemoCa, now: NcaBehaviour): HttpAnswer {
  const [, service = '', name = ''] = request.path.split('/');
  switch (service) {
    case 'ocsp':
      return commonFault(now.ocsp) ?? answerOcsp(request, ca, now);
    case 'tsp':
      return commonFault(now.tsp) ?? answerTimeStamp(request, ca, now);
    case 'crl':
      return commonFault(now.crl) ?? answerCrl(name, ca, now);
    case 'cert':
      return answerCertificate(name, ca);
    default:
      return json({ error: 'not-found' }, 404);
  }
}

function clockOf({ clock }: NcaBehaviour): Date {
  return new Date(Date.now() + clock);
}

function isFailure(name: string): name is keyof typeof OCSP_FAILURES {
  return Object.hasOwn(OCSP_FAILURES, name);
}

function answerOcsp(request: HttpRequest, ca: DemoCa, now: NcaBehaviour): HttpAnswer {
  const type = 'application/ocsp-response';
  const mode = now.ocsp;
  if (isFailure(mode)) {
    return der(type, ocspFailure(mode));
  }
  const encoded = decodeURIComponent(request.path.replace(/^\/ocsp\/+/, ''));
  const body = request.method === 'POST' ? request.body : Buffer.from(encoded, 'base64');
  const read = readOrNull(() => readOcspRequest(ca, body));
  const [first] = read?.questions ?? [];
  if (read === null || first === undefined) {
    return der(type, ocspFailure(read === null ? 'malformed-request' : 'unauthorized'));
  }
  const at = clockOf(now);
  const age = mode === 'stale' ? -30 * DAY : mode === 'future' ? 2 * DAY : 0;
  const issuing = ca[first.kind].issuing;
  const leaf = () => {
    const { key, certificate } = ca.signer({
      person: 'operator',
      kind: first.kind === 'gost' ? 'gost' : 'rsa-sign',
    });
    return { ...issuing, key, certificate };
  };
  const responders = {
    'issuer-signed': () => issuing,
    'leaf-signed': leaf,
    forged: () => ca.stranger(first.kind).issuing,
  } as const;
  const responder =
    mode === 'issuer-signed' || mode === 'leaf-signed' || mode === 'forged'
      ? responders[mode]()
      : ca.service(first.kind, 'ocsp');
  return der(
    type,
    ocspResponse({
      questions:
        mode === 'other-certificate' ? [{ ...first, certId: otherCertId(first.certId) }] : read.questions,
      standing: (question) => standing(ca, question.kind, question.serial, now),
      nonce: mode === 'no-nonce' ? null : mode === 'wrong-nonce' ? otherNonce() : read.nonce,
      producedAt: new Date(at.getTime() + age),
      thisUpdate: new Date(at.getTime() + age - HOUR / 60),
      nextUpdate: mode === 'no-next-update' ? null : new Date(at.getTime() + age + HOUR),
      responder,
    }),
  );
}

/** The CertID with another last octet of the serial number. */
function otherCertId(certId: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(certId);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  return changed;
}

function standing(ca: DemoCa, kind: 'gost' | 'rsa', serial: string, now: NcaBehaviour): Standing {
  if (now.ocsp === 'unknown') {
    return { status: 'unknown' };
  }
  const also = now.revoked.some((hex) => plainHex(hex) === plainHex(serial));
  if (also || now.ocsp === 'revoked') {
    return { status: 'revoked', at: new Date(clockOf(now).getTime() - HOUR), reason: 1 };
  }
  return ca.standing(kind, serial);
}

function answerTimeStamp(request: HttpRequest, ca: DemoCa, now: NcaBehaviour): HttpAnswer {
  const type = 'application/timestamp-reply';
  const query = readOrNull(() => readTimeStampQuery(request.body));
  if (query === null || query.kind === null || now.tsp === 'rejected') {
    return der(
      type,
      rejected(query === null ? 'badDataFormat' : query.kind === null ? 'badAlg' : 'badRequest'),
    );
  }
  const { kind } = query;
  const authority = now.tsp === 'forged' ? ca.stranger(kind).issuing : ca.service(kind, 'tsa');
  const imprint = now.tsp === 'wrong-imprint' ? imprintOf(kind, Uint8Array.of(1)) : query.imprint;
  const nonce = now.tsp === 'wrong-nonce' ? Uint8Array.of(0x5a, 0x5a) : query.nonce;
  const age = now.tsp === 'future' ? 2 * DAY : now.tsp === 'past' ? -400 * DAY : 0;
  const token = timeStampToken(authority, {
    imprint,
    at: new Date(clockOf(now).getTime() + age),
    ...(nonce === null ? {} : { nonce }),
  });
  return der(type, granted(token));
}

function answerCrl(name: string, ca: DemoCa, now: NcaBehaviour): HttpAnswer {
  const [, of, delta, kind] = /^(nca|root)_(d_)?(gost|rsa)_demo\.crl$/.exec(name) ?? [];
  if (kind !== 'gost' && kind !== 'rsa') {
    return json({ error: 'not-found' }, 404);
  }
  const at = clockOf(now).getTime();
  const revoked: RevokedEntry[] = now.revoked.map((hex) => ({
    serial: Uint8Array.from(Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex')),
    at: new Date(at - HOUR),
    reason: 1,
  }));
  const shifted = now.clock === 0 ? {} : { from: new Date(at - HOUR), to: new Date(at + 30 * DAY) };
  return der(
    'application/pkix-crl',
    ca.crl(kind, of === 'root' ? 'root' : 'issuing', {
      ...(of === 'nca' ? { revoked } : {}),
      delta: delta !== undefined,
      ...shifted,
      ...(now.crl === 'expired' ? { from: new Date(at - 60 * DAY), to: new Date(at - 30 * DAY) } : {}),
      ...(now.crl === 'future' ? { from: new Date(at + 2 * DAY) } : {}),
      ...(now.crl === 'no-next-update' ? { to: null } : {}),
      ...(now.crl === 'forged' ? { key: ca.stranger(kind).issuing.key } : {}),
    }),
  );
}

function answerCertificate(name: string, ca: DemoCa): HttpAnswer {
  const [, of, kind] = /^(nca|root)_(gost|rsa)_demo\.cer$/.exec(name) ?? [];
  if (kind !== 'gost' && kind !== 'rsa') {
    return json({ error: 'not-found' }, 404);
  }
  const { issuing, root } = ca[kind];
  return der('application/pkix-cert', (of === 'root' ? root : issuing).certificate);
}

function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) {
      return null;
    }
    throw error;
  }
}
