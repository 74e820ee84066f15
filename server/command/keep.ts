import type { Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { rememberUnanswered } from '../revocation/remember.ts';
import type { Services } from '../services.ts';
import type { StandingCommand } from './standing.ts';

/** Keeps a command that was carried out, exactly as it came in, with the verdict on its signature; and says so in the audit log. */
export async function keepCommand(
  services: Services,
  trx: Transaction<Database>,
  { actor, args, concern, consent, desk, giver, signed }: StandingCommand,
): Promise<void> {
  const { uuid, command, attachments, signedXml } = args;
  const now = services.now();
  const application = concern.application?.uuid ?? null;
  await trx
    .insertInto('command')
    .values({
      uuid,
      application,
      district: concern.district,
      name: command.do,
      args: JSON.stringify(command),
      attachments: JSON.stringify(attachments),
      signed_xml: signed === null ? null : signedXml,
      verification: signed === null ? null : JSON.stringify(signed.signature.report),
      signer: signed?.signer ?? null,
      consent: consent === null ? null : JSON.stringify(consent),
      actor: giver.by.iin,
      role: giver.role,
      operator: giver.operator?.iin ?? null,
      desk: desk.id,
      session: actor.session,
      received_at: new Date(now),
    })
    .execute();
  if (signed !== null) await rememberUnanswered(trx, { command: uuid }, signed.signature, now);
  if (application !== null && attachments.length > 0)
    await trx
      .insertInto('application_file')
      .values(
        [...new Set(attachments.map(({ sha256 }) => sha256))].map((sha256) => ({ application, sha256 })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await trx
    .insertInto('audit')
    .values({
      at: new Date(now),
      action: 'command-done',
      actor: giver.by.iin,
      desk: desk.id,
      subject: application ?? uuid,
      facts: JSON.stringify({
        ...{ command: uuid, name: command.do, role: giver.role, signer: signed?.signer ?? null },
        ...{ consent: consent?.means ?? null, operator: giver.operator?.iin ?? null },
        ...('group' in command ? { group: command.group } : {}),
        ...('places' in command ? { places: command.places } : {}),
        ...('reason' in command ? { reason: command.reason } : {}),
      }),
    })
    .execute();
}
