/** Papers that follow from what happens in the queue (domain.md §7): fixed in the transaction in which it happened. */
import { type KeyObject, randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { ApplicationEvent } from '../../core/domain/application/event.ts';
import type { Application, Rules } from '../../core/domain/application/state.ts';
import { hashFacts, signSlip } from '../../core/ledger/slip.ts';
import type { DocumentKind } from '../../core/protocol/record.ts';
import { applicationRecord } from '../application/record.ts';
import type { Database } from '../database/schema.ts';
import type { Origin } from '../queue/origin.ts';
import { actorOf } from '../queue/told.ts';
import type { BenefitTable } from '../reference/benefits.ts';
import type { DistrictTable } from '../reference/districts.ts';
import { factsOfPaper, PAPER_OF_EVENT, type PaperFacts } from './facts.ts';
import { needsPosition, readKindergartens, readOffered, readPositions } from './read.ts';

type Trx = Transaction<Database>;

/** An event with the application as it is after it. */
export type Happened = {
  readonly event: ApplicationEvent;
  readonly state: Application;
  /** Who stands behind it. */
  readonly origin: Origin;
};

/** What issuing needs beside the database. */
export type PaperMaterial = {
  readonly slipKey: { readonly privateKey: KeyObject };
  readonly districts: DistrictTable;
  readonly benefits: BenefitTable;
  readonly rules: Rules;
};

/** Whoever issues the papers of the queue. */
export type PaperOffice = {
  /** Positions of children whose position the event takes away, asked before it is written. */
  positionsBefore(trx: Trx, events: readonly ApplicationEvent[]): Promise<ReadonlyMap<string, number>>;
  /** Writes the papers of what has happened and a line of the history for each; the version is the district's in this transaction. */
  issue(trx: Trx, happened: readonly Happened[], around: Around): Promise<void>;
};

type Around = {
  readonly versions: Readonly<Record<string, number>>;
  readonly positionsBefore: ReadonlyMap<string, number>;
};

/** Issues papers by these rules, each signed with the key of the slips. */
export function createPaperOffice(material: PaperMaterial): PaperOffice {
  const { rules } = material;
  return {
    async positionsBefore(trx, events) {
      const referred = events.filter(({ kind }) => kind === 'referral-issued');
      return readPositions(
        trx,
        rules.policy,
        referred.map(({ application }) => application),
      );
    },
    async issue(trx, happened, around) {
      const due = happened.flatMap((each) => {
        const kind = PAPER_OF_EVENT[each.event.kind];
        return kind === undefined ? [] : [{ ...each, kind }];
      });
      if (due.length === 0) return;
      const made = await makePapers(trx, material, due, around);
      await write(trx, material, made, around);
    },
  };
}

type Due = Happened & { readonly kind: DocumentKind };
type Made = Due & {
  readonly facts: PaperFacts;
  readonly record: ReturnType<typeof applicationRecord>;
};

async function makePapers(
  trx: Trx,
  { benefits, districts, rules }: PaperMaterial,
  due: readonly Due[],
  { positionsBefore }: Around,
): Promise<readonly Made[]> {
  const ids = [...new Set(due.map(({ state }) => state.id))];
  const rows = await trx.selectFrom('application').selectAll().where('uuid', 'in', ids).execute();
  const records = new Map(rows.map((row) => [row.uuid, applicationRecord(row)]));
  const kindergartens = await readKindergartens(trx, [
    ...new Set(
      due.flatMap((each) => [
        ...(each.state.referral === null ? [] : [each.state.referral.group]),
        ...fromGroup(each),
      ]),
    ),
  ]);
  const asked = due.filter(({ kind }) => needsPosition(kind)).map(({ state }) => state.id);
  const positions = new Map([...(await readPositions(trx, rules.policy, asked)), ...positionsBefore]);
  const offered = await readOffered(
    trx,
    due.filter(({ kind }) => kind === 'turn-notice').map(({ state }) => state),
  );
  return due.flatMap((each) => {
    const record = records.get(each.state.id);
    const district = districts.nameOf(each.state.district);
    if (record === undefined || district === null)
      throw new Error('A paper is about an application or a district that is not there');
    const facts = factsOfPaper(each, {
      ...{ record, district, benefits, rules, offered, origin: each.origin },
      kindergarten:
        each.state.referral === null ? null : (kindergartens.get(each.state.referral.group) ?? null),
      from: fromGroup(each).map((group) => kindergartens.get(group) ?? null)[0] ?? null,
      position: positions.get(each.state.id) ?? null,
    });
    return facts === null ? [] : [{ ...each, facts, record }];
  });
}

/** The group that a transferred child comes from. */
function fromGroup({ event }: Due): readonly string[] {
  return event.kind === 'child-transferred' ? [String(event.facts.from)] : [];
}

async function write(
  trx: Trx,
  { slipKey }: PaperMaterial,
  made: readonly Made[],
  { versions }: Around,
): Promise<void> {
  if (made.length === 0) return;
  const version = (district: string) => {
    const given = versions[district];
    if (given === undefined) throw new Error('A paper was issued in a district of which nothing changed');
    return given;
  };
  await trx
    .insertInto('document')
    .values(
      made.map(({ event, state, kind, facts, record }) => ({
        id: randomUUID(),
        application: state.id,
        district: state.district,
        kind,
        issued_at: new Date(event.at),
        qr: signSlip(
          {
            ...{ uuid: state.id, number: state.number, filedAt: record.filedAt },
            ...{ queueNumber: record.queueNumberAtFiling, hash: hashFacts(facts) },
          },
          slipKey.privateKey,
        ),
        facts: JSON.stringify(facts),
        row_version: version(state.district),
      })),
    )
    .execute();
  const lines = made.map(({ event, state, kind, origin }, ord) => ({
    ord,
    application: state.id,
    district: state.district,
    at: new Date(event.at).toISOString(),
    actor: actorOf(event.by, origin),
    desk: event.by === null ? null : (origin.desk?.code ?? null),
    facts: { document: kind },
    row_version: version(state.district),
  }));
  await sql`insert into history (application, district, at, event, actor, desk, facts, row_version)
    select application, district, at, 'document-issued', actor, desk, facts, row_version
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (ord int, application uuid, district text,
      at timestamptz, actor jsonb, desk text, facts jsonb, row_version bigint)
    order by ord`.execute(trx);
}
