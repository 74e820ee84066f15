/** What has happened, as history, notices, audit and ledger tell it, in the transaction in which it happened. */
import type { Actor } from '../../core/domain/actor.ts';
import type { ApplicationEvent } from '../../core/domain/application/event.ts';
import type { Application } from '../../core/domain/application/state.ts';
import { toIso } from '../../core/domain/instant.ts';
import { noticeOf } from '../../core/domain/notice.ts';
import { ledgerLeaf } from '../application/counter.ts';
import type { Origin } from './origin.ts';

/** Facts that may stand in the ledger for ever: they name nobody. Free text of people is not among them. */
const LEDGER_FACTS: ReadonlySet<string> = new Set([
  ...['number', 'benefit', 'category', 'chooseBy', 'referral', 'group', 'kind', 'validUntil', 'from'],
  ...['until', 'expiries', 'confirmInterestBy', 'ground', 'detail', 'field'],
]);

/** One event as `queue_write` takes it. */
export function told(event: ApplicationEvent, state: Application, origin: Origin, ord: number) {
  const { desk } = origin;
  const person = event.by === 'whoever-may' ? (origin.actor ?? null) : event.by;
  const at = event.by === null ? null : desk;
  const facts = event.by === null ? event.facts : { ...event.facts, ...origin.facts };
  const document = event.by === null ? null : (origin.document ?? null);
  const leaf = ledgerLeaf(
    {
      kind: event.kind,
      subject: event.application,
      payload: {
        ...Object.fromEntries(Object.entries(event.facts).filter(([key]) => LEDGER_FACTS.has(key))),
        number: state.number,
        district: state.district,
        status: state.status,
        queueClass: state.queueClass,
        desk: at?.code ?? '',
        ...(document === null ? {} : { document }),
      },
    },
    new Date(event.at),
  );
  return {
    ord,
    application: event.application,
    district: state.district,
    at: toIso(event.at),
    event: event.kind,
    actor: actorOf(event.by, origin),
    desk: at?.code ?? null,
    facts,
    notice: noticeOf(event.kind),
    audit_actor: person?.iin ?? null,
    audit_desk: at?.id ?? null,
    audit_facts: { number: state.number, ...onBehalf(person?.iin, state), ...facts },
    leaf: leaf.text,
    leaf_hash: leaf.hash.toString('hex'),
  };
}

/** Whoever it was, as the history tells it; what happens by itself is done by the system. */
export function actorOf(by: Actor | null, { actor, name }: Pick<Origin, 'actor' | 'name'>) {
  const person = by === 'whoever-may' ? (actor ?? null) : by;
  return person === null
    ? { iin: null, name: '', role: 'system' }
    : { iin: person.iin, name, role: person.role };
}

/** The applicant for whom staff acted. */
function onBehalf(actor: string | undefined, { parents }: Application) {
  const [applicant] = parents;
  return actor === undefined || applicant === undefined || parents.includes(actor)
    ? {}
    : { onBehalfOf: applicant };
}
