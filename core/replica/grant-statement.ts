import type { Database } from './database.ts';

/** What the server signed of the roles of staff at this desk, the newest per person; whoever uses one checks it. */
export type GrantStatements = {
  /** Keeps it; null: the person holds no role any more. */
  put(iin: string, statement: string | null): void;
  get(iin: string): string | null;
  all(): readonly string[];
  /** Another desk, another server: none of them counts here. */
  clear(): void;
};

/** The statements kept in this replica. */
export function openGrantStatements(database: Database): GrantStatements {
  const put = database.prepare('INSERT OR REPLACE INTO grant_statement (iin, statement) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM grant_statement WHERE iin = ?');
  const clear = database.prepare('DELETE FROM grant_statement');
  const select = database.prepare<[string], { statement: string }>(
    'SELECT statement FROM grant_statement WHERE iin = ?',
  );
  const all = database.prepare<[], { statement: string }>('SELECT statement FROM grant_statement');
  return {
    put: (iin, statement) => {
      if (statement === null) remove.run(iin);
      else put.run(iin, statement);
    },
    get: (iin) => select.get(iin)?.statement ?? null,
    all: () => all.all().map(({ statement }) => statement),
    clear: () => {
      clear.run();
    },
  };
}
