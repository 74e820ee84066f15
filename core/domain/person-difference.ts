import type { PersonName } from './application-form.ts';
import { searchName } from './kazakh.ts';

/** What of a person a form may say otherwise than ГБД ФЛ; `registration`: not registered in the district of the queue. */
const PERSON_FIELDS = ['surname', 'name', 'patronymic', 'birthDate', 'registration'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** A person as a form or a register writes him; the date is `YYYY-MM-DD`. */
export type WrittenPerson = { readonly name: PersonName; readonly birthDate: string };

/**
 * The fields in which a form differs from the register. How a name is written does not count: case, ё or е, spaces, the kind of
 * apostrophe and hyphen.
 */
export function differingFields(claimed: WrittenPerson, known: WrittenPerson): readonly PersonField[] {
  const parts = (['surname', 'name', 'patronymic'] as const).filter(
    (part) => searchName(claimed.name[part]) !== searchName(known.name[part]),
  );
  return claimed.birthDate === known.birthDate ? parts : [...parts, 'birthDate'];
}
