import type { Transaction } from 'kysely';
import { fail, ok } from '../../core/domain/result.ts';
import type { CommandFacts } from '../../core/protocol/command.ts';
import type { KindergartenCommand } from '../../core/protocol/kindergarten-command.ts';
import type { Answer } from '../answer.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';
import type { Services } from '../services.ts';
import { endPlaces, holdCells } from './end-places.ts';
import { lockKindergarten, placesOf } from './find.ts';
import { noteKindergarten } from './log.ts';
import { mayDo } from './rights.ts';

type Trx = Transaction<Database>;
type Of<Name extends KindergartenCommand['do']> = Extract<KindergartenCommand, { do: Name }>;

/** Makes a kindergarten or changes what is known of it. One that has groups stays in its district: the district is part of their queue. */
export async function saveKindergarten(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
  { kindergarten, details }: Of<'saveKindergarten'>,
): Promise<Answer<CommandFacts>> {
  const { district, name, coordinates, ...rest } = details;
  const was = await lockKindergarten(trx, kindergarten);
  const places = was.ok ? [was.value.district, district] : [district];
  const may = places.every((each) =>
    mayDo(prepared.actor, 'saveKindergarten', { district: each, kindergarten }),
  );
  if (!may) return fail({ code: 'not-permitted' });
  if (!services.districts.has(district)) return fail({ code: 'invalid-request', field: 'district' });
  const row = {
    ...{ ...rest, district, name_kk: name.kk, name_ru: name.ru },
    latitude: coordinates?.latitude ?? null,
    longitude: coordinates?.longitude ?? null,
  };
  if (was.ok) {
    const moved = was.value.district !== district;
    if (moved && (await hasGroups(trx, kindergarten))) return fail({ code: 'kindergarten-has-groups' });
    await trx.updateTable('kindergarten').set(row).where('id', '=', kindergarten).execute();
  } else
    await trx
      .insertInto('kindergarten')
      .values({ id: kindergarten, ...row })
      .execute();
  await note(services, trx, prepared, kindergarten, 'kindergarten-changed', null);
  return ok({ kindergarten });
}

/** The contacts of a kindergarten, as its director keeps them up. */
export async function updateKindergartenContacts(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
  { kindergarten, phone, director }: Of<'updateKindergartenContacts'>,
): Promise<Answer<CommandFacts>> {
  const where = await lockKindergarten(trx, kindergarten);
  if (!where.ok) return where;
  if (!mayDo(prepared.actor, 'updateContacts', where.value)) return fail({ code: 'not-permitted' });
  await trx.updateTable('kindergarten').set({ phone, director }).where('id', '=', kindergarten).execute();
  await note(services, trx, prepared, kindergarten, 'kindergarten-changed', null);
  return ok({});
}

/**
 * Closes a kindergarten. Children enrolled there stand in the way always (`kindergarten-in-use`, which counts): each has to be moved
 * or let go. So do places that are published and referrals in force, unless the command says that they end with it.
 */
export async function closeKindergarten(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
  { kindergarten, reason, endPlaces: ends }: Of<'closeKindergarten'>,
): Promise<Answer<CommandFacts>> {
  const may = await mayClose(trx, prepared, kindergarten, false);
  if (!may.ok) return may;
  const cells = await holdCells(services, trx, kindergarten);
  const { published, referred, enrolled } = await placesOf(trx, { kindergarten });
  if (enrolled > 0 || (!ends && published + referred > 0))
    return fail({ code: 'kindergarten-in-use', facts: { published, referred, enrolled } });
  const closed_at = new Date(services.now());
  await trx.updateTable('kindergarten').set({ closed_at }).where('id', '=', kindergarten).execute();
  const ended = await endPlaces(services, trx, prepared, { kindergarten, reason, cells });
  if (!ended.ok) return ended;
  await note(services, trx, prepared, kindergarten, 'closed', reason, { published, referred });
  return ok({ published, referred });
}

/** Opens a closed kindergarten again, without a place. */
export async function reopenKindergarten(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
  { kindergarten, reason }: Of<'reopenKindergarten'>,
): Promise<Answer<CommandFacts>> {
  const may = await mayClose(trx, prepared, kindergarten, true);
  if (!may.ok) return may;
  await trx.updateTable('kindergarten').set({ closed_at: null }).where('id', '=', kindergarten).execute();
  await note(services, trx, prepared, kindergarten, 'reopened', reason);
  return ok({});
}

async function mayClose(
  trx: Trx,
  { actor }: PreparedCommand,
  kindergarten: string,
  closed: boolean,
): Promise<Answer<null>> {
  const where = await lockKindergarten(trx, kindergarten);
  if (!where.ok) return where;
  if (!mayDo(actor, 'close', where.value)) return fail({ code: 'not-permitted' });
  return where.value.closed === closed ? ok(null) : fail({ code: 'wrong-status' });
}

function note(
  services: Services,
  trx: Trx,
  prepared: PreparedCommand,
  kindergarten: string,
  action: 'kindergarten-changed' | 'closed' | 'reopened',
  reason: string | null,
  facts: Readonly<Record<string, number>> = {},
): Promise<void> {
  return noteKindergarten(services, trx, prepared, {
    ...{ kindergarten, action, reason, facts, group: null, places: null },
  });
}

async function hasGroups(trx: Trx, kindergarten: string): Promise<boolean> {
  const row = await trx
    .selectFrom('kindergarten_group')
    .select('id')
    .where('kindergarten', '=', kindergarten)
    .executeTakeFirst();
  return row !== undefined;
}
