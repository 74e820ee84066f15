import { z } from 'zod';
import { TEACHING_LANGUAGES } from '../domain/application-form.ts';
import { KINDERGARTEN_KINDS } from '../domain/group.ts';
import { PlainDate } from './form.ts';
import { question } from './route.ts';

const line = (longest: number) => z.string().min(1).max(longest);

/**
 * A place in the words in which it is chosen: they are signed with the choice, and the server compares them with what the group
 * is (`place-changed`).
 */
export const ChosenPlaceSchema = z.strictObject({
  kindergarten: z.strictObject({ kk: line(200), ru: line(200) }),
  /** Settlement and street in one line. */
  address: line(502),
  /** Name of the group. */
  group: line(100),
  birthYear: z.int(),
  language: z.enum(TEACHING_LANGUAGES),
});
export type ChosenPlace = z.infer<typeof ChosenPlaceSchema>;

/** A group that has a place for the child now. */
export const PlaceChoiceSchema = z.strictObject({
  /** Identifier of the group: what `choosePlace` takes. */
  group: z.string(),
  name: z.string(),
  language: z.enum(TEACHING_LANGUAGES),
  birthYear: z.int(),
  /** Age of the group at 1 September of this year, by calendar years (domain.md §1.8). */
  age: z.int(),
  /** Places that this child may take: on offer only while it is notified. */
  offered: z.int().nonnegative(),
  open: z.int().nonnegative(),
  kindergarten: z.strictObject({
    id: z.string(),
    kk: z.string(),
    ru: z.string(),
    kind: z.enum(KINDERGARTEN_KINDS),
    settlement: z.string(),
    address: z.string(),
    phone: z.string().nullable(),
  }),
  /** As the crow flies from the settlement of the application; null unless both places have coordinates. */
  distanceKm: z.number().nonnegative().nullable(),
});
export type PlaceChoice = z.infer<typeof PlaceChoiceSchema>;

/** The kindergartens with free places for one child. */
export const PlaceChoicesSchema = z.strictObject({
  /** The server's clock. */
  at: z.iso.datetime(),
  kind: z.enum(['general', 'special']),
  /** Whether the turn has come: then the places on offer are the child's to choose among until `chooseBy`. */
  turn: z.boolean(),
  chooseBy: PlainDate.nullable(),
  /** Why nothing can be chosen now: a failure code; null where something can. */
  refusal: z.string().nullable(),
  /** The settlement of the application, from which distances are measured. */
  settlement: z.string(),
  choices: z.array(PlaceChoiceSchema).readonly(),
});
export type PlaceChoices = z.infer<typeof PlaceChoicesSchema>;

/** `not-found` also for an application that is not this person's to see. */
export const placeQuestions = {
  'place.choices': question(
    '/v1/place/choices',
    z.strictObject({ application: z.uuid() }),
    PlaceChoicesSchema,
  ),
};

/** A choice in the words that are signed. */
export function chosenPlace({ kindergarten, name, birthYear, language }: PlaceChoice): ChosenPlace {
  const { kk, ru, settlement, address } = kindergarten;
  return { kindergarten: { kk, ru }, address: `${settlement}, ${address}`, group: name, birthYear, language };
}
