import type { Transaction } from 'kysely';
import type { Contacts } from '../../core/protocol/contacts.ts';
import type { ClaimRecord } from '../../core/protocol/record.ts';
import { nextVersion } from '../application/counter.ts';
import type { Database } from '../database/schema.ts';
import type { StandingCommand } from './standing.ts';

type Trx = Transaction<Database>;

/** What a command of the queue says beside what the rules ask for, written to the application whose version it has moved on. */
export async function writeBeside(trx: Trx, standing: StandingCommand, at: Date): Promise<void> {
  const { command, attachments } = standing.args;
  switch (command.do) {
    case 'updateContacts':
      return writeContacts(trx, command.application, command.contacts, standing.giver.by.iin);
    case 'mergeApplication':
      return standing.relation === 'proved'
        ? undefined
        : flagRelation(trx, standing, command.application, at);
    case 'claimBenefit':
      return writeClaim(trx, command.application, {
        benefit: command.benefit,
        certificateDate: command.certificateDate,
        attachments: attachments.filter(({ purpose }) => purpose === 'benefit'),
        reason: null,
      });
    case 'decideBenefit':
      return writeReason(trx, command.application, command.reason);
    default:
  }
}

/**
 * Contacts count from now on for whatever is told of this application, and for the applicant's next sign-in (R11). The second
 * parent's are the own ones: what the first one gave stays.
 */
async function writeContacts(
  trx: Trx,
  application: string,
  contacts: Contacts,
  giver: string,
): Promise<void> {
  const { applicant_iin, parents } = await trx
    .selectFrom('application')
    .select(['applicant_iin', 'parents'])
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
  const second = parents.indexOf(giver) > 0;
  if (!second)
    await trx
      .updateTable('application')
      .set({ contacts: JSON.stringify(contacts) })
      .where('uuid', '=', application)
      .execute();
  const { email, phone } = contacts;
  await trx
    .updateTable('person')
    .set(email === null ? { phone } : { phone, email })
    .where('iin', '=', second ? giver : applicant_iin)
    .execute();
}

/** The birth record does not say that who joined is a parent: the moderator is told, as with filing. */
async function flagRelation(
  trx: Trx,
  { concern, desk, giver }: StandingCommand,
  application: string,
  at: Date,
): Promise<void> {
  const { district } = concern;
  await trx
    .updateTable('application')
    .set({ relation_unproved: true })
    .where('uuid', '=', application)
    .execute();
  await trx
    .insertInto('history')
    .values({
      ...{ application, district, at, event: 'relation-unproved', desk: desk.code },
      actor: JSON.stringify({ iin: giver.by.iin, name: giver.name, role: giver.role }),
      facts: JSON.stringify({ person: 'second-parent' }),
      row_version: await nextVersion(trx, district),
    })
    .execute();
}

async function writeClaim(trx: Trx, application: string, claim: ClaimRecord): Promise<void> {
  await trx
    .updateTable('application')
    .set({ claim: JSON.stringify(claim) })
    .where('uuid', '=', application)
    .execute();
}

/** The reason of a decision, beside the claim it is about: the one after filing, or the form's. */
async function writeReason(trx: Trx, application: string, reason: string | null): Promise<void> {
  if (reason === null) return;
  const { claim, form } = await trx
    .selectFrom('application')
    .select(['claim', 'form'])
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
  const { benefit, attachments } = form;
  const filed =
    benefit === null
      ? null
      : {
          benefit: benefit.category,
          certificateDate: benefit.certificateDate,
          attachments: attachments.filter(({ purpose }) => purpose === 'benefit'),
        };
  const decided = claim ?? filed;
  if (decided !== null) await writeClaim(trx, application, { ...decided, reason });
}
