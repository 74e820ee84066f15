import type { Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts } from '../../core/protocol/command.ts';
import type { KindergartenCommand } from '../../core/protocol/kindergarten-command.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import { tellTime } from '../database/time.ts';
import type { Services } from '../services.ts';
import { lockKindergarten, placesOf } from './find.ts';
import { noteKindergarten } from './log.ts';
import { mayDo } from './rights.ts';

type SaveGroup = Extract<KindergartenCommand, { do: 'saveGroup' }>;

/**
 * Makes a group or changes one. `capacity-below-places` when published and taken places and the children who came otherwise
 * would not fit any more; `group-in-use` when kind, birth year or language would change under the places of a group.
 */
export async function saveGroup(
  services: Services,
  trx: Transaction<Database>,
  prepared: PreparedCommand,
  command: SaveGroup,
): Promise<Answer<CommandFacts>> {
  const { kindergarten, group, name, kind, birthYear, language, capacity, enrolledOtherwise } = command;
  const where = await lockKindergarten(trx, kindergarten);
  if (!where.ok) return where;
  if (!mayDo(prepared.actor, 'saveGroups', where.value)) return fail({ code: 'not-permitted' });
  if (where.value.closed) return fail({ code: 'kindergarten-closed' });
  const was = await trx
    .selectFrom('kindergarten_group')
    .selectAll()
    .where('id', '=', group)
    .executeTakeFirst();
  if (was !== undefined && was.kindergarten !== kindergarten) return fail({ code: 'not-found' });
  const { published, referred, enrolled } = await placesOf(trx, { group });
  const places = published + referred + enrolled;
  if (capacity < places + enrolledOtherwise)
    return fail({ code: 'capacity-below-places', facts: { places: places + enrolledOtherwise } });
  const moved =
    was !== undefined && (was.kind !== kind || was.birth_year !== birthYear || was.language !== language);
  if (moved && places > 0) return fail({ code: 'group-in-use', facts: { places } });
  const row = {
    name,
    kind,
    birth_year: birthYear,
    language,
    capacity,
    enrolled_otherwise: enrolledOtherwise,
  };
  await tellTime(trx, services.now());
  if (was === undefined)
    await trx
      .insertInto('kindergarten_group')
      .values({ id: group, kindergarten, ...row })
      .execute();
  else await trx.updateTable('kindergarten_group').set(row).where('id', '=', group).execute();
  await noteKindergarten(services, trx, prepared, {
    ...{ kindergarten, group, places: null, reason: null },
    action: was === undefined ? 'group-added' : 'group-changed',
    facts: {
      ...(was === undefined
        ? {}
        : { capacityBefore: was.capacity, enrolledOtherwiseBefore: was.enrolled_otherwise }),
      capacity,
      enrolledOtherwise,
    },
  });
  return ok({ group });
}
