import { type Draft, DraftSchema } from '../protocol/draft.ts';
import type { Database } from './database.ts';

/** The form half filled in, one per signed-in person; kept over a crash and a restart, encrypted like all else. */
export type Drafts = {
  load(owner: string): Draft | null;
  save(owner: string, draft: Draft): void;
  discard(owner: string): void;
};

/** @see Drafts. A draft an older or newer program left in a shape unknown here is left alone and not shown. */
export function openDrafts(database: Database): Drafts {
  const select = database.prepare<[string], { body: string }>('SELECT body FROM draft WHERE owner = ?');
  const put = database.prepare('INSERT OR REPLACE INTO draft (owner, body, saved_at) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM draft WHERE owner = ?');
  return {
    load(owner) {
      const row = select.get(owner);
      if (row === undefined) return null;
      const parsed = DraftSchema.safeParse(JSON.parse(row.body));
      return parsed.success ? parsed.data : null;
    },
    save: (owner, draft) => {
      put.run(owner, JSON.stringify(draft), draft.savedAt);
    },
    discard: (owner) => {
      remove.run(owner);
    },
  };
}
