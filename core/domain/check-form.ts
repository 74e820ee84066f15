/**
 * What is wrong with a form, before anybody signs it and again at the server: faults of single fields (`checkForm`), and the
 * refusals of the queue that follow from the form and from what is known about its people (`refusalsOf`).
 */
import type { Actor } from './actor.ts';
import { type Filing, filingRefusal } from './application/file-application.ts';
import {
  type ApplicationForm,
  ATTACHMENT_LIMITS,
  type AttachmentPurpose,
  type ChildPart,
  type DataSource,
  queueKindOf,
} from './application-form.ts';
import { certificateFault } from './benefit.ts';
import { fullYearsOn, isBirthDate } from './birth-date.ts';
import { isDistrictCode } from './district.ts';
import { parseEmail } from './email.ts';
import { type FieldFailure, type FileFailure, REFUSALS, type Refusal } from './failure.ts';
import { type IinFacts, type IinFault, parseChildIin, parseIin } from './iin.ts';
import type { Instant } from './instant.ts';
import { isNamePart } from './name.ts';
import { normalisePhone } from './phone.ts';
import type { PlainDate } from './plain-date.ts';
import { POLICIES, type Policy } from './policy.ts';
import type { Result } from './result.ts';

/**
 * A fault and the path of the field it belongs to: `applicant.phone`, `children.0.iin`, `benefit.certificateDate`. Missing
 * scans belong to `attachments.<purpose>`.
 */
export type FormFault = { readonly code: FieldFailure | FileFailure; readonly field: string };

/** A refusal of the queue and the field it belongs to. */
export type FormRefusal = { readonly code: Refusal; readonly field: string };

/** Where the form is filled in: at a kiosk nobody can answer for a parent without e-mail (domain.md §1.11 "Required"). */
export type FormPlace = 'desk' | 'kiosk';

/**
 * The faults of a form in the order of its fields; empty when it can be signed. A form that crossed a boundary has the right
 * shape already; here are the rules.
 * @param today the day in Almaty
 */
export function checkForm(
  form: ApplicationForm,
  today: PlainDate,
  place: FormPlace = 'desk',
  policy: Policy = POLICIES.classic,
): readonly FormFault[] {
  const found: FormFault[] = [];
  const add = (code: FormFault['code'], field: string) => {
    if (!found.some((fault) => fault.field === field)) found.push({ code, field });
  };
  checkApplicant(form, today, place, policy, add);
  form.children.forEach((child, index) => {
    checkChild(form, child, index, add);
  });
  if (form.twins && form.children.length < 2) add('required', 'children.1.iin');
  if (!form.twins && form.children.length > 1) add('required', 'twins');
  checkService(form, today, add);
  return found;
}

type Add = (code: FormFault['code'], field: string) => void;

function checkApplicant(
  form: ApplicationForm,
  today: PlainDate,
  place: FormPlace,
  policy: Policy,
  add: Add,
): void {
  const person = form.applicant;
  const iin = parseIin(person.iin);
  if (!iin.ok) add(iinFailure(iin.error), 'applicant.iin');
  checkName(person, 'applicant', add);
  checkBirthDate(person.birthDate, iin, 'applicant.birthDate', add);
  if (isBirthDate(person.birthDate) && fullYearsOn(person.birthDate, today) < policy.applicantMinYears)
    add('applicant-too-young', 'applicant.birthDate');
  const { city, district } = person.registrationAddress;
  if (person.source === 'manual' && !form.nonResident && city === '' && district === '')
    add('required', 'applicant.registrationAddress');
  if (!normalisePhone(person.phone).ok) add('phone-malformed', 'applicant.phone');
  if (person.email !== null && !parseEmail(person.email).ok) add('email-malformed', 'applicant.email');
  if (person.email === null && place === 'kiosk') add('required', 'applicant.email');
  if (person.additionalPhone !== null && !normalisePhone(person.additionalPhone).ok)
    add('phone-malformed', 'applicant.additionalPhone');
  if (person.additionalEmail !== null && !parseEmail(person.additionalEmail).ok)
    add('email-malformed', 'applicant.additionalEmail');
}

function checkChild(form: ApplicationForm, child: ChildPart, index: number, add: Add): void {
  const at = `children.${index}`;
  const iin = parseChildIin(child.iin);
  if (!iin.ok) add(iin.error === 'century' ? 'iin-adult' : iinFailure(iin.error), `${at}.iin`);
  if (child.iin === form.applicant.iin) add('iin-same-as-applicant', `${at}.iin`);
  if (form.children.findIndex((other) => other.iin === child.iin) < index) add('iin-repeated', `${at}.iin`);
  checkName(child, at, add);
  checkBirthDate(child.birthDate, iin, `${at}.birthDate`, add);
}

/** Some have no surname or no patronymic; what is typed by hand has letters. The registry's names are taken as they are. */
function checkName({ name, source }: Pick<ChildPart, 'name' | 'source'>, at: string, add: Add): void {
  if (name.surname === '' && name.name === '') add('required', `${at}.name`);
  if (source !== 'manual') return;
  if (!isNamePart(name.surname)) add('name-malformed', `${at}.name`);
  if (!isNamePart(name.name)) add('name-malformed', `${at}.name.given`);
  if (!isNamePart(name.patronymic)) add('name-malformed', `${at}.name.patronymic`);
}

function checkBirthDate(date: string, iin: Result<IinFacts, IinFault>, field: string, add: Add): void {
  if (!isBirthDate(date)) add('birth-date-malformed', field);
  else if (iin.ok && iin.value.centuryKnown && iin.value.birthDate !== date)
    add('birth-date-mismatch', field);
}

function checkService(form: ApplicationForm, today: PlainDate, add: Add): void {
  if (!isDistrictCode(form.district)) add('required', 'district');
  if (form.settlement === '') add('required', 'settlement');
  const has = (purpose: AttachmentPurpose) => form.attachments.some((file) => file.purpose === purpose);
  if (form.relation !== 'parent' && !has('relation')) add('file-required', 'attachments.relation');
  if (form.nonResident && !has('non-resident')) add('file-required', 'attachments.non-resident');
  if (queueKindOf(form.groupKind) === 'special' && !has('conclusion'))
    add('file-required', 'attachments.conclusion');
  const facts = factsOfForm(form);
  const silent = [...facts.registrations.values()].includes('silent');
  if (silent && !form.children.every((child) => isRegistered(form, child, facts)))
    add('file-required', 'attachments.registration');
  if (form.benefit !== null) {
    for (const { code, field } of claimFaults(form.benefit, form.attachments, today)) add(code, field);
  }
  if (form.attachments.length > ATTACHMENT_LIMITS.files) add('too-many-files', 'attachments');
  form.attachments.forEach((file, index) => {
    if (file.size > ATTACHMENT_LIMITS.bytes) add('file-too-large', `attachments.${index}`);
  });
  if (!form.dataCurrent) add('required', 'dataCurrent');
  if (!form.algorithmRead) add('required', 'algorithmRead');
}

/** What is wrong with the claim of a benefit, on the form or after filing: its certificate's date, a missing paper (§1.11 "Required"). */
export function claimFaults(
  { category, certificateDate }: NonNullable<ApplicationForm['benefit']>,
  attachments: ApplicationForm['attachments'],
  today: PlainDate,
): readonly FormFault[] {
  const faults: FormFault[] = [];
  const add: Add = (code, field) => void faults.push({ code, field });
  const dated = certificateFault(category, certificateDate, today);
  if (dated !== null) add(dated, 'benefit.certificateDate');
  if (!attachments.some(({ purpose }) => purpose === 'benefit')) add('file-required', 'attachments.benefit');
  return faults;
}

function iinFailure(fault: IinFault): FieldFailure {
  return `iin-${fault}`;
}

/** Where somebody is registered (прописка) as far as anyone knows: a district, nowhere, or ГБД ФЛ did not say. */
export type KnownRegistration = { readonly district: string | null } | 'silent';

/** What is known about the people of a form besides what the form itself says. */
export type FilingFacts = {
  /** Children, by IIN, that hold an active application anywhere in the region (domain.md §1.10.14). */
  readonly taken: ReadonlySet<string>;
  /** Children, by IIN, whose birth record names other parents than an applicant who files as their parent (§1.11). */
  readonly strangers: ReadonlySet<string>;
  /** Registration of each person by IIN; whoever is missing is `silent`. */
  readonly registrations: ReadonlyMap<string, KnownRegistration>;
  /** Who files; at a desk that only tries, whoever may. */
  readonly by: Actor;
};

/** The facts as far as the form itself tells them: what a desk knows that has nobody to ask. */
export function factsOfForm(form: ApplicationForm, taken: ReadonlySet<string> = new Set()): FilingFacts {
  const registrations = new Map<string, KnownRegistration>();
  const note = (person: { iin: string; source: DataSource; registrationDistrict: string | null }) => {
    const known = person.source === 'registry' ? { district: person.registrationDistrict } : 'silent';
    registrations.set(person.iin, known);
  };
  note(form.applicant);
  for (const child of form.children) note(child);
  return { taken, strangers: new Set(), registrations, by: 'whoever-may' };
}

/** What the queue needs of a form, for one of its children (twins are judged and filed one by one). */
export function filingOf(form: ApplicationForm, child: ChildPart, registered: boolean): Filing {
  return {
    form: child.uuid,
    district: form.district,
    kind: queueKindOf(form.groupKind),
    applicant: form.applicant.iin,
    children: [{ id: child.uuid, iin: child.iin }],
    benefit: form.benefit?.category ?? null,
    nonResident: form.nonResident,
    registered,
  };
}

/**
 * The refusals of filing this form, the first that applies to each child, ordered by the precedence of domain.md §1.10.16,
 * then by child; one refused child refuses the whole form. The rule itself is {@link filingRefusal}.
 * @param now the moment of acceptance
 */
export function refusalsOf(
  form: ApplicationForm,
  facts: FilingFacts,
  now: Instant,
  policy: Policy,
): readonly FormRefusal[] {
  const found = form.children.flatMap((child, index): readonly FormRefusal[] => {
    const repeated = form.children.findIndex((other) => other.iin === child.iin) < index;
    const circumstances = { duplicate: facts.taken.has(child.iin) || repeated, by: facts.by };
    const code =
      filingRefusal(filingOf(form, child, isRegistered(form, child, facts)), circumstances, now, policy) ??
      (facts.strangers.has(child.iin) ? 'not-permitted' : null);
    return code === null ? [] : [{ code, field: fieldOf(code, form, index) }];
  });
  return found.toSorted((a, b) => REFUSALS.indexOf(a.code) - REFUSALS.indexOf(b.code));
}

/** The one refusal that is answered: the first of the list, or null. */
export function refusalOf(
  form: ApplicationForm,
  facts: FilingFacts,
  now: Instant,
  policy: Policy,
): Refusal | null {
  return refusalsOf(form, facts, now, policy)[0]?.code ?? null;
}

function fieldOf(code: Refusal, form: ApplicationForm, child: number): string {
  if (code === 'invalid-iin' && !parseIin(form.applicant.iin).ok) return 'applicant.iin';
  return code === 'not-permitted' ? 'applicant.iin' : `children.${child}.iin`;
}

/**
 * Прописка: the applicant or the child is registered in the district whose queue is joined, or, where ГБД ФЛ is silent about
 * one of them, a document is attached (domain.md §1.11); a non-resident's papers are such a document.
 */
function isRegistered(form: ApplicationForm, child: ChildPart, facts: FilingFacts): boolean {
  const known = [form.applicant.iin, child.iin].map((iin) => facts.registrations.get(iin) ?? 'silent');
  if (known.some((each) => each !== 'silent' && each.district === form.district)) return true;
  const shown = form.attachments.some(
    ({ purpose }) => purpose === 'registration' || (form.nonResident && purpose === 'non-resident'),
  );
  return shown && known.includes('silent');
}
