import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { type Config, ConfigSchema } from '../../../core/protocol/config.ts';
import { type Cluster, startCluster } from '../../../server/database/cluster.ts';
import { type Connection, connect } from '../../../server/database/connect.ts';
import { newPairingCode } from '../../../server/desk/pairing.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { type RunningServer, startServer } from '../../../server/start.ts';
import { type BmgSimulator, startBmg } from '../../simulators/bmg/index.ts';
import { type DemoCa, openDemoCa } from '../../simulators/demo-ca/index.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type GbdflSimulator, startGbdfl } from '../../simulators/gbdfl/index.ts';
import { type SmsSimulator, startSms } from '../../simulators/sms/index.ts';
import { type DeskClient, openDeskClient } from './desk-client.ts';

export const KOKSHETAU = '111000000';
export const QOSSHY = '111600000';

/** A real PostgreSQL, the demo CA and the stand-ins of ГБД ФЛ, БМГ and the SMS gateway for one test file. */
export type Theatre = {
  readonly cluster: Cluster;
  readonly ca: DemoCa;
  readonly gbdfl: GbdflSimulator;
  readonly bmg: BmgSimulator;
  readonly sms: SmsSimulator;
  /** A server on a database of its own. */
  openStage(options?: StageOptions): Promise<Stage>;
  close(): Promise<void>;
};

/** How a server of a test differs from the ordinary one. */
export type StageOptions = {
  readonly gbdflUrl?: string;
  readonly codeSigns?: 'on';
  /** False where the test itself says when deadlines act. */
  readonly runsDeadlines?: boolean;
};

/** A running server with what tests do to it from outside and from inside. */
export type Stage = {
  readonly server: RunningServer;
  readonly database: Connection;
  readonly databaseUrl: string;
  readonly folder: string;
  readonly log: readonly string[];
  /** Moves the clock of the server and of its desks on. */
  advance(milliseconds: number): void;
  /** Stops that clock at an instant; null lets it run again. */
  freeze(at: number | null): void;
  now(): number;
  pairingCode(district: string, mode: 'desk' | 'kiosk'): Promise<string>;
  /** A new desk or kiosk, paired. */
  desk(district?: string, mode?: 'desk' | 'kiosk'): Promise<DeskClient>;
  /** A demo person's role, as `kezek grant` gives it. */
  grantOperator(person: string, district?: string): Promise<void>;
  /** Empties the queue; desks, people and sessions stay. */
  emptyQueue(): Promise<void>;
  close(): Promise<void>;
};

/** Children before parents. */
const QUEUE_TABLES = [
  'application_file',
  'document',
  'history',
  'consent',
  'command',
  'application',
  'submission',
  'ledger_leaf',
  'register_number',
  'space',
  'cell',
  'file',
] as const;

/** Starts what one test file needs. */
export async function openTheatre(): Promise<Theatre> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kezek-server-'));
  await chmod(folder, 0o755);
  const cluster = await startCluster(path.join(folder, 'cluster'), async () => undefined);
  const ca = openDemoCa(path.join(folder, 'ca'));
  const gbdfl = await startGbdfl();
  const bmg = await startBmg();
  const sms = await startSms();
  const admin = connect(cluster.url, () => undefined, 1);
  let stages = 0;
  return {
    cluster,
    ca,
    gbdfl,
    bmg,
    sms,
    async openStage(options = {}) {
      stages += 1;
      const name = `stage_${stages}`;
      await sql.raw(`create database ${name} encoding 'UTF8' template template0`).execute(admin.db);
      const url = new URL(cluster.url);
      url.pathname = `/${name}`;
      const { codeSigns = 'off', gbdflUrl = gbdfl.url, runsDeadlines = true } = options;
      const more: Partial<Config> = { gbdflUrl, bmgUrl: bmg.url, smsUrl: sms.url, codeSigns };
      return openStage(url.href, path.join(folder, name), ca, more, runsDeadlines);
    },
    async close() {
      for (const simulator of [gbdfl, bmg, sms]) await simulator.close();
      await admin.close();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openStage(
  databaseUrl: string,
  folder: string,
  ca: DemoCa,
  more: Partial<Config>,
  runsDeadlines: boolean,
): Promise<Stage> {
  let ahead = 0;
  let frozen: number | null = null;
  const now = () => frozen ?? Date.now() + ahead;
  const log: string[] = [];
  const config = ConfigSchema.parse({
    databaseUrl,
    dataDir: folder,
    port: 0,
    trustDir: ca.trustFolder,
    crlDir: ca.crlFolder,
    ...more,
  });
  const server = await startServer(config, {
    now,
    log: { write: (line) => void log.push(line) },
    sendsNotices: false,
    runsDeadlines,
  });
  const database = connect(databaseUrl, () => undefined, 2);
  const pairingCode = async (district: string, mode: 'desk' | 'kiosk') =>
    (await newPairingCode(database.db, { district, mode }, now())).code;
  return {
    server,
    database,
    databaseUrl,
    folder,
    log,
    now,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    freeze: (at) => {
      frozen = at;
    },
    pairingCode,
    desk: async (district = KOKSHETAU, mode = 'desk') =>
      openDeskClient(server.url, now, ca, await pairingCode(district, mode), mode),
    grantOperator: async (person, district = KOKSHETAU) => {
      const { iin } = demoPerson(person);
      await grantRole(database.db, { iin, role: 'operator', district, kindergarten: null }, now());
    },
    emptyQueue: async () => {
      for (const table of QUEUE_TABLES) await database.db.deleteFrom(table).execute();
      await database.db.updateTable('ledger_head').set({ size: 0 }).execute();
    },
    close: async () => {
      await database.close();
      await server.close();
    },
  };
}
