import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';
import { createHost, type Host } from '../../../core/host.ts';
import { type Config, ConfigSchema } from '../../../core/protocol/config.ts';
import type { Input, Method, Output } from '../../../core/protocol/desk.ts';
import type { DeskEvent } from '../../../core/protocol/event.ts';
import { type Cluster, startCluster } from '../../../server/database/cluster.ts';
import { type Connection, connect } from '../../../server/database/connect.ts';
import { newPairingCode } from '../../../server/desk/pairing.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { type RunningServer, startServer } from '../../../server/start.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type Simulators, startSimulators } from '../../simulators/start.ts';
import { type Line, openLine } from './line.ts';

export const DISTRICT = '111000000';
export const KEY = '5a'.repeat(32);
const ASSETS = join(import.meta.dirname, '../../../assets');

/** A desk's core, typed by the contract, with the events it has told. */
export type Desk = {
  readonly folder: string;
  readonly events: DeskEvent[];
  call<M extends Method>(method: M, input: Input<M>): Promise<Result<Output<M>, Failure>>;
  /** The value of a call that has to succeed. */
  get<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
  /** As any program might call it. */
  raw: Host['call'];
  close(): Promise<void>;
};

/** NCALayer and the registry of the demo people, a real server on a real PostgreSQL, and the line to it. */
export type Office = {
  readonly simulators: Simulators;
  readonly line: Line;
  readonly database: Connection;
  pairingCode(mode?: 'desk' | 'kiosk'): Promise<string>;
  grant(person: string, role?: 'operator' | 'moderator'): Promise<void>;
  /** Whose key is chosen at NCALayer from now on. */
  keyOf(person: string): Promise<void>;
  /** A desk in a folder of its own, or again in that of another; not paired yet. */
  desk(options?: { folder?: string; mode?: 'desk' | 'kiosk'; now?: () => number }): Promise<Desk>;
  configuration(mode: 'desk' | 'kiosk'): Config;
  /** Before each test: the line is up, NCALayer ordinary, the families of before are out of the queue. */
  tidy(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Starts an office; once for a file of tests, because PostgreSQL takes its time.
 * @param more of the server's configuration
 */
export async function openOffice(more: Partial<Config> = {}): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-office-'));
  const simulators = await startSimulators({
    dataFolder: join(folder, 'simulators'),
    only: ['ncalayer', 'gbdfl', 'bmg', 'sms'],
  });
  const { trust, crl, ncalayer, gbdfl, bmg, sms } = simulators.addresses();
  const closers: (() => Promise<void>)[] = [simulators.close];
  mkdirSync(join(folder, 'database'));
  const cluster: Cluster = await startCluster(join(folder, 'database'), async () => undefined);
  closers.push(() => cluster.stop());
  const common = {
    district: DISTRICT,
    trustDir: trust,
    crlDir: crl,
    ncalayerUrl: ncalayer?.url,
    ncalayerCa: ncalayer?.ca,
  };
  const server: RunningServer = await startServer(
    ConfigSchema.parse({
      ...common,
      databaseUrl: cluster.url,
      dataDir: folder,
      port: 0,
      gbdflUrl: gbdfl?.url,
      bmgUrl: bmg?.url,
      smsUrl: sms?.url,
      ...more,
    }),
    { log: new Writable({ write: (_line, _encoding, done) => done() }) },
  );
  closers.push(server.close);
  const line = await openLine(() => server.url);
  closers.push(line.close);
  const database = connect(cluster.url, () => undefined, 2);
  closers.push(database.close);

  const configuration = (mode: 'desk' | 'kiosk'): Config =>
    ConfigSchema.parse({ ...common, mode, serverUrl: line.url });
  return {
    simulators,
    line,
    database,
    configuration,
    pairingCode: async (mode = 'desk') =>
      (await newPairingCode(database.db, { district: DISTRICT, mode }, Date.now())).code,
    grant: async (person, role = 'operator') => {
      const { iin } = demoPerson(person);
      await grantRole(database.db, { iin, role, district: DISTRICT, kindergarten: null }, Date.now());
    },
    keyOf: async (person) => {
      const { ncalayer: simulator } = simulators;
      await simulator?.set({ key: { ...simulator.behaviour.now().key, person } });
    },
    async tidy() {
      line.restore();
      line.reached.length = 0;
      await simulators.ncalayer?.reset();
      await database.db.updateTable('application').set({ status: 'withdrawn' }).execute();
      await database.db.deleteFrom('pairing_code').execute();
      await database.db.deleteFrom('one_time_code').execute();
      simulators.sms?.clear();
    },
    desk: (options = {}) => openDesk(configuration(options.mode ?? 'desk'), options),
    async close() {
      for (const close of closers.toReversed()) await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a core on a folder; it is closed, and its own folder removed, after the test. */
export async function openDesk(
  config: Config,
  options: { folder?: string; now?: () => number } = {},
): Promise<Desk> {
  const own = options.folder === undefined;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'kezek-desk-'));
  const events: DeskEvent[] = [];
  const host = await createHost({
    config,
    dataFolder: folder,
    assetsFolder: ASSETS,
    replicaKey: KEY,
    keyStore: 'file',
    demo: true,
    version: '0.1.0',
    emit: (event) => events.push(event),
    checkOutput: true,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  let open = true;
  const close = async () => {
    if (open) await host.close();
    open = false;
  };
  onTestFinished(async () => {
    await close();
    if (own) rmSync(folder, { recursive: true, force: true });
  });
  const call = async <M extends Method>(method: M, input: Input<M>) =>
    // The host holds its answers against the contract itself (checkOutput).
    (await host.call(method, input)) as Result<Output<M>, Failure>;
  return {
    folder,
    events,
    call,
    raw: host.call,
    close,
    get: async (method, input) => {
      const result = await call(method, input);
      if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
      return result.value;
    },
  };
}

/** What the log of a desk says. */
export function logOf(desk: Desk): string {
  return readFileSync(join(desk.folder, 'log', 'desk.log'), 'utf8');
}

/** Waits until something is so, at most ten seconds. */
export async function until<T>(find: () => Promise<T | null | false> | T | null | false): Promise<T> {
  for (const end = Date.now() + 10_000; ; ) {
    const found = await find();
    if (found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error('It did not come about');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
