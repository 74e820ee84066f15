import type { QueueKind } from './application-form.ts';
import { type CellKey, cellKey } from './cell.ts';

/** A group of a kindergarten: takes children of exactly its birth year (domain.md §1.10.1). */
export type Group = {
  readonly id: string;
  readonly kindergarten: string;
  readonly district: string;
  readonly kind: QueueKind;
  readonly birthYear: number;
  /** Places of the group; those on offer, open and taken together never exceed it. */
  readonly capacity: number;
  /** Whether its kindergarten is closed: a place that comes back there is none any more. */
  readonly closed?: boolean;
};

/** On offer to the notified children of the cell, open to every waiting child of it, or taken (referred or enrolled). */
export type PlaceState = 'offered' | 'open' | 'taken';

/** A published place. A place that is freed without being published (leaving, transfer) does not exist any more. */
export type Place = {
  readonly id: string;
  readonly group: string;
  readonly cell: CellKey;
  readonly state: PlaceState;
  /** Order of publication within the cell; a place that comes back is published anew (domain.md §1.10.9). */
  readonly published: number;
  /** The application it came back from last: it is not offered this place. */
  readonly excluded: string | null;
  /** The application that has it, while `taken`. */
  readonly holder: string | null;
};

/** How many places of a group are in each state. */
export type PlaceCounts = { readonly offered: number; readonly open: number; readonly taken: number };

/** The cell whose children a group takes. */
export function cellOfGroup(group: Group): CellKey {
  return cellKey(group.district, group.kind, group.birthYear);
}

/** How many places the group could still publish. */
export function unpublished(group: Group, counts: PlaceCounts): number {
  return group.capacity - counts.offered - counts.open - counts.taken;
}
