import type { ApplicationForm } from '../../core/domain/application-form.ts';
import { differingFields, type PersonField } from '../../core/domain/person-difference.ts';
import type { Result } from '../../core/domain/result.ts';
import type { RegistryFailure } from './gbdfl.ts';
import type { RegistryFacts } from './gbdfl-answer.ts';
import type { Finding, PersonOfForm } from './table.ts';

/** What was found of somebody; `fields` names what differs, and never what it is. */
export type Found = {
  readonly finding: Exclude<Finding, 'ended'>;
  readonly fields: readonly PersonField[];
};

/**
 * What an answer of ГБД ФЛ says of the applicant or of the first child of a form that was entered by hand; null while it is no
 * answer. Who is registered elsewhere differs, unless the other person, or the papers of a non-resident, speak for the district.
 */
export function foundOf(
  form: ApplicationForm,
  person: PersonOfForm,
  answer: Result<RegistryFacts, RegistryFailure>,
): Found | null {
  if (!answer.ok) {
    if (answer.error === 'person-not-found') return { finding: 'not-found', fields: [] };
    return answer.error === 'person-deceased' ? { finding: 'deceased', fields: [] } : null;
  }
  const [child] = form.children;
  const claimed = person === 'applicant' ? form.applicant : child;
  const other = person === 'applicant' ? child : form.applicant;
  if (claimed === undefined) return null;
  const excused =
    form.nonResident || (other?.source === 'registry' && other.registrationDistrict === form.district);
  const here = answer.value.registrations.some(({ district }) => district === form.district);
  const written = differingFields(claimed, answer.value);
  const fields: readonly PersonField[] = here || excused ? written : [...written, 'registration'];
  return { finding: fields.length === 0 ? 'confirmed' : 'differs', fields };
}

/** The facts of a line in the history: who, and the names of the fields that differ. */
export function findingFacts(
  person: PersonOfForm,
  fields: readonly PersonField[],
): Readonly<Record<string, string>> {
  return { person, ...(fields.length === 0 ? {} : { fields: fields.join(' ') }) };
}
