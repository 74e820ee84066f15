/** Which paper an event makes, and what it says (core/documents). */
import {
  annulmentFacts,
  type Eds,
  extensionFacts,
  interestFacts,
  type KindergartenFacts,
  type OfferedGroup,
  type PaperRole,
  type ReferralGiven,
  referralFacts,
  refusalFacts,
  removalFacts,
  returnFacts,
  type TwoNames,
  turnFacts,
} from '../../core/documents/index.ts';
import type { Actor } from '../../core/domain/actor.ts';
import type { ApplicationEvent, EventKind } from '../../core/domain/application/event.ts';
import { interestDue } from '../../core/domain/application/interest.ts';
import { type Application, cellOf, type Rules } from '../../core/domain/application/state.ts';
import { extensionLimit, returnUntil } from '../../core/domain/application/terms.ts';
import { toIso } from '../../core/domain/instant.ts';
import type { Referral } from '../../core/domain/referral.ts';
import type { ApplicationRecord, DocumentKind } from '../../core/protocol/record.ts';
import type { Origin } from '../queue/origin.ts';
import type { BenefitTable } from '../reference/benefits.ts';
import { refusalDetail, refusalGround } from '../reference/refusal-reasons.ts';

/** Facts as every document keeps them. */
export type PaperFacts = Readonly<Record<string, string | number | null>>;

/** The paper of each event that makes one; an expiry that removes makes the removal's alone. */
export const PAPER_OF_EVENT: Readonly<Partial<Record<EventKind, DocumentKind>>> = {
  'turn-arrived': 'turn-notice',
  'referral-issued': 'referral',
  'child-transferred': 'referral',
  'referral-expired': 'annulment',
  'removed-by-expiry': 'removal',
  'removed-by-interest': 'removal',
  'removed-by-office': 'removal',
  'interest-confirmed': 'interest-confirmation',
  'referral-extended': 'referral-extension',
  'referral-cancelled': 'referral-return',
  'application-rejected': 'refusal',
};

/** What a paper is made of. */
export type PaperContext = {
  readonly record: ApplicationRecord;
  readonly district: TwoNames;
  readonly benefits: BenefitTable;
  readonly rules: Rules;
  readonly origin: Origin;
  /** Of the latest referral. */
  readonly kindergarten: KindergartenFacts | null;
  /** Of the group that a transferred child comes from. */
  readonly from: KindergartenFacts | null;
  /** Groups with places on offer, by the cell. */
  readonly offered: ReadonlyMap<string, readonly OfferedGroup[]>;
  readonly position: number | null;
};

type Happened = { readonly event: ApplicationEvent; readonly state: Application };

/** The facts of the paper of an event; null where it makes none after all. */
export function factsOfPaper({ event, state }: Happened, context: PaperContext): PaperFacts | null {
  const { district, position, record, rules } = context;
  const { policy } = rules;
  const at = toIso(event.at);
  const by = personOf(event, context.origin);
  const eds = edsOf(event, context.origin);
  const common = { district, policy };
  switch (event.kind) {
    case 'turn-arrived': {
      const offered = context.offered.get(cellOf(state)) ?? [];
      const chooseBy = String(event.facts.chooseBy);
      return turnFacts(record, { ...common, offeredAt: at, chooseBy, queueNumber: position, offered });
    }
    case 'referral-issued': {
      const { referral, given, kindergarten } = referralOf(state, context);
      return referralFacts(record, {
        ...{ ...common, kindergarten, referral: { ...given, extended: false }, from: null },
        ...{
          returnUntil: toIso(returnUntil(referral, policy)),
          extendUntil: extensionLimit(referral, policy),
        },
        ...{ queueNumber: position, benefit: confirmedBenefit(state, context) },
        ...{ chosenBy: by, choice: eds, eds: null },
      });
    }
    case 'child-transferred': {
      const { given, kindergarten } = referralOf(state, context);
      return referralFacts(record, {
        ...{ ...common, kindergarten, referral: { ...given, extended: false }, from: context.from },
        // The child is enrolled there at once: nothing to return, to extend or to come in time for.
        ...{ returnUntil: null, extendUntil: null, queueNumber: null, benefit: null },
        ...{ chosenBy: by, choice: eds, eds: null },
      });
    }
    case 'referral-extended': {
      const { given, kindergarten } = referralOf(state, context);
      // As it was given: by the calendar of today it might have been another day.
      const previousUntil = String(event.facts.from);
      return extensionFacts(record, {
        ...{ ...common, kindergarten, referral: given, previousUntil },
        ...{ requestedAt: at, requestedBy: by, request: eds, eds: null },
      });
    }
    case 'referral-cancelled': {
      const { referral, given, kindergarten } = referralOf(state, context);
      return returnFacts(record, {
        ...{ ...common, kindergarten, referral: given, returnedAt: at, returnedBy: by, eds },
        ...{ returnUntil: toIso(returnUntil(referral, policy)), queueNumber: position },
        operatorName: by.role === 'operator' ? by.name : operatorOf(context.origin),
      });
    }
    case 'referral-expired': {
      const { given, kindergarten } = referralOf(state, context);
      const stopListUntil = String(event.facts.until);
      return annulmentFacts(record, {
        ...common,
        kindergarten,
        referral: given,
        annulledAt: at,
        stopListUntil,
      });
    }
    case 'interest-confirmed': {
      const { round, reminders } = state.interest;
      const before = { ...state, interest: { round: round - 1, reminders } };
      return interestFacts(record, {
        ...{ ...common, confirmedAt: at, confirmedBy: by, eds, queueNumber: position },
        ...{ previousDue: interestDue(before, policy), nextDue: interestDue(state, policy) },
      });
    }
    case 'removed-by-expiry': {
      const { given } = referralOf(state, context);
      const cause = { kind: 'expiry', referral: given.number, validUntil: given.validUntil } as const;
      return removalFacts(record, { district, removedAt: at, cause });
    }
    case 'removed-by-interest': {
      const cause = { kind: 'interest', due: String(event.facts.confirmInterestBy) } as const;
      return removalFacts(record, { district, removedAt: at, cause });
    }
    case 'removed-by-office': {
      const reason = String(context.origin.facts?.reason ?? event.facts.reason);
      return removalFacts(record, { district, removedAt: at, cause: { kind: 'office', reason } });
    }
    case 'application-rejected':
      return refusalFacts(record, {
        ...{
          district,
          number: record.number,
          refusedAt: at,
          ground: refusalGround(event.facts.ground ?? 'RJ1'),
        },
        detail: event.facts.detail === undefined ? null : refusalDetail(event.facts.detail),
        ...{ rulesPoint: textOf(event, 'rulesPoint'), fix: textOf(event, 'fix') },
        preparedBy: context.origin.preparedBy ?? operatorOf(context.origin),
        facts: String(event.facts.facts ?? context.origin.facts?.reason ?? ''),
        hearing: { on: textOf(event, 'hearingOn'), result: String(event.facts.hearing ?? '') },
        ...{ signer: by, eds },
      });
    default:
      return null;
  }
}

function referralOf(
  { referral }: Application,
  { kindergarten }: PaperContext,
): { readonly referral: Referral; readonly given: ReferralGiven; readonly kindergarten: KindergartenFacts } {
  if (referral === null || kindergarten === null)
    throw new Error('A paper is about a referral that is not there');
  const { number, kind, validUntil } = referral;
  return {
    referral,
    given: { number, kind, issuedAt: toIso(referral.issuedAt), validUntil },
    kindergarten,
  };
}

function confirmedBenefit(
  { benefit, benefitClaim, queueClass }: Application,
  { benefits }: PaperContext,
): TwoNames | null {
  return benefit === null || benefitClaim !== 'confirmed' || queueClass === 'G' ? null : benefits[benefit];
}

/** Who did it, as papers name people. */
function personOf(
  { by }: ApplicationEvent,
  { name }: Origin,
): { readonly name: string; readonly role: PaperRole } {
  return isPerson(by) ? { name, role: by.role } : { name: '', role: 'system' };
}

function isPerson(by: Actor | null): by is Exclude<Actor, 'whoever-may'> {
  return by !== null && by !== 'whoever-may';
}

/** The signature that the act was done with. */
function edsOf({ by }: ApplicationEvent, { eds, name }: Origin): Eds | null {
  return eds === undefined || eds === null || !isPerson(by) ? null : { ...eds, name, role: by.role };
}

/** A fact of an event that may be absent. */
function textOf({ facts }: ApplicationEvent, name: string): string | null {
  const value = facts[name];
  return value === undefined ? null : String(value);
}

function operatorOf({ facts }: Origin): string | null {
  return facts?.operator === undefined ? null : String(facts.operator);
}
