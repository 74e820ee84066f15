import { type EditedReference, EditedReferenceSchema } from '../protocol/reference.ts';
import type { Database } from './database.ts';

export type EditedReferences = {
  /** What was edited, as far as this computer knows; null before the server was asked. */
  get(): EditedReference | null;
  /** Keeps the server's answer; false where nothing is another than before. */
  put(edited: EditedReference): boolean;
};

/** The edited reference tables, kept so that the form offers them while the line is down too. */
export function openEditedReferences(database: Database): EditedReferences {
  const select = database.prepare<[], { body: string }>('SELECT body FROM reference WHERE one = 1');
  const replace = database.prepare('INSERT OR REPLACE INTO reference (one, body) VALUES (1, ?)');
  return {
    get() {
      const row = select.get();
      return row === undefined ? null : EditedReferenceSchema.parse(JSON.parse(row.body));
    },
    put(edited) {
      const body = JSON.stringify(edited);
      if (select.get()?.body === body) return false;
      replace.run(body);
      return true;
    },
  };
}
