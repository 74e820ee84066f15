/**
 * The interface in a browser, where there is no display for a window: the built pages and the core's contract over HTTP, at
 * a loopback address, for whoever holds the one-time key that is in the printed address.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { pairOnce } from '../core/host/pair-once.ts';
import { createHost, type Host } from '../core/host.ts';
import type { DeskEvent } from '../core/protocol/event.ts';
import { findConfiguration } from '../electron/configuration.ts';
import { openDoor } from './serve/door.ts';
import { type EventStream, handlerOf, openEventStream } from './serve/handler.ts';

const root = join(import.meta.dirname, '..');

/** An interface that is being served. */
export type Served = {
  /** Address with the one-time key; the browser that opens it first has the interface. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** A core together with what it tells, as `serveHost` needs it. */
export type HostWithEvents = Pick<Host, 'call' | 'close'> & { readonly events: EventStream };

/**
 * Serves a core and the built pages at 127.0.0.1.
 * @param options.folder the built interface (`.vite/renderer`)
 * @param options.port 0 takes any free one
 * @param options.onNewAddress told when somebody comes with a key that was used already
 */
export async function serveHost(
  host: HostWithEvents,
  options: { folder: string; port: number; onNewAddress?: ((url: string) => void) | undefined },
): Promise<Served> {
  const server = createServer();
  await listening(server, options.port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address to serve at');
  const { port } = address;
  const urlOf = (key: string): string => `http://127.0.0.1:${port}/?key=${key}`;
  const door = openDoor((key) => options.onNewAddress?.(urlOf(key)));
  server.on('request', handlerOf({ host, folder: options.folder, port, door }));
  return {
    url: urlOf(door.key()),
    close: async () => {
      host.events.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await host.close();
    },
  };
}

/** Starts a core as the configuration says and serves it; the core joins the server by the code if it is not paired yet. */
export async function serveApplication(options: {
  environment: Readonly<Record<string, string | undefined>>;
  pairingCode: string | null;
  port?: number;
  onNewAddress?: (url: string) => void;
}): Promise<Served> {
  const found = findConfiguration(root, options.environment);
  if (!found.ok) throw new Error(found.line);
  const { config, dataFolder } = found;
  const events = openEventStream();
  const host = await createHost({
    config,
    dataFolder,
    assetsFolder: join(root, 'assets'),
    replicaKey: keyInFile(dataFolder),
    keyStore: 'file',
    demo: options.environment.KEZEK_DEMO === '1',
    version: versionOf(),
    emit: (event: DeskEvent) => events.send(event),
  });
  await pairOnce(host, options.pairingCode);
  return serveHost(
    { ...host, events },
    {
      folder: join(root, '.vite', 'renderer'),
      port: options.port ?? 0,
      onNewAddress: options.onNewAddress,
    },
  );
}

/** The replica's key in a file of mode 0600, where there is no window and so no key store: demo data only, and the screen says so. */
function keyInFile(dataFolder: string): string {
  const file = join(dataFolder, 'replica.key.open');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(join(dataFolder, 'replica.key')))
    throw new Error(
      `the data in ${dataFolder} are sealed by this computer's key store: open them in the window`,
    );
  mkdirSync(dataFolder, { recursive: true });
  const hex = randomBytes(32).toString('hex');
  writeFileSync(`${file}.new`, hex, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return hex;
}

function versionOf(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0';
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

if (import.meta.main) {
  const found = findConfiguration(root);
  if (!found.ok) {
    console.error(found.line);
    process.exit(2);
  }
  const served = await serveApplication({
    environment: process.env,
    pairingCode: null,
    port: Number(process.argv[2] ?? 0),
    onNewAddress: (url) => console.log(url),
  });
  console.log(served.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void served.close().then(() => process.exit(0)));
}
