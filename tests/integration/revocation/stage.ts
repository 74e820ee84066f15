/** The National CA's simulator, people certified by it, and sources of revocation that ask it, with a clock that can be moved. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCertificate } from '../../../core/eds/certificate.ts';
import type {
  RevocationAnswer,
  RevocationEvent,
  RevocationOptions,
} from '../../../core/eds/revocation/answer.ts';
import { createRevocationSource } from '../../../core/eds/revocation/source.ts';
import { readTrustFolder, type TrustStore } from '../../../core/eds/verify.ts';
import { type CertificateContent, writeCertificate } from '../../simulators/demo-ca/certificate-writer.ts';
import { type CrlContent, writeCrl } from '../../simulators/demo-ca/crl-writer.ts';
import { type DemoCa, type DemoKeySpec, openDemoCa } from '../../simulators/demo-ca/index.ts';
import { type HttpAnswer, type HttpRequest, startHttp } from '../../simulators/loopback.ts';
import { type NcaSimulator, startNca } from '../../simulators/nca/index.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** How long the sources of these tests take an answer for fresh. */
export const FRESH = 10 * MINUTE;

type Source = ReturnType<typeof createRevocationSource>;

export type Stage = {
  readonly nca: NcaSimulator;
  readonly trust: TrustStore;
  /** Moves the clock of all sources. */
  later(ms: number): void;
  readonly now: () => number;
  /** A source on a folder of its own, or on one that another source has left. */
  open(
    more?: Partial<RevocationOptions>,
  ): Source & { readonly events: RevocationEvent[]; readonly folder: string };
  person(state?: DemoKeySpec['state'], kind?: DemoKeySpec['kind']): Uint8Array;
  serialOf(certificate: Uint8Array): string;
  check(source: Source, certificate: Uint8Array, patience?: number): Promise<RevocationAnswer>;
  reset(): Promise<void>;
  close(): Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'kezek-revocation-'));
  const nca = await startNca({ open: (servicesUrl) => openDemoCa(join(home, 'ca'), { servicesUrl }) });
  const trust = trustOf(nca.ca);
  const sources: Source[] = [];
  let shift = 0;
  let folders = 0;
  const now = () => Date.now() + shift;
  return {
    nca,
    trust,
    now,
    later(ms) {
      shift += ms;
    },
    open(more = {}) {
      folders += 1;
      const folder = more.folder ?? join(home, `lists-${folders}`);
      const events: RevocationEvent[] = [];
      const source = createRevocationSource({
        hosts: 'of-authority',
        allowLegacy: false,
        freshMs: FRESH,
        ...more,
        folder,
        now,
        tell: (event) => events.push(event),
      });
      sources.push(source);
      return { ...source, events, folder };
    },
    person: (state = 'valid', kind = 'rsa-sign') =>
      nca.ca.signer({ person: 'synaqov-father', kind, state }).certificate,
    serialOf(certificate) {
      const parsed = parseCertificate(certificate);
      if (!parsed.ok) throw new Error('no certificate');
      return parsed.value.serialNumber;
    },
    check: (source, certificate, patience) =>
      source.check({
        certificate,
        trust,
        at: new Date(now()),
        ...(patience === undefined ? {} : { patience }),
      }),
    async reset() {
      for (const source of sources.splice(0)) await source.close();
      nca.behaviour.reset();
      shift = 0;
    },
    async close() {
      await nca.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function trustOf(ca: DemoCa): TrustStore {
  const trust = readTrustFolder(ca.trustFolder);
  if (!trust.ok) throw new Error('the demo CA is not readable');
  return trust.value;
}

/** A host that gives out whatever a test puts there, under the paths `/complete` and `/delta`. */
export async function openShelf(): Promise<Shelf> {
  const answers = new Map<string, HttpAnswer | ((request: HttpRequest) => HttpAnswer)>();
  const asked: string[] = [];
  const server = await startHttp(0, (request) => {
    asked.push(request.path);
    const answer = answers.get(request.path) ?? { status: 404, type: 'text/plain', body: 'nothing here' };
    return typeof answer === 'function' ? answer(request) : answer;
  });
  return {
    url: server.url,
    asked,
    put: (path, answer) =>
      void answers.set(
        path,
        answer instanceof Uint8Array ? { status: 200, type: 'application/pkix-crl', body: answer } : answer,
      ),
    close: server.close,
  };
}
export type Shelf = {
  readonly url: string;
  readonly asked: string[];
  put(path: string, answer: Uint8Array | HttpAnswer | ((request: HttpRequest) => HttpAnswer)): void;
  close(): Promise<void>;
};

/** A person's certificate of the demo authority that names other addresses than the simulator's. */
export function certify(stage: Stage, addresses: Partial<CertificateContent>): Uint8Array {
  const { issuing } = stage.nca.ca.rsa;
  const { key } = stage.nca.ca.signer({ person: 'synaqov-father', kind: 'rsa-sign' });
  return writeCertificate({
    subject: { commonName: 'СЫНАҚОВ СЫНАҚ', surname: 'СЫНАҚОВ', iin: '850717300014' },
    issuer: issuing.name,
    issuerKey: issuing.key,
    publicKey: key,
    serial: Uint8Array.from([1, ...randomBytes(15)]),
    validFrom: new Date(Date.now() - 30 * DAY),
    validTo: new Date(Date.now() + 300 * DAY),
    profile: 'person-sign',
    ...addresses,
  });
}

/** A list of the demo authority with RSA keys. */
export function listOf(stage: Stage, content: Partial<CrlContent> & { readonly number: number }): Uint8Array {
  const { issuing } = stage.nca.ca.rsa;
  return writeCrl({
    issuer: issuing.name,
    issuerKey: issuing.key,
    thisUpdate: new Date(Date.now() - HOUR),
    nextUpdate: new Date(Date.now() + DAY),
    revoked: [],
    ...content,
  });
}
