/**
 * The PostgreSQL driver of the queue's rules: answers their lookups inside one transaction and holds their writes back until a
 * lookup has to see them, or until the rule ends. The contract stands in core/domain/queue/step.ts.
 */
import type { Transaction } from 'kysely';
import type { ApplicationEvent } from '../../core/domain/application/event.ts';
import { type Application, cellOf, type Rules } from '../../core/domain/application/state.ts';
import { type Cell, type CellKey, newCell } from '../../core/domain/cell.ts';
import type { Place } from '../../core/domain/place.ts';
import type { Candidate, Lookup, Write } from '../../core/domain/queue/step.ts';
import { never } from '../../core/domain/result.ts';
import { nextVersion, takeNumbers } from '../application/counter.ts';
import type { Database } from '../database/schema.ts';
import {
  countPlaces,
  findApplication,
  findCell,
  findGroup,
  findHeads,
  findHeldPlace,
  findLastNotified,
  findPlace,
  findSiblings,
  hasDuplicate,
  type KnownGroup,
} from './lookup.ts';
import type { Origin } from './origin.ts';
import { writeApplication, writeCell, writePlace } from './write.ts';
import { writeEvents } from './write-events.ts';

/** One rule at work in a transaction. */
export type Work = {
  /** Answers a lookup, having written first what it has to see. */
  reply(lookup: Lookup): Promise<void>;
  /** Takes a write, to be carried out later. */
  keep(write: Write): void;
  /** Carries out what is held back, with the history, the notices and the ledger: the rule has ended well. */
  finish(): Promise<void>;
};

/** An application stands in another cell than the one that was locked for it: begin again. */
export class CellMoved extends Error {}

/** Opens the work of one rule on cells that are locked. */
export function openWork(
  trx: Transaction<Database>,
  rules: Rules,
  origin: Origin,
  locked: readonly CellKey[],
): Work {
  const applications = new Map<string, Application | null>();
  const groups = new Map<string, KnownGroup | null>();
  const cells = new Map<CellKey, Cell>();
  const versions = new Map<string, number>();
  const changed = { applications: new Set<string>(), cells: new Set<CellKey>() };
  const places = new Map<string, Place | null>();
  const filed = new Set<string>();
  const events: ApplicationEvent[] = [];

  const application = async (id: string) => remembered(applications, id, () => findApplication(trx, id));
  const group = async (id: string) => remembered(groups, id, () => findGroup(trx, id));
  const cell = async (key: CellKey) =>
    remembered(cells, key, async () => (await findCell(trx, key)) ?? newCell(key, rules.policy));
  const version = async (district: string) =>
    remembered(versions, district, () => nextVersion(trx, district));

  const assertLocked = (key: CellKey) => {
    if (!locked.includes(key)) throw new CellMoved(`The cell ${key} is not locked`);
  };
  const known = (candidates: readonly Candidate[]) => {
    for (const { application: found } of candidates) applications.set(found.id, found);
    return candidates;
  };

  /** Order matters: an application before the place it holds, a freed place before it is held again. */
  const flush = async () => {
    for (const id of changed.applications) {
      const state = applications.get(id);
      if (state === undefined || state === null)
        throw new Error('An application was written without its state');
      const isNew = filed.has(id);
      await writeApplication(trx, state, {
        policy: rules.policy,
        version: await version(state.district),
        group: state.referral === null ? null : await group(state.referral.group),
        paper: isNew ? origin.paper(state) : null,
      });
      filed.delete(id);
    }
    for (const [id, place] of places) await writePlace(trx, id, place);
    for (const key of changed.cells) await writeCell(trx, await cell(key));
    changed.applications.clear();
    changed.cells.clear();
    places.clear();
  };

  return {
    async reply(lookup) {
      switch (lookup.ask) {
        case 'application': {
          const found = await application(lookup.id);
          if (found !== null) assertLocked(cellOf(found));
          return lookup.answer(found);
        }
        case 'group':
          return lookup.answer((await group(lookup.id))?.group ?? null);
        case 'cell':
          assertLocked(lookup.key);
          return lookup.answer(await cell(lookup.key));
        case 'number': {
          const [number] = await takeNumbers(trx, lookup.series, lookup.year, 1);
          if (number === undefined) throw new Error('No number was given out');
          return lookup.answer(number);
        }
        case 'duplicate':
          await flush();
          return lookup.answer(await hasDuplicate(trx, lookup.children, lookup.except));
        case 'counts':
          await flush();
          return lookup.answer(await countPlaces(trx, lookup.group));
        case 'place':
          await flush();
          return lookup.answer(await findPlace(trx, lookup));
        case 'held':
          await flush();
          return lookup.answer(await findHeldPlace(trx, lookup.application));
        case 'heads':
          await flush();
          return lookup.answer(known(await findHeads(trx, lookup.eligible)));
        case 'siblings':
          await flush();
          return lookup.answer(known(await findSiblings(trx, lookup.eligible)));
        case 'lastNotified':
          await flush();
          return lookup.answer(known(await findLastNotified(trx, lookup.cell)));
        default:
          return never(lookup);
      }
    },
    keep(write) {
      switch (write.write) {
        case 'application': {
          const { id } = write.application;
          if (!applications.has(id)) filed.add(id);
          applications.set(id, write.application);
          changed.applications.add(id);
          break;
        }
        case 'place':
          places.set(write.place.id, write.place);
          break;
        case 'drop':
          places.set(write.place, null);
          break;
        case 'cell':
          cells.set(write.cell.key, write.cell);
          changed.cells.add(write.cell.key);
          break;
        case 'event':
          events.push(write.event);
          break;
        default:
          never(write);
      }
    },
    async finish() {
      await flush();
      if (events.length === 0) return;
      const told = [];
      for (const event of events) {
        const state = await application(event.application);
        if (state === null) throw new Error('An event of an application that does not exist');
        told.push({ event, state, version: await version(state.district) });
      }
      await writeEvents(trx, told, origin);
    },
  };
}

async function remembered<V>(map: Map<string, V>, key: string, find: () => Promise<V>): Promise<V> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const found = await find();
  map.set(key, found);
  return found;
}
