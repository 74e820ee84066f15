/**
 * The PostgreSQL driver of the queue's rules: answers their lookups inside one transaction and holds their writes back until a
 * lookup has to see them, or until the rule ends. The contract stands in core/domain/queue/step.ts.
 */
import type { Transaction } from 'kysely';
import type { ApplicationEvent } from '../../core/domain/application/event.ts';
import { type Application, cellOf, type Rules } from '../../core/domain/application/state.ts';
import type { Cell, CellKey } from '../../core/domain/cell.ts';
import type { NumberSeries } from '../../core/domain/number.ts';
import type { Place } from '../../core/domain/place.ts';
import type { Candidate, Lookup, Write } from '../../core/domain/queue/step.ts';
import { never } from '../../core/domain/result.ts';
import { giveNumbersBack, nextVersion, takeNumbers } from '../application/counter.ts';
import type { Database } from '../database/schema.ts';
import type { Happened, PaperOffice } from '../paper/office.ts';
import type { LockedCells } from './cell-lock.ts';
import {
  countPlaces,
  findApplication,
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
import type { Prefetch } from './prefetch.ts';
import { told } from './told.ts';
import { fileApplication, type Versions, writeChanges } from './write.ts';

/** One rule at work in a transaction. */
export type Work = {
  /** Answers a lookup, having written first what it has to see. */
  reply(lookup: Lookup): Promise<void>;
  /** Takes a write, to be carried out later. */
  keep(write: Write): void;
  /** How many writes were taken so far. */
  kept(): number;
  /** A rule has ended well: what happened by it is told as things stand now. */
  settle(): void;
  /** From where the next rule comes. */
  from(origin: Origin): void;
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
  locked: LockedCells,
  known: Prefetch | null = null,
  papers?: PaperOffice,
): Work {
  const applications = new Map<string, Application | null>();
  const groups = new Map<string, KnownGroup | null>();
  const cells = new Map(locked);
  let versions: Versions = {};
  const filed: Application[] = [];
  const changed = { applications: new Set<string>(), cells: new Set<CellKey>() };
  const places = new Map<string, Place | null>();
  const events: ApplicationEvent[] = [];
  const tellings: ReturnType<typeof told>[] = [];
  const numbers: { series: NumberSeries; year: number; left: string[] }[] = [];
  let kept = 0;
  for (const [id, state] of known?.applications ?? []) applications.set(id, state);
  for (const [id, state] of known?.groups ?? []) groups.set(id, state);
  const happened: Happened[] = [];
  const unlooked: ApplicationEvent[] = [];
  const positionsBefore = new Map<string, number>();

  const application = async (id: string) => remembered(applications, id, () => findApplication(trx, id));
  const group = async (id: string) => remembered(groups, id, () => findGroup(trx, id));
  const cell = (key: CellKey): Cell => {
    const found = cells.get(key);
    if (found === undefined) throw new CellMoved(`The cell ${key} is not locked`);
    return found;
  };
  const noted = (candidates: readonly Candidate[]) => {
    for (const { application: found } of candidates) applications.set(found.id, found);
    return candidates;
  };
  const written = (id: string) => {
    const state = applications.get(id);
    if (state === undefined || state === null)
      throw new Error('An application was written without its state');
    return state;
  };

  /** Asks for what papers say of the time before the event, as long as it is not written. */
  const look = async () => {
    if (papers === undefined || unlooked.length === 0) return;
    for (const [id, position] of await papers.positionsBefore(trx, unlooked.splice(0)))
      positionsBefore.set(id, position);
  };

  const fileNew = async () => {
    for (const state of filed.splice(0)) {
      const { district } = state;
      const version = versions[district] ?? (await nextVersion(trx, district));
      versions = { ...versions, [district]: version };
      await fileApplication(trx, state, origin.paper(state), { policy: rules.policy, version });
    }
  };

  /** Writes what is held back; what is told of it at the end. */
  const flush = async (happened: readonly ReturnType<typeof told>[] = []) => {
    if (filed.length > 0) {
      // An application that makes way for a new one of the same child goes first.
      await writeHeld([]);
      await fileNew();
    }
    await writeHeld(happened);
  };
  const writeHeld = async (happened: readonly ReturnType<typeof told>[]) => {
    if (changed.applications.size + changed.cells.size + places.size + happened.length === 0) return;
    await look();
    const states = [...changed.applications].map(written);
    const withGroups = [];
    for (const state of states) {
      withGroups.push({ state, group: state.referral === null ? null : await group(state.referral.group) });
    }
    versions = await writeChanges(
      trx,
      {
        versions,
        districts: [...new Set([...states, ...happened].map(({ district }) => district))],
        applications: withGroups,
        places: [...places.values()].filter((place) => place !== null),
        dropped: [...places].flatMap(([id, place]) => (place === null ? [id] : [])),
        cells: [...changed.cells].map(cell),
        events: happened,
      },
      rules.policy,
    );
    changed.applications.clear();
    changed.cells.clear();
    places.clear();
  };

  const nextNumber = async (series: NumberSeries, year: number) => {
    let taken = numbers.find((each) => each.series === series && each.year === year);
    if (taken === undefined || taken.left.length === 0) {
      taken = { series, year, left: [...(await takeNumbers(trx, series, year, known?.rules ?? 1))] };
      numbers.push(taken);
    }
    const number = taken.left.shift();
    if (number === undefined) throw new Error('No number was given out');
    return number;
  };

  return {
    async reply(lookup) {
      switch (lookup.ask) {
        case 'application': {
          const found = await application(lookup.id);
          if (found !== null) cell(cellOf(found));
          return lookup.answer(found);
        }
        case 'group':
          return lookup.answer((await group(lookup.id))?.group ?? null);
        case 'cell':
          return lookup.answer(cell(lookup.key));
        case 'number': {
          return lookup.answer(await nextNumber(lookup.series, lookup.year));
        }
        case 'duplicate':
          await flush();
          return lookup.answer(await hasDuplicate(trx, lookup.children, lookup.except));
        case 'counts':
          await flush();
          return lookup.answer(await countPlaces(trx, lookup.group));
        case 'place': {
          const place = known?.place(lookup);
          if (place !== undefined) return lookup.answer(place);
          await flush();
          return lookup.answer(await findPlace(trx, lookup));
        }
        case 'held':
          await flush();
          return lookup.answer(await findHeldPlace(trx, lookup.application));
        case 'heads':
          await flush();
          return lookup.answer(noted(await findHeads(trx, lookup.eligible)));
        case 'siblings':
          await flush();
          return lookup.answer(noted(await findSiblings(trx, lookup.eligible)));
        case 'lastNotified':
          await flush();
          return lookup.answer(noted(await findLastNotified(trx, lookup.cell)));
        default:
          return never(lookup);
      }
    },
    keep(write) {
      kept += 1;
      known?.note(write);
      switch (write.write) {
        case 'application': {
          const { id } = write.application;
          if (applications.has(id)) changed.applications.add(id);
          else filed.push(write.application);
          applications.set(id, write.application);
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
          unlooked.push(write.event);
          break;
        default:
          never(write);
      }
    },
    kept: () => kept,
    settle() {
      for (const event of events.splice(0)) {
        const state = written(event.application);
        tellings.push(told(event, state, origin, tellings.length));
        happened.push({ event, state, origin });
      }
    },
    from(next) {
      origin = next;
    },
    async finish() {
      await look();
      this.settle();
      await flush(tellings);
      for (const { series, year, left } of numbers) await giveNumbersBack(trx, series, year, left.length);
      await papers?.issue(trx, happened, { versions, positionsBefore });
      for (const [key, state] of cells) locked.set(key, state);
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
