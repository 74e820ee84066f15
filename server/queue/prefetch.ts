/** What was read for several rules at once, under the lock of their cells, so that they need not ask one by one. */
import type { Application } from '../../core/domain/application/state.ts';
import type { Place } from '../../core/domain/place.ts';
import type { Lookup, Write } from '../../core/domain/queue/step.ts';
import { type ChoiceFacts, type Stock, shelf } from './choice.ts';
import type { KnownGroup } from './lookup.ts';

/** Answers lookups of places as long as it surely knows. */
export type Prefetch = {
  readonly applications: ReadonlyMap<string, Application>;
  readonly groups: ReadonlyMap<string, KnownGroup>;
  /** How many rules will be played: as many numbers may be needed. */
  readonly rules: number;
  /** The place, null for none; undefined where the database has to be asked. */
  place(lookup: Extract<Lookup, { ask: 'place' }>): Place | null | undefined;
  /** Takes notice of a change. */
  note(write: Write): void;
};

/** Opens it on the facts of choices, the places of their groups with them. */
export function prefetchOf(choices: readonly ChoiceFacts[], { shelves, most }: Stock): Prefetch {
  const sure = new Map(shelves);
  /** A shelf that was read to its end is empty when nothing is left on it; else there may be more. */
  const whole = new Set([...shelves].filter(([, places]) => places.length < most).map(([key]) => key));
  return {
    applications: new Map(choices.map(({ application }) => [application.id, application])),
    groups: new Map(choices.map(({ group }) => [group.group.id, group])),
    rules: choices.length,
    place({ group, state, end }) {
      const key = group === null || end !== 'earliest' ? null : shelf(group, state);
      const places = key === null ? undefined : sure.get(key);
      if (key === null || places === undefined) return undefined;
      return places[0] ?? (whole.has(key) ? null : undefined);
    },
    note(write) {
      if (write.write === 'drop') sure.clear();
      if (write.write !== 'place') return;
      const { id, state } = write.place;
      // A place that comes onto a shelf, from another one or from nowhere: the database knows where it stands.
      if (state !== 'taken') sure.clear();
      for (const [key, places] of sure) {
        const left = places.filter((place) => place.id !== id);
        if (left.length < places.length) sure.set(key, left);
      }
    },
  };
}
