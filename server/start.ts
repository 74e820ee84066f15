import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Rules } from '../core/domain/application/state.ts';
import type { Instant } from '../core/domain/instant.ts';
import { POLICIES } from '../core/domain/policy.ts';
import type { Config } from '../core/protocol/config.ts';
import { type Cluster, startCluster } from './database/cluster.ts';
import { type Connection, connect } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { holdServerLock } from './database/server-lock.ts';
import { startDeadlines } from './deadline/runner.ts';
import { openFileStore } from './file/store.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createApp } from './http/app.ts';
import { createLog, errorForLog } from './log.ts';
import { createMailGateway } from './notice/mail.ts';
import { startNotices } from './notice/runner.ts';
import { createSmsGateway } from './notice/sms.ts';
import { createPaperOffice } from './paper/office.ts';
import { adoptPolicy } from './queue/adopt.ts';
import { loadBenefits } from './reference/benefits.ts';
import { loadDistricts } from './reference/districts.ts';
import { loadSettlements } from './reference/settlements.ts';
import { keepCalendar } from './region/keep-calendar.ts';
import { createPhoneRegistry } from './registry/bmg.ts';
import { createPersonRegistry } from './registry/gbdfl.ts';
import { startRegistryChecks } from './registry/recheck.ts';
import { createRegistry } from './registry/registry.ts';
import { openEnvelopeKey } from './registry/signed-envelope.ts';
import { CROWD_CONNECTIONS, openCrowd } from './replication/crowd.ts';
import { startRevocationChecks } from './revocation/recheck.ts';
import type { Services } from './services.ts';
import { createSignaturePool } from './signature/pool.ts';
import { openRevocation } from './signature/revocation.ts';
import { openSlipKey } from './slip-key.ts';

/** Port of the server where the configuration names none; 0 takes any free one. */
export const DEFAULT_PORT = 8710;

export type ServerOptions = {
  /** Folder from which relative paths count and in which `.kezek` lies by default. */
  readonly base?: string;
  /** Address to listen on; the loopback by default, where a proxy with TLS stands in front. */
  readonly host?: string;
  readonly now?: () => Instant;
  /** Whether it sends notices; false for one that only answers, beside another that sends. */
  readonly sendsNotices?: boolean;
  /** Whether it executes deadlines by itself; false for one beside another that does. */
  readonly runsDeadlines?: boolean;
  /** Where the log goes, as lines of JSON; standard error by default. */
  readonly log?: DestinationStream;
};

/** A running server. `close` ends it gracefully: what has begun is finished, then the database stops. */
export type RunningServer = { readonly url: string; close(): Promise<void> };

/**
 * Starts the central server: its database (embedded PostgreSQL where no address of one is configured), the schema brought up to
 * date, the routes. Throws with a message for people when something stands in the way; nothing is left running then.
 */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const base = options.base ?? process.cwd();
  const folder = path.join(path.resolve(base, config.dataDir ?? '.kezek'), 'server');
  const log = createLog(options.log ?? pino.destination(2));
  const now = options.now ?? Date.now;
  await mkdir(folder, { recursive: true });
  const steps: (() => Promise<void>)[] = [];
  const closeUsers = once(async () => {
    for (const step of steps.toReversed()) await step();
  });
  const cluster =
    config.databaseUrl === undefined
      ? await startCluster(folder, closeUsers)
      : { url: config.databaseUrl, stop: closeUsers };
  try {
    const connection = connect(cluster.url, brokenConnection(log));
    steps.push(connection.close);
    if (config.databaseUrl === undefined) steps.push(await holdServerLock(cluster.url));
    await bringUpToDate(connection);
    const slipKey = await openSlipKey(
      config.ledgerKey === undefined ? path.join(folder, 'ledger.key') : path.resolve(base, config.ledgerKey),
      config.ledgerKey === undefined,
    );
    const gbdflKey =
      config.gbdflKey === undefined ? null : await openEnvelopeKey(path.resolve(base, config.gbdflKey));
    const pool = createSignaturePool(config, base, log);
    steps.push(pool.close);
    const revocation = openRevocation(config, {
      base,
      folder,
      log,
      ...(options.now === undefined ? {} : { now: options.now }),
    });
    steps.push(revocation.close);
    const districts = loadDistricts();
    const calendar = await keepCalendar(connection.db, log, now);
    steps.push(calendar.stop);
    const policy = { ...POLICIES[config.policy], codeSigns: config.codeSigns === 'on' };
    const rules: Rules = {
      policy,
      get calendar() {
        return calendar.current();
      },
    };
    const benefits = loadBenefits();
    const papers = createPaperOffice({ slipKey, districts, benefits, rules });
    // Of its own: whoever is still being heard, thousands at times, does not stand in the way of those who wait for an answer.
    const aside = connect(cluster.url, brokenConnection(log), CROWD_CONNECTIONS);
    steps.push(aside.close);
    const crowd = openCrowd({ db: aside.db, now, log, rules, papers });
    steps.push(crowd.settled);
    const services: Services = {
      db: connection.db,
      now,
      log,
      serverId: await identityOf(connection),
      policy,
      rules,
      slipKey,
      papers,
      signatures: revocation.complete(pool),
      revocation,
      registry: createRegistry(createPersonRegistry(config.gbdflUrl, { districts, now, log, key: gbdflKey })),
      phones: createPhoneRegistry(config.bmgUrl, now),
      sms: createSmsGateway(config.smsUrl, now),
      files: openFileStore(path.join(folder, 'files')),
      districts,
      settlements: loadSettlements(),
      benefits,
    };
    const app = createApp({ ...services, crowd });
    steps.push(() => app.close());
    steps.push(startHousekeeping(services).stop);
    await adoptPolicy(connection.db, services.policy);
    if (options.runsDeadlines !== false)
      steps.push(startDeadlines({ db: connection.db, now, rules, papers: services.papers }, log).stop);
    const checks = startRevocationChecks(services);
    steps.push(checks.stop);
    if (config.gbdflUrl !== undefined) steps.push(startRegistryChecks(services).stop);
    if (options.sendsNotices !== false) {
      const mail = config.smtpUrl === undefined ? null : createMailGateway(config.smtpUrl);
      const sms = config.smsUrl === undefined ? null : services.sms;
      steps.push(startNotices({ ...services, sms, mail }, log).stop);
    }
    const url = await app.listen({ host: options.host ?? '127.0.0.1', port: config.port ?? DEFAULT_PORT });
    log.info(
      { url, policy: config.policy, database: config.databaseUrl === undefined ? 'embedded' : 'given' },
      'started',
    );
    return { url, close: once(() => stop(cluster, closeUsers)) };
  } catch (error) {
    await stop(cluster, closeUsers);
    throw error;
  }
}

function brokenConnection(log: Logger): (error: Error) => void {
  return (error) => log.warn({ error: errorForLog(error) }, 'a connection to the database broke');
}

async function stop(cluster: Pick<Cluster, 'stop'>, closeUsers: () => Promise<void>): Promise<void> {
  await closeUsers();
  await cluster.stop();
}

async function bringUpToDate({ db }: Connection): Promise<void> {
  const migrated = await migrate(db);
  if (migrated.ok) return;
  const { found, known } = migrated.error;
  throw new Error(
    `The database is of a newer Kezek (schema ${found}, this program knows ${known}): start that version, or restore the backup made before it`,
  );
}

async function identityOf({ db }: Connection): Promise<string> {
  const { id } = await db.selectFrom('server').select('id').executeTakeFirstOrThrow();
  return id;
}

/** A function that does its work once, however often and from wherever it is called. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
