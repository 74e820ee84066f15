import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../core/domain/instant.ts';
import { NOTICE_CHANNELS, type NoticeKind } from '../../core/domain/notice.ts';
import type { Database } from '../database/schema.ts';

/** A notice to the family of an application; `at` is the instant of the event that it tells of. */
export type NewNotice = {
  readonly application: string;
  readonly district: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly facts: Readonly<Record<string, string | number>>;
};

/** Puts notices down, each to go out by every channel (domain.md §1.10 "Notices"); sending them is another's work. */
export async function writeNotices(trx: Transaction<Database>, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await trx
    .with('noted', (db) =>
      db
        .insertInto('notice')
        .values(
          notices.map(({ application, district, kind, at, facts }) => ({
            application,
            district,
            kind,
            at: new Date(at),
            facts: JSON.stringify(facts),
          })),
        )
        .returning(['id', 'at']),
    )
    .insertInto('notice_delivery')
    .columns(['notice', 'channel', 'next_attempt_at'])
    .expression((db) =>
      db
        .selectFrom('noted')
        .crossJoin(
          sql<{
            channel: (typeof NOTICE_CHANNELS)[number];
          }>`unnest(${[...NOTICE_CHANNELS]}::text[])`.as<'way'>(sql`way (channel)`),
        )
        .select(['noted.id', 'way.channel', 'noted.at']),
    )
    .execute();
}
