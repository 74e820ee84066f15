import type { Kysely, Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { QueueCommand } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Scope } from './acting.ts';

/** Where a command of the queue acts; `not-found` for an unknown application or group. */
export async function scopeOf(trx: Transaction<Database>, command: QueueCommand): Promise<Answer<Scope>> {
  return 'application' in command
    ? scopeOfApplication(trx, command.application)
    : scopeOfGroup(trx, command.group);
}

/** The district and parents of an application, and the kindergarten of its latest referral. */
export async function scopeOfApplication(trx: Kysely<Database>, application: string): Promise<Answer<Scope>> {
  const row = await trx
    .selectFrom('application as a')
    .leftJoin('referral as r', 'r.number', 'a.referral_number')
    .leftJoin('kindergarten_group as g', 'g.id', 'r.group_id')
    .select(['a.district', 'a.parents', 'g.kindergarten'])
    .where('a.uuid', '=', application)
    .executeTakeFirst();
  return row === undefined ? fail({ code: 'not-found' }) : ok(row);
}

async function scopeOfGroup(trx: Transaction<Database>, group: string): Promise<Answer<Scope>> {
  const row = await trx
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['k.district', 'g.kindergarten'])
    .where('g.id', '=', group)
    .executeTakeFirst();
  return row === undefined ? fail({ code: 'not-found' }) : ok({ ...row, parents: [] });
}
