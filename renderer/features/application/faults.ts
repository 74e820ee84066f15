import { almatyDay } from '../../../core/domain/almaty.ts';
import { checkForm, type FormPlace, factsOfForm, refusalsOf } from '../../../core/domain/check-form.ts';
import type { FailureCode } from '../../../core/domain/failure.ts';
import type { Instant } from '../../../core/domain/instant.ts';
import { POLICIES } from '../../../core/domain/policy.ts';
import { childrenOf, type FormValues, needsRegistrationPaper } from './form-values.ts';
import { toForm } from './to-form.ts';

/** What is wrong at a field, by its path in the form. */
export type Fault = { readonly code: FailureCode; readonly field: string };

export type FormStep = 'service' | 'applicant' | 'child';

/** The step a field is on. */
export function stepOf(field: string): FormStep {
  if (field === 'dataCurrent' || field === 'algorithmRead') return 'service';
  return field.startsWith('applicant') ? 'applicant' : 'child';
}

/**
 * Everything wrong with what is typed, in the order of the fields on the screen, one fault a field: what is missing first,
 * then the rules of the form, then the refusals of the queue that are certain already.
 * @param barred IINs that ГБД ФЛ said cannot be used, with the reason
 */
export function faultsOf(
  values: FormValues,
  now: Instant,
  place: FormPlace,
  barred: ReadonlyMap<string, FailureCode> = new Map(),
): readonly Fault[] {
  const form = toForm(values);
  const found = [
    ...missing(values),
    ...barredPeople(values, barred),
    ...checkForm(form, almatyDay(now), place),
    ...refusalsOf(form, factsOfForm(form), now, POLICIES.classic),
  ];
  const first = new Map<string, Fault>();
  for (const fault of found) {
    const field = placeOf(fault);
    if (!isPremature(field, values) && !first.has(field)) first.set(field, { ...fault, field });
  }
  return [...first.values()].toSorted((left, right) => rankOf(left.field) - rankOf(right.field));
}

/** Прописка is a matter of applicant, child and region together: it is shown in a place of its own. */
function placeOf({ code, field }: Fault): string {
  return code === 'not-registered' ? 'registration' : field;
}

/** Nobody is told what is wrong with data that follow from an IIN which is not right yet. */
function isPremature(field: string, values: FormValues): boolean {
  const people = [values.applicant, ...childrenOf(values)];
  const nobodyYet = people.some(({ source }) => source === 'none');
  // Where ГБД ФЛ is silent, a paper is asked for instead of a refusal (domain.md §1.11).
  if (field === 'registration') return nobodyYet || people.some(({ source }) => source === 'manual');
  if (field === 'attachments.registration') return nobodyYet || !needsRegistrationPaper(values);
  const child = /^children\.(\d+)\.(name|birthDate)$/.exec(field);
  if (child !== null) return values.children[Number(child[1])]?.source === 'none';
  return (
    /^applicant\.(name|birthDate|registrationAddress)$/.test(field) && values.applicant.source === 'none'
  );
}

function missing(values: FormValues): readonly Fault[] {
  const { applicant } = values;
  const empty: [text: string, field: string][] = [
    [applicant.iin, 'applicant.iin'],
    [applicant.birthDate, 'applicant.birthDate'],
    [applicant.phone, 'applicant.phone'],
    [applicant.noEmail ? '-' : applicant.email, 'applicant.email'],
    ...childrenOf(values).flatMap((child, index): [string, string][] => [
      [child.iin, `children.${index}.iin`],
      [child.birthDate, `children.${index}.birthDate`],
    ]),
    [values.language ?? '', 'language'],
    [values.benefitClaimed ? (values.benefitCategory ?? '') : '-', 'benefit.category'],
  ];
  const required = empty
    .filter(([text]) => text.trim() === '')
    .map(([, field]): Fault => ({ code: 'required', field }));
  // The form knows a benefit only with its category; its proof is missed at once.
  const proved = !values.benefitClaimed || values.attachments.some(({ purpose }) => purpose === 'benefit');
  return proved ? required : [...required, { code: 'file-required', field: 'attachments.benefit' }];
}

function barredPeople(values: FormValues, barred: ReadonlyMap<string, FailureCode>): readonly Fault[] {
  const people: [iin: string, field: string][] = [
    [values.applicant.iin, 'applicant.iin'],
    ...childrenOf(values).map(({ iin }, index): [string, string] => [iin, `children.${index}.iin`]),
  ];
  return people.flatMap(([iin, field]) => {
    const code = barred.get(iin);
    return code === undefined ? [] : [{ code, field }];
  });
}

/** The order of the fields on the two steps, top to bottom. */
const ORDER: readonly string[] = [
  'applicant.iin',
  'applicant.name',
  'applicant.birthDate',
  'applicant.registrationAddress',
  'applicant.phone',
  'applicant.additionalPhone',
  'applicant.email',
  'applicant.additionalEmail',
  'twins',
  'children',
  'relation',
  'attachments.relation',
  'attachments.non-resident',
  'district',
  'settlement',
  'registration',
  'attachments.registration',
  'language',
  'groupKind',
  'attachments.conclusion',
  'benefit.category',
  'benefit.certificateDate',
  'attachments.benefit',
  'attachments',
  'dataCurrent',
  'algorithmRead',
];

function rankOf(field: string): number {
  const exact = ORDER.indexOf(field);
  if (exact >= 0) return exact;
  const child = /^children\.(\d+)/.exec(field);
  const base = ORDER.findIndex((each) => field.startsWith(each));
  return child === null ? base : base + Number(child[1]) / 100;
}
