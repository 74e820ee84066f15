/** The steps about this desk's own data and its line to the server. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { formatAlmatyMinute } from '../../../core/domain/almaty.ts';
import { DAY, MINUTE } from '../../../core/domain/instant.ts';
import { PROTOCOL } from '../../../core/protocol/replication.ts';
import { closeDatabase, openDatabase } from '../../../core/replica/database.ts';
import { REPLICA_FILE } from '../../../core/replica/replica.ts';
import { createServerClient } from '../../../core/replica/server-client.ts';
import type { Finding } from './finding.ts';

const CLOCK_LIMIT = 5 * MINUTE;
const LONG_AGO = 3 * DAY;
const DeviceRow = z.object({ desk_code: z.string().nullable(), last_sync_at: z.string().nullable() });

/** The replica of a folder; `sealed` where only the window, with the system's key store, can open it. */
export type FoundReplica =
  | { readonly kind: 'none' | 'sealed' | 'keyless' }
  | { readonly kind: 'unopened'; readonly code: 'replica-broken' | 'upgrade-needed' | 'disk-full' }
  | { readonly kind: 'open'; readonly desk: string | null; readonly lastSyncAt: string | null };

/** Opens the replica of a folder where its key lies in a file, and reads how it stands. */
export function readReplica(folder: string): FoundReplica {
  if (!existsSync(join(folder, REPLICA_FILE))) return { kind: 'none' };
  if (existsSync(join(folder, 'replica.key'))) return { kind: 'sealed' };
  const keyFile = join(folder, 'replica.key.open');
  const key = Buffer.from(existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : '', 'hex');
  if (key.length !== 32) return { kind: 'keyless' };
  const opened = openDatabase(join(folder, REPLICA_FILE), key);
  if (!opened.ok) return { kind: 'unopened', code: opened.error };
  try {
    const row = opened.value.prepare('SELECT desk_code, last_sync_at FROM device WHERE one = 1').get();
    const device = DeviceRow.parse(row ?? { desk_code: null, last_sync_at: null });
    return { kind: 'open', desk: device.desk_code, lastSyncAt: device.last_sync_at };
  } finally {
    closeDatabase(opened.value);
  }
}

/** Where the replica's key lies, or will lie. */
export function keyStore(folder: string): Finding {
  if (existsSync(join(folder, 'replica.key'))) return { state: 'ok', code: 'key-sealed' };
  if (existsSync(join(folder, 'replica.key.open'))) return { state: 'warning', code: 'key-in-file' };
  return process.platform !== 'linux' || process.env.DBUS_SESSION_BUS_ADDRESS
    ? { state: 'ok', code: 'key-store-there' }
    : { state: 'warning', code: 'key-store-missing' };
}

/** Whether the replica opens, and when it was last exchanged. */
export function replica(found: FoundReplica, now: number): Finding {
  switch (found.kind) {
    case 'none':
      return { state: 'ok', code: 'replica-none' };
    case 'sealed':
      return { state: 'ok', code: 'replica-sealed' };
    case 'keyless':
      return { state: 'failed', code: 'replica-broken' };
    case 'unopened':
      return { state: 'failed', code: found.code };
    case 'open': {
      if (found.lastSyncAt === null) return { state: 'warning', code: 'replica-never' };
      const at = Date.parse(found.lastSyncAt);
      const facts = { at: formatAlmatyMinute(at) };
      return now - at > LONG_AGO
        ? { state: 'warning', code: 'replica-long-ago', facts }
        : { state: 'ok', code: 'replica-well', facts };
    }
  }
}

/** Whether this computer has been joined to the server. */
export function pairing(found: FoundReplica): Finding {
  if (found.kind === 'sealed') return { state: 'ok', code: 'pairing-sealed' };
  if (found.kind !== 'open' || found.desk === null) return { state: 'warning', code: 'desk-not-paired' };
  return { state: 'ok', code: 'pairing-well', facts: { desk: found.desk } };
}

/** What the server says of itself: whether it is there and speaks this protocol, and how the clocks differ. */
export async function server(
  address: string | undefined,
): Promise<{ readonly line: Finding; readonly clock: Finding }> {
  const unknown: Finding = { state: 'warning', code: 'clock-unknown' };
  if (address === undefined) return { line: { state: 'warning', code: 'server-not-set' }, clock: unknown };
  let offset: number | null = null;
  const identity = {
    deskId: () => null,
    privateKey: () => generateKeyPairSync('ed25519').privateKey,
    clockOffset: () => null,
    noteClockOffset: (milliseconds: number) => {
      offset = milliseconds;
    },
  };
  const client = createServerClient(address, identity, Date.now, new AbortController().signal);
  const health = await client.measureClock();
  if (!health.ok) return { line: { state: 'failed', code: health.error.code }, clock: unknown };
  const { protocol, hostname } = new URL(address);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const line: Finding =
    health.value.protocol !== PROTOCOL
      ? { state: 'failed', code: 'upgrade-needed' }
      : protocol === 'https:' || isHere
        ? { state: 'ok', code: 'server-well' }
        : { state: 'failed', code: 'server-without-tls' };
  return { line, clock: clockOf(offset ?? 0) };
}

/** @param offset this computer's clock minus the server's, ms */
export function clockOf(offset: number): Finding {
  const seconds = Math.round(Math.abs(offset) / 1000);
  return Math.abs(offset) > CLOCK_LIMIT
    ? { state: 'failed', code: 'clock-wrong' }
    : { state: 'ok', code: 'clock-well', facts: { seconds } };
}
