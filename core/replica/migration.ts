import type Sqlite from 'better-sqlite3';
import { FIRST } from './migration/001-first.ts';
import { SIGNING } from './migration/002-signing.ts';
import { COMMAND } from './migration/003-command.ts';
import { CATEGORY } from './migration/004-category.ts';
import { REFERENCE } from './migration/005-reference.ts';
import { CELL } from './migration/006-cell.ts';

/**
 * Numbered steps of the schema, only ever appended to. A step that was released is never changed; each runs in its own
 * transaction together with the new `user_version`, so a machine that loses power in the middle starts where it was.
 */
const STEPS: readonly string[] = [FIRST, SIGNING, COMMAND, CATEGORY, REFERENCE, CELL];

/** The newest schema this program knows; a file with a higher one is refused. */
export const LATEST = STEPS.length;

/** Brings the file from `version` to {@link LATEST}. */
export function migrate(database: Sqlite.Database, version: number): void {
  STEPS.slice(version).forEach((step, index) => {
    const next = version + index + 1;
    database
      .transaction(() => {
        database.exec(step);
        database.pragma(`user_version=${next}`);
      })
      .immediate();
  });
}
