import type { Wording } from './wording.ts';

/** Kind of a queue and of a group: general education (ОДО) or special and sanatorium (СДО), domain.md §1.10.1. */
export const QUEUE_KINDS = ['general', 'special'] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

/** Language of instruction. */
export const INSTRUCTION_LANGUAGES = ['kk', 'ru', 'mixed'] as const;
export type InstructionLanguage = (typeof INSTRUCTION_LANGUAGES)[number];

/** Type of a group; `special` and `sanatorium` belong to the special queue and ask for a conclusion as a file. */
export const GROUP_TYPES = ['general', 'special', 'sanatorium'] as const;
export type GroupType = (typeof GROUP_TYPES)[number];

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
  readonly types: readonly (Named<GroupType> & { readonly queue: QueueKind })[];
  readonly queues: readonly (Named<QueueKind> & { readonly prefix: string })[];
  readonly languages: readonly Named<InstructionLanguage>[];
  readonly kindergartenKinds: readonly Named<KindergartenKind>[];
};

/** A group of a kindergarten: takes children of exactly its birth year. */
export type Group = {
  readonly id: string;
  readonly kindergarten: string;
  readonly district: string;
  readonly kind: QueueKind;
  readonly birthYear: number;
  readonly capacity: number;
};

/** Age of a year group at 1 September of `year`, by the calendar-year rule (domain.md §1.8). */
export function ageOfGroup(birthYear: number, year: number): number {
  return year - birthYear;
}
