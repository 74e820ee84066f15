import { z } from 'zod';
import { KINDERGARTEN_KINDS } from '../domain/group.ts';
import { parseBin } from '../domain/iin.ts';
import { PhoneText } from './contacts.ts';
import { KatoCode } from './form.ts';

/** One line of text of an office. */
export const line = (longest: number) => z.string().trim().min(1).max(longest);

/** Latin letters, digits, points and hyphens: an identifier stands in addresses and in `kezek grant --kindergarten`. */
export const Identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/);

const BinText = z.string().refine((text) => parseBin(text).ok, { error: 'not a BIN' });

/** Degrees north and east; roughly the bounds of the region, so that an exchange of the two is noticed. */
export const CoordinatesSchema = z.strictObject({
  latitude: z.number().min(49).max(55),
  longitude: z.number().min(64).max(76),
});

/** Calendar year in which the children of a group were born. */
export const BirthYear = z.int().min(2000).max(2100);

/** Places of a group: the norm is an input of the office (domain.md §1.8), so only nonsense is kept out. */
export const Capacity = z.int().min(0).max(200);

export const GroupKindSchema = z.enum(['general', 'special']);
export const TeachingLanguageSchema = z.enum(['kk', 'ru', 'mixed']);

/** A group as an office's file names it. */
export const GroupEntrySchema = z.strictObject({
  id: Identifier,
  name: line(100),
  kind: GroupKindSchema,
  birthYear: BirthYear,
  language: TeachingLanguageSchema,
  capacity: Capacity,
  /** Children who came into the group otherwise than by a referral of Kezek: before it began, say. They take its places too. */
  enrolledOtherwise: Capacity.default(0),
});

/** A kindergarten as an office's file names it. */
export const KindergartenEntrySchema = z.strictObject({
  id: Identifier,
  district: KatoCode,
  bin: BinText.nullable(),
  kind: z.enum(KINDERGARTEN_KINDS),
  name: z.strictObject({ kk: line(200), ru: line(200) }),
  /** The settlement's Kazakh name as in `assets/reference/settlements.json`, or its name where the table does not have it. */
  settlement: line(200),
  address: line(300),
  phone: PhoneText.nullable(),
  director: line(200).nullable(),
  coordinates: CoordinatesSchema.nullable(),
  groups: z.array(GroupEntrySchema).max(200).readonly(),
});
export type KindergartenEntry = z.infer<typeof KindergartenEntrySchema>;

/** The file of `kezek kindergarten import`: how an office begins. No identifier stands in it twice. */
export const KindergartenFileSchema = z
  .strictObject({ kindergartens: z.array(KindergartenEntrySchema).min(1).max(5000).readonly() })
  .superRefine(({ kindergartens }, context) => {
    repeated(kindergartens.map(({ id }) => id)).forEach((id) => {
      context.addIssue({ code: 'custom', message: `the kindergarten ${id} stands there twice` });
    });
    repeated(kindergartens.flatMap(({ groups }) => groups.map(({ id }) => id))).forEach((id) => {
      context.addIssue({ code: 'custom', message: `the group ${id} stands there twice` });
    });
  });
export type KindergartenFile = z.infer<typeof KindergartenFileSchema>;

function repeated(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
