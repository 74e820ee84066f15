import type { Transaction } from 'kysely';
import { appendLedger, nextVersion } from '../application/counter.ts';
import type { PreparedCommand } from '../command/prepare.ts';
import type { Database } from '../database/schema.ts';

/** What happened to a matter of two persons; each is a line of the history. */
export type ProposalEvent = 'proposal-made' | 'proposal-approved' | 'proposal-declined';

/** One line for history, audit and ledger, by whoever gives the command. Free text stands only in history and audit. */
export async function tellProposal(
  trx: Transaction<Database>,
  { actor, desk }: Pick<PreparedCommand, 'actor' | 'desk'>,
  told: {
    readonly event: ProposalEvent;
    readonly application: string;
    readonly district: string;
    readonly number: string;
    readonly role: string;
    readonly at: Date;
    readonly kind: string;
    readonly facts: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { event, application, district, number, role, at, kind } = told;
  const facts = { proposal: kind, ...told.facts };
  await trx
    .insertInto('history')
    .values({
      ...{ application, district, at, event, desk: desk.code },
      actor: JSON.stringify({ iin: actor.iin, name: actor.name, role }),
      facts: JSON.stringify(facts),
      row_version: await nextVersion(trx, district),
    })
    .execute();
  await trx
    .insertInto('audit')
    .values({
      ...{ at, action: event, actor: actor.iin, desk: desk.id, subject: application },
      facts: JSON.stringify({ number, ...facts }),
    })
    .execute();
  const payload = { number, district, proposal: kind, desk: desk.code };
  await appendLedger(trx, [{ kind: event, subject: application, payload }], at);
}
