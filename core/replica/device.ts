import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isPolicyName, type PolicyName } from '../domain/policy.ts';
import type { Database } from './database.ts';
import {
  type Inside,
  isSameReplica,
  machineName,
  mutationsGivenOut,
  newIdentifier,
  readMark,
  writeMark,
} from './identity.ts';

/** What pairing with the server gave this computer. */
export type Pairing = {
  readonly serverId: string;
  readonly deskId: string;
  readonly deskCode: string;
  readonly district: string;
  readonly mode: 'desk' | 'kiosk';
  readonly slipKey: string;
};

/** Where the pull stands; both null before the first one. */
export type Cursor = { readonly cursor: string | null; readonly scope: string | null };

type Row = {
  client_id: string;
  instance: string;
  previous_instance: string;
  machine: string;
  private_key: Buffer | null;
  server_id: string | null;
  desk_id: string | null;
  desk_code: string | null;
  district: string | null;
  mode: 'desk' | 'kiosk' | null;
  slip_key: string | null;
  cursor: string | null;
  scope: string | null;
  clock_offset_ms: number | null;
  policy: string;
  last_sync_at: string | null;
};

/** This computer as the replica knows it: one row. */
export type Device = {
  /** Identifier under which mutations are numbered. */
  clientId(): string;
  pairing(): Pairing | null;
  setPairing(pairing: Pairing): void;
  /** The desk's Ed25519 key; made at first need, never leaves the replica. */
  privateKey(): KeyObject;
  /** Its public half, SPKI DER in base64. */
  publicKey(): string;
  cursor(): Cursor;
  setCursor(cursor: Cursor): void;
  /** Desk's clock minus server's, ms; null while unknown. */
  clockOffset(): number | null;
  setClockOffset(milliseconds: number): void;
  policy(): PolicyName;
  setPolicy(policy: PolicyName): void;
  /** Instant of the last complete exchange, ISO. */
  lastSyncAt(): string | null;
  setLastSyncAt(at: string): void;
  /** A new client identifier: the outbox is numbered from 1 again, in its order. */
  renew(): void;
  /** Tells the mark beside the replica how far the numbers of mutations have gone. */
  remember(): void;
};

/**
 * Reads the device row, or makes it, and settles whose replica this is (identity.ts).
 * @param markFile the file beside the replica
 */
export function openDevice(database: Database, markFile: string): Device {
  const select = database.prepare<[], Row>('SELECT * FROM device WHERE one = 1');
  const machine = machineName();
  const outside = readMark(markFile);
  const found = select.get();
  if (found === undefined) {
    const instance = newIdentifier();
    database
      .prepare(
        'INSERT INTO device (one, client_id, instance, previous_instance, machine) VALUES (1, ?, ?, ?, ?)',
      )
      .run(newIdentifier(), instance, instance, machine);
  } else {
    if (!isSameReplica(insideOf(found, mutationsGivenOut(database)), outside, machine)) renew(database);
    database
      .prepare('UPDATE device SET previous_instance = instance, instance = ?, machine = ? WHERE one = 1')
      .run(newIdentifier(), machine);
  }

  const read = (): Row => {
    const row = select.get();
    if (row === undefined) throw new Error('The device row is missing');
    return row;
  };
  let cached = read();
  const change = (assignments: string, ...values: (string | number | Buffer | null)[]): void => {
    database.prepare(`UPDATE device SET ${assignments} WHERE one = 1`).run(...values);
    cached = read();
  };
  let key: KeyObject | null = null;
  const privateKey = (): KeyObject => {
    if (key === null && cached.private_key !== null)
      key = createPrivateKey({ key: cached.private_key, format: 'der', type: 'pkcs8' });
    if (key === null) {
      key = generateKeyPairSync('ed25519').privateKey;
      change('private_key = ?', key.export({ format: 'der', type: 'pkcs8' }));
    }
    return key;
  };
  const remember = (): void =>
    writeMark(markFile, {
      clientId: cached.client_id,
      instance: cached.instance,
      mutations: mutationsGivenOut(database),
    });
  remember();

  return {
    clientId: () => cached.client_id,
    pairing: () => pairingOf(cached),
    setPairing: (pairing) =>
      change(
        'server_id = ?, desk_id = ?, desk_code = ?, district = ?, mode = ?, slip_key = ?, cursor = NULL, scope = NULL',
        pairing.serverId,
        pairing.deskId,
        pairing.deskCode,
        pairing.district,
        pairing.mode,
        pairing.slipKey,
      ),
    privateKey,
    publicKey: () => createPublicKey(privateKey()).export({ format: 'der', type: 'spki' }).toString('base64'),
    cursor: () => ({ cursor: cached.cursor, scope: cached.scope }),
    setCursor: ({ cursor, scope }) => change('cursor = ?, scope = ?', cursor, scope),
    clockOffset: () => cached.clock_offset_ms,
    setClockOffset: (milliseconds) => change('clock_offset_ms = ?', Math.round(milliseconds)),
    policy: () => (isPolicyName(cached.policy) ? cached.policy : 'classic'),
    setPolicy: (policy) => {
      if (cached.policy !== policy) change('policy = ?', policy);
    },
    lastSyncAt: () => cached.last_sync_at,
    setLastSyncAt: (at) => change('last_sync_at = ?', at),
    renew: () => {
      renew(database);
      cached = read();
      remember();
    },
    remember,
  };
}

function renew(database: Database): void {
  database
    .transaction(() => {
      database.prepare('UPDATE device SET client_id = ? WHERE one = 1').run(newIdentifier());
      const columns = 'uuid, name, args, args_schema, session, created_at, clock_offset_ms';
      database.exec(`
        CREATE TEMP TABLE waiting AS SELECT ${columns} FROM outbox ORDER BY mutation_id;
        DELETE FROM outbox;
        DELETE FROM sqlite_sequence WHERE name = 'outbox';
        INSERT INTO outbox (${columns}) SELECT ${columns} FROM waiting ORDER BY rowid;
        DROP TABLE waiting;
      `);
    })
    .immediate();
}

function insideOf(row: Row, mutations: number): Inside {
  return {
    clientId: row.client_id,
    instance: row.instance,
    previousInstance: row.previous_instance,
    machine: row.machine,
    mutations,
  };
}

function pairingOf(row: Row): Pairing | null {
  const { server_id, desk_id, desk_code, district, mode, slip_key } = row;
  if (server_id === null || desk_id === null || desk_code === null) return null;
  if (district === null || mode === null || slip_key === null) return null;
  return {
    serverId: server_id,
    deskId: desk_id,
    deskCode: desk_code,
    district,
    mode,
    slipKey: slip_key,
  };
}
