import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { Database } from './database.ts';

/**
 * A replica restored from a backup, or cloned with its disk, would use numbers of mutations a second time, and the server
 * would take new work for old (practices.md b5.11). So each opening of the replica leaves a mark in it and in a small file
 * beside it; where the two do not agree, or the machine is another, the replica takes a new client identifier.
 */
const MarkSchema = z.object({
  clientId: z.uuid(),
  /** Written anew by every opening. */
  instance: z.uuid(),
  /** Highest number of a mutation given out so far. */
  mutations: z.int().nonnegative(),
});
export type Mark = z.infer<typeof MarkSchema>;

/** What the replica itself says; the file beside it must agree. */
export type Inside = {
  readonly clientId: string;
  readonly instance: string;
  readonly previousInstance: string;
  readonly machine: string;
  readonly mutations: number;
};

/** Whether this replica is the one that was last used here, and not a copy of it or an older state. */
export function isSameReplica(inside: Inside, outside: Mark | null, machine: string): boolean {
  if (outside === null || inside.machine !== machine) return false;
  if (inside.clientId !== outside.clientId || outside.mutations > inside.mutations) return false;
  return outside.instance === inside.instance || outside.instance === inside.previousInstance;
}

/** Reads the mark beside the replica; null where there is none or it cannot be read. */
export function readMark(file: string): Mark | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return MarkSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Writes the mark whole or not at all. */
export function writeMark(file: string, mark: Mark): void {
  const temporary = `${file}.${process.pid}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(mark));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

/** A name of this machine that a copied disk keeps, mixed with the host's name, which it usually does not. */
export function machineName(): string {
  return createHash('sha256').update(`${hostname()}\n${installationId()}`).digest('hex');
}

function installationId(): string {
  try {
    if (process.platform === 'linux') return readFileSync('/etc/machine-id', 'utf8').trim();
    if (process.platform === 'win32')
      return execFileSync(
        'reg',
        ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64'],
        { encoding: 'utf8', windowsHide: true, timeout: 5_000 },
      ).trim();
    return execFileSync('ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'], {
      encoding: 'utf8',
      timeout: 5_000,
    })
      .split('\n')
      .filter((line) => line.includes('IOPlatformUUID'))
      .join('');
  } catch {
    // A machine without such an identifier is known by its host name alone.
    return '';
  }
}

/** Highest number the outbox has given out, also after its rows are gone. */
export function mutationsGivenOut(database: Database): number {
  const row = database
    .prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
    .get();
  return row?.seq ?? 0;
}

/** A new identifier of an opening or of a client. */
export function newIdentifier(): string {
  return randomUUID();
}
