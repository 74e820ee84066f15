import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';
import type { KINDERGARTEN_ACTIONS } from '../../core/protocol/kindergarten.ts';

/** One line of what was done to a kindergarten and its places; migration 8. */
export type KindergartenLogTable = {
  id: GeneratedAlways<number>;
  at: ColumnType<Date, Date, Date>;
  kindergarten: string;
  group_id: string | null;
  action: (typeof KINDERGARTEN_ACTIONS)[number];
  places: number | null;
  reason: string | null;
  actor: string;
  actor_name: string;
  desk: string;
  facts: JSONColumnType<Readonly<Record<string, string | number>>>;
};

export type KindergartenTables = { kindergarten_log: KindergartenLogTable };
