import type { ApplicationForm, DataSource, PersonName } from '../../core/domain/application-form.ts';
import type { KnownRegistration } from '../../core/domain/check-form.ts';
import type { Instant } from '../../core/domain/instant.ts';
import { differingFields, type PersonField } from '../../core/domain/person-difference.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { RegistryFacts } from '../registry/gbdfl-answer.ts';
import type { Services } from '../services.ts';

/** What ГБД ФЛ says about the people of a form, as far as the queue asks. */
export type PeopleFacts = {
  readonly registrations: ReadonlyMap<string, KnownRegistration>;
  /** Children whose birth record names other parents than the applicant, who files as their parent. */
  readonly strangers: ReadonlySet<string>;
  /** Children whose birth record names the applicant. */
  readonly proved: ReadonlySet<string>;
  /** Fields, by IIN, in which a form that names ГБД ФЛ as its source differs from it: typed over, or changed there since. */
  readonly differing: ReadonlyMap<string, readonly PersonField[]>;
};

/**
 * Asks ГБД ФЛ (or what it said within a day) about the people of a form that was filled in from it. People entered by hand
 * while it was silent are not asked for again here: their scans stand for them until they are re-checked. When it is silent
 * now, the form's own registration counts, which the desk had from it. Nobody deceased can file or be filed.
 */
export async function peopleFacts(
  services: Services,
  form: ApplicationForm,
  now: Instant,
): Promise<Answer<PeopleFacts>> {
  const registrations = new Map<string, KnownRegistration>();
  const strangers = new Set<string>();
  const proved = new Set<string>();
  const differing = new Map<string, readonly PersonField[]>();
  const compare = (claimed: Claimed, known: RegistryFacts | 'silent') => {
    const fields = known === 'silent' ? [] : differingFields(claimed, known);
    if (fields.length > 0) differing.set(claimed.iin, fields);
  };
  const applicant = await ask(services, form.applicant, now);
  if (applicant === 'person-deceased') return fail({ code: applicant, field: 'applicant.iin' });
  compare(form.applicant, applicant);
  registrations.set(form.applicant.iin, registrationOf(applicant, form.applicant, form.district));
  for (const [index, child] of form.children.entries()) {
    const known = await ask(services, child, now);
    if (known === 'person-deceased') return fail({ code: known, field: `children.${index}.iin` });
    compare(child, known);
    registrations.set(child.iin, registrationOf(known, child, form.district));
    if (known === 'silent' || known.parents.length === 0) continue;
    if (known.parents.includes(form.applicant.iin)) proved.add(child.iin);
    else if (form.relation === 'parent') strangers.add(child.iin);
  }
  return ok({ registrations, strangers, proved, differing });
}

type Claimed = {
  readonly iin: string;
  readonly name: PersonName;
  readonly birthDate: string;
  readonly source: DataSource;
  readonly registrationDistrict: string | null;
};

async function ask(
  services: Services,
  person: Claimed,
  now: Instant,
): Promise<RegistryFacts | 'silent' | 'person-deceased'> {
  if (person.source === 'manual') return 'silent';
  const answer = await services.registry.recall(services.db, person.iin, now);
  if (answer.ok) return answer.value;
  return answer.error === 'person-deceased' ? answer.error : 'silent';
}

function registrationOf(
  known: RegistryFacts | 'silent',
  claimed: Claimed,
  district: string,
): KnownRegistration {
  if (known === 'silent')
    return claimed.source === 'registry' ? { district: claimed.registrationDistrict } : 'silent';
  const here = known.registrations.some((registration) => registration.district === district);
  return { district: here ? district : (known.registrations[0]?.district ?? null) };
}
