import { createHash } from 'node:crypto';
import type { AttachmentType } from '../domain/application-form.ts';
import { type Instant, toIso } from '../domain/instant.ts';
import type { Database } from './database.ts';
import { KEPT_MS } from './outbox.ts';

/** A scan that belongs to nothing is kept this long: a draft may still come to name it. */
const ORPHAN_MS = 24 * 3_600_000;

export type StoredScan = { readonly type: AttachmentType; readonly bytes: Uint8Array<ArrayBuffer> };

/** Scans by the SHA-256 of their content, encrypted in the replica. */
export type Attachments = {
  /** Keeps the bytes and gives their SHA-256 in lower-case hex. */
  add(type: AttachmentType, bytes: Uint8Array, now: Instant): string;
  has(sha256: string): boolean;
  read(sha256: string): StoredScan | null;
  /** Whether the server has it already. */
  isUploaded(sha256: string): boolean;
  uploaded(sha256: string, now: Instant): void;
  /** Forgets at once what the server has and nothing here needs any more: at a kiosk. */
  dropSent(): void;
  /** Forgets scans that nothing here needs: not in an unsent mutation, not in a draft, and old enough. */
  prune(now: Instant): void;
};

/** The scans of this replica. */
export function openAttachments(database: Database): Attachments {
  const insert = database.prepare(
    'INSERT OR IGNORE INTO attachment (sha256, type, size, added_at, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const select = database.prepare<[string], { type: AttachmentType; bytes: Buffer }>(
    'SELECT type, bytes FROM attachment WHERE sha256 = ?',
  );
  const state = database.prepare<[string], { uploaded_at: string | null }>(
    'SELECT uploaded_at FROM attachment WHERE sha256 = ?',
  );
  const mark = database.prepare('UPDATE attachment SET uploaded_at = ? WHERE sha256 = ?');
  const unneeded = `NOT EXISTS (SELECT 1 FROM outbox WHERE instr(args, sha256) > 0)
      AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(body, sha256) > 0)`;
  const dropSent = database.prepare(`DELETE FROM attachment WHERE uploaded_at IS NOT NULL AND ${unneeded}`);
  const prune = database.prepare(`
    DELETE FROM attachment WHERE
      (CASE WHEN uploaded_at IS NULL THEN added_at < @orphan ELSE uploaded_at < @kept END) AND ${unneeded}`);
  return {
    add(type, bytes, now) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      insert.run(sha256, type, bytes.length, toIso(now), bytes);
      return sha256;
    },
    has: (sha256) => state.get(sha256) !== undefined,
    read: (sha256) => {
      const row = select.get(sha256);
      return row === undefined ? null : { type: row.type, bytes: new Uint8Array(row.bytes) };
    },
    isUploaded: (sha256) => (state.get(sha256)?.uploaded_at ?? null) !== null,
    uploaded: (sha256, now) => {
      mark.run(toIso(now), sha256);
    },
    dropSent: () => {
      dropSent.run();
    },
    prune: (now) => {
      prune.run({ orphan: toIso(now - ORPHAN_MS), kept: toIso(now - KEPT_MS) });
    },
  };
}
