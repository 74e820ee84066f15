import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import { up as first } from './0001-first.ts';
import { up as queue } from './0002-queue.ts';
import { up as signing } from './0003-signing.ts';
import { up as revocation } from './0004-revocation.ts';
import { up as sessionRevocation } from './0005-session-revocation.ts';
import { up as queueRank } from './0006-queue-rank.ts';
import { up as noticeSending } from './0007-notice-sending.ts';
import { up as kindergarten } from './0008-kindergarten.ts';
import { up as command } from './0009-command.ts';
import { up as reference } from './0010-reference.ts';
import { up as proposal } from './0011-proposal.ts';
import { up as noticeLog } from './0012-notice-log.ts';
import { up as registryCheck } from './0013-registry-check.ts';
import { up as serverTime } from './0014-server-time.ts';
import { up as secondParent } from './0015-second-parent.ts';

/** A step of the schema. Once released it never changes; a correction is a new step. */
export type Migration = {
  readonly version: number;
  readonly name: string;
  up(db: Kysely<Database>): Promise<void>;
};

/** Every step in order; versions count up; one that was added late is made up for. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first', up: first },
  { version: 2, name: 'queue', up: queue },
  { version: 3, name: 'signing', up: signing },
  { version: 4, name: 'revocation', up: revocation },
  { version: 5, name: 'session-revocation', up: sessionRevocation },
  { version: 6, name: 'queue-rank', up: queueRank },
  { version: 7, name: 'notice-sending', up: noticeSending },
  { version: 8, name: 'kindergarten', up: kindergarten },
  { version: 9, name: 'command', up: command },
  { version: 10, name: 'reference', up: reference },
  { version: 11, name: 'proposal', up: proposal },
  { version: 12, name: 'notice-log', up: noticeLog },
  { version: 13, name: 'registry-check', up: registryCheck },
  { version: 14, name: 'server-time', up: serverTime },
  { version: 15, name: 'second-parent', up: secondParent },
];
