import { type Actor, hasRight } from '../actor.ts';
import { almatyDay } from '../almaty.ts';
import type { BenefitCode, QueueKind } from '../application-form.ts';
import { fullYearsOn } from '../birth-date.ts';
import type { Refusal } from '../failure.ts';
import { parseChildIin, parseIin } from '../iin.ts';
import type { Instant } from '../instant.ts';
import type { Policy } from '../policy.ts';
import { type Moved, moved } from './event.ts';
import { presentRound } from './interest.ts';
import { firstRefusal } from './refusal.ts';
import { type ApplicationFacts, backInQueue } from './state.ts';

/** What the queue needs of a form; the further children of twins come after the first, in the order they were entered. */
export type Filing = {
  readonly form: string;
  readonly district: string;
  readonly kind: QueueKind;
  readonly applicant: string;
  readonly children: readonly { readonly id: string; readonly iin: string }[];
  readonly benefit: BenefitCode | null;
  readonly nonResident: boolean;
  /** Registered (прописка) in the district: the applicant or the child (domain.md §1.11). */
  readonly registered: boolean;
};

/** What the queue knows about the children when they are filed. */
export type FilingCircumstances = {
  /** Whether any of the children already has an application that blocks another (§1.10.14). */
  readonly duplicate: boolean;
  readonly by: Actor;
};

/**
 * Why a form is not accepted, or null: `invalid-iin`, `duplicate-child`, `not-registered`, `over-age`, `not-born`,
 * `not-permitted` (domain.md §1.10.16). One refused child refuses the whole form (§1.10.15).
 */
export function filingRefusal(
  filing: Filing,
  { duplicate, by }: FilingCircumstances,
  now: Instant,
  policy: Policy,
): Refusal | null {
  const day = almatyDay(now);
  const applicant = parseIin(filing.applicant);
  const children = filing.children.map((child) => parseChildIin(child.iin));
  const birthDates = children.flatMap((child) => (child.ok ? [child.value.birthDate] : []));
  const numbers = filing.children.map((child) => child.iin.trim());
  const applicantTooYoung =
    applicant.ok && fullYearsOn(applicant.value.birthDate, day) < policy.applicantMinYears;
  const foreignApplicant = by !== 'whoever-may' && by.role === 'applicant' && by.iin !== filing.applicant;
  return firstRefusal([
    [
      'invalid-iin',
      !applicant.ok || children.some((child) => !child.ok) || numbers.includes(filing.applicant.trim()),
    ],
    ['duplicate-child', duplicate || new Set(numbers).size < numbers.length],
    ['not-registered', !filing.registered],
    ['over-age', birthDates.some((birthDate) => fullYearsOn(birthDate, day) >= policy.maxAgeYears)],
    ['not-born', birthDates.some((birthDate) => birthDate > day)],
    ['not-permitted', applicantTooYoung || !hasRight('apply', by) || foreignApplicant],
  ]);
}

/**
 * The application of one child of an accepted form: `pending` where a benefit is claimed or papers have to be confirmed, else
 * `queued` (§1.10.4). `filedAt` is the acceptance, or what {@link filingTime} or a move between districts keeps.
 */
export function fileApplication(
  filing: Filing,
  child: { readonly id: string; readonly iin: string },
  given: { readonly number: string; readonly filedAt: Instant; readonly by: Actor },
  now: Instant,
  policy: Policy,
): Moved {
  const parsed = parseChildIin(child.iin);
  if (!parsed.ok) throw new Error('A form is filed only after filingRefusal has passed it');
  const facts: ApplicationFacts = {
    id: child.id,
    number: given.number,
    form: filing.form,
    district: filing.district,
    kind: filing.kind,
    child: { iin: parsed.value.iin, birthDate: parsed.value.birthDate },
    parents: [filing.applicant.trim()],
    enteredBy: given.by === 'whoever-may' ? filing.applicant.trim() : given.by.iin,
    filedAt: given.filedAt,
    queueClass: 'G',
    benefit: filing.benefit,
    benefitClaim: filing.benefit === null ? 'none' : 'claimed',
    papersClaim: filing.nonResident ? 'claimed' : 'none',
    category: null,
    expiries: 0,
    interest: presentRound(given.filedAt, now, policy),
    lapseMark: null,
    referral: null,
  };
  return moved(backInQueue(facts), 'application-registered', now, given.by, { number: given.number });
}
