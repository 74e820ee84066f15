/** What has happened is told in four places, in the transaction in which it happened: history, notices, audit, ledger. */
import type { Transaction } from 'kysely';
import type { Actor } from '../../core/domain/actor.ts';
import type { ApplicationEvent } from '../../core/domain/application/event.ts';
import type { Application } from '../../core/domain/application/state.ts';
import { noticeOf } from '../../core/domain/notice.ts';
import { appendLedger } from '../application/counter.ts';
import type { Database } from '../database/schema.ts';
import { writeNotices } from '../notice/write.ts';
import type { Origin } from './origin.ts';

/** An event, the application as it has become, and the district's version of this transaction. */
export type Told = {
  readonly event: ApplicationEvent;
  readonly state: Application;
  readonly version: number;
};

/** Facts that may stand in the ledger for ever: they name nobody. Free text of people is not among them. */
const LEDGER_FACTS: ReadonlySet<string> = new Set([
  ...['number', 'benefit', 'category', 'chooseBy', 'referral', 'group', 'kind', 'validUntil', 'from'],
  ...['until', 'expiries', 'confirmInterestBy', 'ground', 'field'],
]);

/** Writes events in their order. */
export async function writeEvents(
  trx: Transaction<Database>,
  told: readonly Told[],
  origin: Origin,
): Promise<void> {
  await writeHistory(trx, told, origin);
  await writeNotices(
    trx,
    told.flatMap(({ event, state }) => {
      const kind = noticeOf(event.kind);
      const { application, at, facts } = event;
      return kind === null ? [] : [{ application, district: state.district, kind, at, facts }];
    }),
  );
  await writeAudit(trx, told, origin);
  await writeLedger(trx, told, origin);
}

async function writeHistory(
  trx: Transaction<Database>,
  told: readonly Told[],
  { name, desk }: Origin,
): Promise<void> {
  await trx
    .insertInto('history')
    .values(
      told.map(({ event, state, version }) => ({
        application: event.application,
        district: state.district,
        at: new Date(event.at),
        event: event.kind,
        actor: JSON.stringify(actorOf(event.by, name)),
        desk: event.by === null ? null : (desk?.code ?? null),
        facts: JSON.stringify(event.facts),
        row_version: version,
      })),
    )
    .execute();
}

/** Whoever it was, as the history tells it; what happens by itself is done by the system. */
function actorOf(by: Actor | null, name: string) {
  return by === null || by === 'whoever-may'
    ? { iin: null, name: '', role: 'system' }
    : { iin: by.iin, name, role: by.role };
}

async function writeAudit(
  trx: Transaction<Database>,
  told: readonly Told[],
  { desk }: Origin,
): Promise<void> {
  await trx
    .insertInto('audit')
    .values(
      told.map(({ event, state }) => {
        const actor = event.by === null || event.by === 'whoever-may' ? null : event.by.iin;
        const behalf =
          actor === null || state.parents.includes(actor) ? {} : { onBehalfOf: state.parents[0] ?? '' };
        return {
          at: new Date(event.at),
          action: event.kind,
          actor,
          desk: event.by === null ? null : (desk?.id ?? null),
          subject: event.application,
          facts: JSON.stringify({ number: state.number, ...behalf, ...event.facts }),
        };
      }),
    )
    .execute();
}

async function writeLedger(
  trx: Transaction<Database>,
  told: readonly Told[],
  { desk }: Origin,
): Promise<void> {
  const entries = told.map(({ event, state }) => ({
    kind: event.kind,
    subject: event.application,
    payload: {
      ...Object.fromEntries(Object.entries(event.facts).filter(([key]) => LEDGER_FACTS.has(key))),
      number: state.number,
      district: state.district,
      status: state.status,
      queueClass: state.queueClass,
      desk: event.by === null ? '' : (desk?.code ?? ''),
    },
  }));
  const last = told.at(-1);
  if (last !== undefined) await appendLedger(trx, entries, new Date(last.event.at));
}
