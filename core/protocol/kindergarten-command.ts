import { z } from 'zod';
import { PhoneText } from './contacts.ts';
import {
  BirthYear,
  Capacity,
  GroupKindSchema,
  Identifier,
  KindergartenEntrySchema,
  line,
  TeachingLanguageSchema,
} from './kindergarten-entry.ts';

const identifier = z.string().min(1).max(100);
const Reason = z.string().trim().min(3).max(1000);

/** What an office does with its kindergartens. Publishing and withdrawing places are commands of the queue. */
export const KINDERGARTEN_COMMANDS = [
  /** A new group, or a change of one. Kind, birth year and language stay while the group has places. */
  z.strictObject({
    do: z.literal('saveGroup'),
    kindergarten: identifier,
    group: Identifier,
    name: line(100),
    kind: GroupKindSchema,
    birthYear: BirthYear,
    language: TeachingLanguageSchema,
    capacity: Capacity,
    enrolledOtherwise: Capacity,
  }),
  /** A new kindergarten, or a change of one: the region's. */
  z.strictObject({
    do: z.literal('saveKindergarten'),
    kindergarten: Identifier,
    details: KindergartenEntrySchema.omit({ id: true, groups: true }),
  }),
  /** What the director keeps up himself: how to reach the kindergarten. */
  z.strictObject({
    do: z.literal('updateKindergartenContacts'),
    kindergarten: identifier,
    phone: PhoneText.nullable(),
    director: line(200).nullable(),
  }),
  z.strictObject({
    do: z.literal('closeKindergarten'),
    kindergarten: identifier,
    reason: Reason,
    /** Withdraws its published places and ends the referrals to it; without that they stand in the way. */
    endPlaces: z.boolean().default(false),
  }),
  z.strictObject({ do: z.literal('reopenKindergarten'), kindergarten: identifier, reason: Reason }),
] as const;
export const KindergartenCommandSchema = z.discriminatedUnion('do', KINDERGARTEN_COMMANDS);
export type KindergartenCommand = z.infer<typeof KindergartenCommandSchema>;
