import type { Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { markConsentUsed } from '../person/consent.ts';
import { rememberUnanswered } from '../revocation/remember.ts';
import type { Services } from '../services.ts';
import type { StandingCommand } from './standing.ts';

/**
 * Keeps commands that were carried out, exactly as they came in, with the verdict on their signatures; uses their consents up, and
 * says so in the audit log.
 */
export async function keepCommands(
  services: Pick<Services, 'now'>,
  trx: Transaction<Database>,
  done: readonly StandingCommand[],
): Promise<void> {
  if (done.length === 0) return;
  const now = services.now();
  await trx
    .insertInto('command')
    .values(done.map((each) => rowOf(each, now)))
    .execute();
  for (const { args, consent, signed } of done) {
    const document = { command: args.uuid };
    if (consent !== null) await markConsentUsed(trx, consent, document, now);
    if (signed !== null) await rememberUnanswered(trx, document, signed.signature, now);
  }
  const files = done.flatMap(({ args, concern: { application } }) =>
    application === null
      ? []
      : [...new Set(args.attachments.map(({ sha256 }) => sha256))].map((sha256) => ({
          application: application.uuid,
          sha256,
        })),
  );
  if (files.length > 0)
    await trx
      .insertInto('application_file')
      .values(files)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await trx
    .insertInto('audit')
    .values(done.map((each) => auditOf(each, now)))
    .execute();
}

function rowOf({ actor, args, concern, consent, desk, giver, signed }: StandingCommand, now: number) {
  const { uuid, command, attachments, signedXml } = args;
  return {
    uuid,
    application: concern.application?.uuid ?? null,
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
  };
}

function auditOf({ args, concern, consent, desk, giver, signed }: StandingCommand, now: number) {
  const { uuid, command } = args;
  return {
    at: new Date(now),
    action: 'command-done',
    actor: giver.by.iin,
    desk: desk.id,
    subject: concern.application?.uuid ?? uuid,
    facts: JSON.stringify({
      ...{ command: uuid, name: command.do, role: giver.role, signer: signed?.signer ?? null },
      ...{ consent: consent?.means ?? null, operator: giver.operator?.iin ?? null },
      ...('group' in command ? { group: command.group } : {}),
      ...('places' in command ? { places: command.places } : {}),
      ...('reason' in command ? { reason: command.reason } : {}),
    }),
  };
}
