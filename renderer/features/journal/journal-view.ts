import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { z } from 'zod';
import type { JournalQuery } from '../../../core/protocol/journal.ts';
import { COLUMN_IDS, type ColumnId, NAMING_COLUMN } from './journal-columns.ts';
import { FIRST_QUERY } from './journal-query.ts';

/** Where a person is in the journal: kept while signed in, so that coming back from a card finds the same place. */
export type JournalView = {
  readonly query: JournalQuery;
  /** The row the keyboard is on. */
  readonly current: string | null;
  readonly scroll: { readonly top: number; readonly left: number };
};

const FIRST_VIEW: JournalView = { query: FIRST_QUERY, current: null, scroll: { top: 0, left: 0 } };
/** In the answers of the person signed in, which are forgotten when he leaves. */
const KEY = 'journal.view';

/** The view and how to change it. */
export function useJournalView(): readonly [
  JournalView,
  (change: (view: JournalView) => JournalView) => void,
] {
  const client = useQueryClient();
  const read = useCallback(() => client.getQueryData<JournalView>([KEY]) ?? FIRST_VIEW, [client]);
  const view = useSyncExternalStore(
    useCallback(
      (onChange: () => void) =>
        client.getQueryCache().subscribe(({ query }) => {
          // Other answers come into the cache while something renders, when nothing may change.
          if (query.queryKey[0] === KEY) onChange();
        }),
      [client],
    ),
    read,
  );
  const change = useCallback(
    (step: (view: JournalView) => JournalView) => {
      client.setQueryDefaults([KEY], { gcTime: Number.POSITIVE_INFINITY });
      client.setQueryData<JournalView>([KEY], step(read()));
    },
    [client, read],
  );
  return [view, change];
}

const HIDDEN_KEPT_AT = 'kezek.journal.hidden';
const HiddenSchema = z.array(z.enum(COLUMN_IDS));

/** The columns hidden on this computer; what is kept there may be from another version. */
export function keptHidden(): readonly ColumnId[] {
  const kept = window.localStorage.getItem(HIDDEN_KEPT_AT);
  if (kept === null || !/^\[[\w",]*\]$/.test(kept)) return [];
  const parsed = HiddenSchema.safeParse(JSON.parse(kept));
  return parsed.success ? parsed.data.filter((id) => id !== NAMING_COLUMN) : [];
}

/** Keeps the hidden columns over a restart: a matter of the desk, nothing of a person. */
export function keepHidden(hidden: readonly ColumnId[]): void {
  window.localStorage.setItem(HIDDEN_KEPT_AT, JSON.stringify(hidden));
}
