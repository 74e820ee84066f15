import type { ColumnType, GeneratedAlways } from 'kysely';

/** Somebody named an application and its child to join it; `application` is null where the two do not belong together. */
export type MergeAttemptTable = {
  id: GeneratedAlways<number>;
  iin: string;
  desk: string;
  at: ColumnType<Date, Date, Date>;
  application: string | null;
};

export type MergeTables = { merge_attempt: MergeAttemptTable };
