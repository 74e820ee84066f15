import { z } from 'zod';

/** The replicated tables, in the order in which rows of one version travel. */
export const TABLES = ['application', 'document', 'history'] as const;
export type ReplicatedTable = (typeof TABLES)[number];

/**
 * How far a desk has read. A transaction writes many rows under one version, so the place in the stream is version, table and
 * id together (practices b5.5).
 */
const CursorSchema = z.strictObject({
  /** Hash of what the desk may see; another one means: from the beginning. */
  scope: z.string(),
  version: z.int().nonnegative(),
  table: z.enum(TABLES),
  /** Id of the last row read; '' when nothing of that version has been read. */
  id: z.string(),
  /** Highest number of a mutation whose result was given. */
  results: z.int().nonnegative(),
});
export type Cursor = z.infer<typeof CursorSchema>;

/** Where a pull begins. */
export function firstCursor(scope: string): Cursor {
  return { scope, version: 0, table: 'application', id: '', results: 0 };
}

/** The cursor as desks carry it: opaque. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads a cursor; null for what this server never gave out. */
export function readCursor(text: string): Cursor | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = CursorSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
