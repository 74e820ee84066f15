import type { Selectable, Transaction } from 'kysely';
import type { HistoryRecord } from '../../core/protocol/record.ts';
import type { ApplicationTable, Database } from '../database/schema.ts';
import { findingFacts } from '../registry/finding.ts';
import type { PeopleFacts } from './facts.ts';
import type { Left } from './move.ts';
import { type AcceptedSubmission, filingActor } from './prepare.ts';

type Row = Selectable<ApplicationTable>;
type Trx = Transaction<Database>;

/**
 * The first lines of the history of an application that was filed.
 * @param at when: the filing time, or, of a child that moved here with an older one, now
 * @param left what it left in another district
 */
export async function writeFirstHistory(
  trx: Trx,
  { args, desk, actor, people }: AcceptedSubmission,
  row: Row,
  at: Date,
  left: Left | undefined,
): Promise<void> {
  const by = { iin: actor.iin, name: actor.name, role: filingActor(actor).role };
  const events: readonly Pick<HistoryRecord, 'event' | 'facts'>[] = [
    {
      event: 'application-registered',
      facts: {
        number: row.number,
        queueNumber: row.queue_number_at_filing,
        label: args.provisional.label,
        signer: row.signed_by.name,
        ...(left === undefined ? {} : { movedFrom: left.number }),
      },
    },
    ...(actor.means === 'code' ? [{ event: 'filed-with-code', facts: {} }] : []),
    ...(row.consent === null ? [] : [{ event: `filed-with-${row.consent.means}-consent`, facts: {} }]),
    ...(row.form.benefit === null
      ? []
      : [{ event: 'benefit-claimed', facts: { benefit: row.form.benefit.category } }]),
    ...(row.papers_claim === 'claimed' ? [{ event: 'papers-claimed', facts: {} }] : []),
    ...differences(people, row),
    ...(row.relation_unproved ? [{ event: 'relation-unproved', facts: {} }] : []),
    { event: 'document-issued', facts: { document: 'registration' } },
  ];
  await trx
    .insertInto('history')
    .values(
      events.map(({ event, facts }) => ({
        application: row.uuid,
        district: row.district,
        at,
        event,
        actor: JSON.stringify(by),
        desk: desk.code,
        facts: JSON.stringify(facts),
        row_version: row.row_version,
      })),
    )
    .execute();
}

/** Who of an application is written otherwise in ГБД ФЛ, which its form names as the source. */
function differences(
  { differing }: PeopleFacts,
  row: Row,
): readonly Pick<HistoryRecord, 'event' | 'facts'>[] {
  const people = { applicant: row.applicant_iin, child: row.child_iin };
  return (['applicant', 'child'] as const).flatMap((person) => {
    const fields = differing.get(people[person]);
    return fields === undefined ? [] : [{ event: 'data-differs', facts: findingFacts(person, fields) }];
  });
}
