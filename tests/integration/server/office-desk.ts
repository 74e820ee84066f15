import type { Attachment } from '../../../core/domain/application-form.ts';
import type { Role } from '../../../core/domain/status.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import type { DeskClient, SignedIn } from './desk-client.ts';
import { KOKSHETAU, type Stage } from './stage.ts';

/** What became of a command: `done`, or the code of the refusal. */
export type Said = string;

/** A desk at which staff give commands; it files nothing. */
export type OfficeDesk = {
  readonly desk: DeskClient;
  /** @param key short name of the member of staff whose key signs; absent: unsigned */
  give(
    who: SignedIn,
    command: Command,
    more?: { readonly attachments?: readonly Attachment[]; readonly key?: string },
  ): Promise<Said>;
};

/** Opens a desk of its own. */
export async function openOfficeDesk(stage: Stage, district = KOKSHETAU): Promise<OfficeDesk> {
  const desk = await stage.desk(district);
  const numberOf = async (command: Command) => {
    if (!('application' in command) || typeof command.application !== 'string') return '';
    const row = await stage.database.db
      .selectFrom('application')
      .select('number')
      .where('uuid', '=', command.application)
      .executeTakeFirst();
    return row?.number ?? '';
  };
  return {
    desk,
    async give(who, command, { attachments = [], key } = {}) {
      const given = await desk.command({
        ...{ command, session: who, attachments, number: await numberOf(command) },
        ...(key === undefined ? {} : { key, signer: 'operator' as const }),
      });
      const [result] = await desk.push(given);
      if (result === undefined) throw new Error('The server said nothing of the command');
      return result.outcome === 'done' ? 'done' : result.failure.code;
    },
  };
}

/** A demo person's role in a district. */
export async function grant(stage: Stage, person: string, role: Role, district = KOKSHETAU): Promise<void> {
  const { iin } = demoPerson(person);
  await grantRole(stage.database.db, { iin, role, district, kindergarten: null }, stage.now());
}
