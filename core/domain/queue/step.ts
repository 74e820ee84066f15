/**
 * The rules of the queue ask and write through steps, one at a time, instead of holding the queue: a rule is a generator that
 * yields what it needs to know and what it changes. `memory.ts` answers from plain data (tests, try-outs), the server answers
 * from PostgreSQL inside one transaction, and both run the very same rules.
 *
 * The contract of a driver:
 * - it answers each lookup from the state with all earlier writes of the same rule applied (it may hold writes back until the
 *   next lookup or the end);
 * - it undoes every write when the rule ends with a failure;
 * - it runs one rule at a time per cell (`cell` locks it).
 *
 * In a database no lookup walks a cell: `place` is the end of an index on (cell, group, state, published); `heads` and
 * `lastNotified` are the first and last rows of an index on (cell, line, category, filed_at, number) among the waiting children
 * that `canBeOffered`; the only order statistic is `rank`, which counters kept per cell and class give without counting rows.
 */

import type { ApplicationEvent } from '../application/event.ts';
import type { Application } from '../application/state.ts';
import type { Cell, CellKey, Ranked } from '../cell.ts';
import type { Instant } from '../instant.ts';
import type { NumberSeries } from '../number.ts';
import type { Group, Place, PlaceCounts, PlaceState } from '../place.ts';

/** A waiting child with its rank among all waiting children of its class, 1-based. */
export type Candidate = Ranked & { readonly application: Application };

/** Who can be offered a place now; see `canBeOffered`. */
export type Eligibility = {
  readonly cell: CellKey;
  readonly now: Instant;
  /** The cell's present count of publications: offers that lapsed at this count are passed over. */
  readonly publications: number;
  /** The application that may not be offered this place. */
  readonly except: string | null;
};

type Answer<T> = { readonly answer: (value: T) => void };

/** What a rule asks. */
export type Lookup =
  | ({ readonly ask: 'application'; readonly id: string } & Answer<Application | null>)
  /** Whether any of these children has an application that blocks another, other than `except`. */
  | ({
      readonly ask: 'duplicate';
      readonly children: readonly string[];
      readonly except: string | null;
    } & Answer<boolean>)
  | ({ readonly ask: 'group'; readonly id: string } & Answer<Group | null>)
  | ({ readonly ask: 'counts'; readonly group: string } & Answer<PlaceCounts>)
  /** The cell, locked until the rule ends; a new one where nothing has happened yet. */
  | ({ readonly ask: 'cell'; readonly key: CellKey } & Answer<Cell>)
  /** A place of the cell (of one group of it) in a state, the earliest or the latest published. */
  | ({
      readonly ask: 'place';
      readonly cell: CellKey;
      readonly group: string | null;
      readonly state: Exclude<PlaceState, 'taken'>;
      readonly end: 'earliest' | 'latest';
    } & Answer<Place | null>)
  /** The place an application holds. */
  | ({ readonly ask: 'held'; readonly application: string } & Answer<Place | null>)
  /** Of each class the first child that can be offered a place, with its rank. */
  | ({ readonly ask: 'heads'; readonly eligible: Eligibility } & Answer<readonly Candidate[]>)
  /** Children that can be offered a place and have a notified sibling on their form (§1.10.15). */
  | ({ readonly ask: 'siblings'; readonly eligible: Eligibility } & Answer<readonly Candidate[]>)
  /** Of each class the last notified child, with its rank. */
  | ({ readonly ask: 'lastNotified'; readonly cell: CellKey } & Answer<readonly Candidate[]>)
  /** The next official number of a series, taken for good. */
  | ({ readonly ask: 'number'; readonly series: NumberSeries; readonly year: number } & Answer<string>);

/** What a rule changes. */
export type Write =
  | { readonly write: 'application'; readonly application: Application }
  | { readonly write: 'place'; readonly place: Place }
  /** The place is freed without being published: it does not exist any more. */
  | { readonly write: 'drop'; readonly place: string }
  | { readonly write: 'cell'; readonly cell: Cell }
  | { readonly write: 'event'; readonly event: ApplicationEvent };

export type Step = Lookup | Write;

/** A rule of the queue: yields steps, ends with its outcome. */
export type Rule<T> = Generator<Step, T, void>;

/** Asks one question of the driver and gives its answer. */
export function* ask<T>(question: (answer: (value: T) => void) => Lookup): Rule<T> {
  const answers: T[] = [];
  yield question((value) => {
    answers.push(value);
  });
  const [answer] = answers;
  if (answer === undefined) throw new Error('The driver did not answer a lookup');
  return answer;
}
