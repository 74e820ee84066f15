import type { GroupKind, QueueKind, TeachingLanguage } from './application-form.ts';
import type { Wording } from './wording.ts';

/** Kind of a preschool organisation. */
export const KINDERGARTEN_KINDS = [
  'kindergarten',
  'nursery-kindergarten',
  'mini-centre-full-day',
  'mini-centre-part-day',
  'private',
] as const;
export type KindergartenKind = (typeof KINDERGARTEN_KINDS)[number];

/** A name from the reference tables of `assets/reference/groups.json`. */
export type Named<Code extends string | number> = { readonly code: Code; readonly name: Wording };

/** `assets/reference/groups.json`: age groups, types, languages, kinds of kindergartens (domain.md §1.8). */
export type GroupReference = {
  readonly ageGroups: readonly Named<number>[];
  readonly types: readonly (Named<GroupKind> & { readonly queue: QueueKind })[];
  readonly queues: readonly (Named<QueueKind> & { readonly prefix: string })[];
  readonly languages: readonly Named<TeachingLanguage>[];
  readonly kindergartenKinds: readonly Named<KindergartenKind>[];
};

/** Age of a year group at 1 September of `year`, by the calendar-year rule (domain.md §1.8). */
export function ageOfGroup(birthYear: number, year: number): number {
  return year - birthYear;
}
