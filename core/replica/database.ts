import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { fail, ok, type Result } from '../domain/result.ts';
import { LATEST, migrate } from './migration.ts';

/** The open replica file; one connection, one process, one writer (practices.md §3, "SQLite corruption"). */
export type Database = Sqlite.Database;

/** Why the replica cannot be opened: wrong key or damaged file, made by a newer program, no room left. */
export type OpenFailure = 'replica-broken' | 'upgrade-needed' | 'disk-full';

/** Length of the replica's key in bytes. */
const KEY_BYTES = 32;
const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = 65_536;

/**
 * Opens (or makes) the encrypted file and brings it to the newest schema. ChaCha20-Poly1305 with the raw key: every page
 * is encrypted and authenticated, so a wrong key and a changed page are both noticed; temporary tables stay in memory.
 * @param key 32 random bytes from the key store
 */
export function openDatabase(file: string, key: Uint8Array): Result<Database, OpenFailure> {
  if (key.length !== KEY_BYTES) throw new Error(`The replica's key must have ${KEY_BYTES} bytes`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const existed = existsSync(file);
  let database: Database | null = null;
  try {
    database = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
    database.pragma("cipher='chacha20'");
    database.pragma(`key='raw:${Buffer.from(key).toString('hex')}'`);
    database.prepare('SELECT count(*) FROM sqlite_master').get();
    database.pragma('journal_mode=WAL');
    database.pragma('synchronous=FULL');
    database.pragma('foreign_keys=ON');
    database.pragma('trusted_schema=OFF');
    database.pragma('temp_store=MEMORY');
    database.pragma(`cache_size=-${CACHE_KIB}`);
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > LATEST) {
      database.close();
      return fail('upgrade-needed');
    }
    if (existed && version > 0 && version < LATEST) copyBeside(database, `${file}.before-${LATEST}`);
    migrate(database, version);
    return ok(database);
  } catch (error) {
    database?.close();
    const code = failureOfDatabase(error);
    if (code === null) throw error;
    return fail(code);
  }
}

/** The failure behind an error of SQLite, or null where it is a bug of ours. */
export function failureOfDatabase(error: unknown): 'replica-broken' | 'disk-full' | null {
  if (!(error instanceof Sqlite.SqliteError)) return null;
  if (error.code === 'SQLITE_FULL') return 'disk-full';
  const broken = ['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'];
  return broken.some((code) => error.code.startsWith(code)) ? 'replica-broken' : null;
}

/**
 * Writes an encrypted copy with the same key: `db.backup()` refuses an encrypted database, `VACUUM INTO` does not
 * (environment.md). An older copy at the same place is left as it is: it is the one from before.
 */
function copyBeside(database: Database, target: string): void {
  if (existsSync(target)) return;
  database.prepare('VACUUM INTO ?').run(target);
}

/** Ends the connection: statistics renewed, the log folded into the file. */
export function closeDatabase(database: Database): void {
  if (!database.open) return;
  database.pragma('optimize');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}
