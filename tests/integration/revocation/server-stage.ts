/** A central server whose only word on revocation is the National CA's simulator. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { parseCertificate } from '../../../core/eds/certificate.ts';
import { type Config, ConfigSchema } from '../../../core/protocol/config.ts';
import type { Change } from '../../../core/protocol/record.ts';
import type { MutationResult } from '../../../core/protocol/replication.ts';
import { type Cluster, startCluster } from '../../../server/database/cluster.ts';
import { type Connection, connect } from '../../../server/database/connect.ts';
import { newPairingCode } from '../../../server/desk/pairing.ts';
import { checkDue } from '../../../server/revocation/recheck.ts';
import { openRevocation } from '../../../server/signature/revocation.ts';
import { type RunningServer, startServer } from '../../../server/start.ts';
import { openDemoCa } from '../../simulators/demo-ca/index.ts';
import { startGbdfl } from '../../simulators/gbdfl/index.ts';
import { type NcaBehaviour, type NcaSimulator, startNca } from '../../simulators/nca/index.ts';
import { type DeskClient, good, openDeskClient, type SignedIn } from '../server/desk-client.ts';
import { formOf } from '../server/forms.ts';
import { KOKSHETAU } from '../server/stage.ts';

/** Children before parents. */
const QUEUE_TABLES = [
  ...(['document', 'history', 'application', 'revocation_check', 'submission'] as const),
  ...(['ledger_leaf', 'register_number', 'space', 'cell'] as const),
];

export type ServerStage = {
  readonly nca: NcaSimulator;
  readonly database: Connection;
  readonly log: string[];
  now(): number;
  /** Moves the clock of server, desks and services. */
  later(ms: number): void;
  /** The services behave as at first, but for this. */
  restore(changed: Partial<NcaBehaviour>): void;
  emptyQueue(): Promise<void>;
  /** A desk of the district. */
  desk(): Promise<DeskClient>;
  /** Revokes the key with which a demo person signs, from an hour ago. */
  revoke(person: string): void;
  /** A parent signs in and files for the child; what the server answered. */
  file(
    desk: DeskClient,
    parent: string,
    child: string,
    session?: SignedIn,
  ): Promise<MutationResult | undefined>;
  /** Asks again about everything that is due, as the server's job does. */
  checkAgain(): Promise<void>;
  pulled(desk: DeskClient): Promise<readonly Change[]>;
  close(): Promise<void>;
};

/** @param more of the configuration */
export async function openServerStage(more: (nca: NcaSimulator) => Partial<Config>): Promise<ServerStage> {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-revoked-'));
  chmodSync(folder, 0o755);
  const nca = await startNca({ open: (servicesUrl) => openDemoCa(join(folder, 'ca'), { servicesUrl }) });
  const cluster: Cluster = await startCluster(join(folder, 'cluster'), async () => undefined);
  const gbdfl = await startGbdfl();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const log: string[] = [];
  const config = ConfigSchema.parse({
    databaseUrl: cluster.url,
    dataDir: folder,
    port: 0,
    gbdflUrl: gbdfl.url,
    trustDir: nca.ca.trustFolder,
    ...more(nca),
  });
  const sink = { write: (line: string) => void log.push(line) };
  const server: RunningServer = await startServer(config, { now, log: sink });
  const database = connect(cluster.url, () => undefined, 2);
  return {
    nca,
    database,
    log,
    now,
    later(ms) {
      ahead += ms;
      nca.behaviour.set({ clock: ahead });
    },
    restore(changed) {
      nca.behaviour.reset();
      nca.behaviour.set({ clock: ahead, ...changed });
    },
    async emptyQueue() {
      for (const table of QUEUE_TABLES) await database.db.deleteFrom(table).execute();
      await database.db.updateTable('ledger_head').set({ size: 0 }).execute();
    },
    async desk() {
      const { code } = await newPairingCode(database.db, { district: KOKSHETAU, mode: 'desk' }, now());
      return openDeskClient(server.url, now, nca.ca, code);
    },
    revoke(person) {
      const parsed = parseCertificate(nca.ca.signer({ person, kind: 'gost' }).certificate);
      if (!parsed.ok) throw new Error('no certificate');
      nca.behaviour.set({ revoked: [...nca.behaviour.now().revoked, parsed.value.serialNumber] });
    },
    async file(desk, parent, child, given) {
      const session = given ?? (await desk.signIn(parent));
      const form = formOf(parent, [child]);
      const [result] = await desk.push(await desk.submission({ form, key: parent, session }));
      return result;
    },
    async checkAgain() {
      const options = { base: folder, folder: join(folder, 'again'), log: pino({}, sink), now };
      const revocation = openRevocation(config, options);
      await checkDue({ db: database.db, now, log: options.log, revocation });
      await revocation.close();
    },
    async pulled(desk) {
      const answer = await desk.call('pull', { protocol: 1, schema: 1, clientId: desk.clientId });
      return good(answer).changes;
    },
    async close() {
      await database.close();
      await server.close();
      await cluster.stop();
      await gbdfl.close();
      await nca.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
