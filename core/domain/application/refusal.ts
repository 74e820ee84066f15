import { REFUSALS, type Refusal } from '../failure.ts';
import type { CalendarGap } from '../working-calendar.ts';

/** Why a transition does not happen: a refusal of §1.10.16, or the calendar lacks a year that a term runs through. */
export type TransitionFailure = Refusal | CalendarGap;

/** A reason and whether it applies. */
export type Check = readonly [Refusal, boolean];

/** Of all reasons that apply, the first in the order of domain.md §1.10.16; null when none does. */
export function firstRefusal(checks: readonly Check[]): Refusal | null {
  const applying = new Set(checks.filter(([, applies]) => applies).map(([refusal]) => refusal));
  return REFUSALS.find((refusal) => applying.has(refusal)) ?? null;
}
