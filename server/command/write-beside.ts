import type { Transaction } from 'kysely';
import type { Contacts } from '../../core/protocol/contacts.ts';
import type { ClaimRecord } from '../../core/protocol/record.ts';
import type { Database } from '../database/schema.ts';
import type { StandingCommand } from './standing.ts';

type Trx = Transaction<Database>;

/** What a command of the queue says beside what the rules ask for, written to the application whose version it has moved on. */
export async function writeBeside(trx: Trx, { args }: StandingCommand): Promise<void> {
  const { command, attachments } = args;
  switch (command.do) {
    case 'updateContacts':
      return writeContacts(trx, command.application, command.contacts);
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

/** Contacts count from now on for whatever is told of this application, and for the applicant's next sign-in (R11). */
async function writeContacts(trx: Trx, application: string, contacts: Contacts): Promise<void> {
  const { applicant_iin } = await trx
    .updateTable('application')
    .set({ contacts: JSON.stringify(contacts) })
    .where('uuid', '=', application)
    .returning('applicant_iin')
    .executeTakeFirstOrThrow();
  const { email, phone } = contacts;
  await trx
    .updateTable('person')
    .set(email === null ? { phone } : { phone, email })
    .where('iin', '=', applicant_iin)
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
