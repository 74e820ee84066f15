import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../core/domain/actor.ts';
import {
  OFFICE_REMOVAL_REASONS,
  type OfficeRemovalReason,
} from '../../../core/domain/application/remove-by-office.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import { REFUSAL_GROUNDS, type RefusalGround } from '../../../core/domain/refusal-reason.ts';
import type { Act } from './story.ts';

/** The command of a step. `idOf` gives the identifier of an application of the story by its name there. */
export function commandOf(act: Act, idOf: (name: string) => string): Command {
  const by: Actor = act.by ?? 'whoever-may';
  switch (act.do) {
    case 'apply':
      return applyOf(act, by, idOf);
    case 'publishPlaces':
    case 'withdrawPlaces':
      return { do: act.do, group: act.group, places: act.places, by };
    default:
      return commandOn(act, { application: idOf(act.application), by });
  }
}

function commandOn(
  act: Exclude<Act, { do: 'apply' | 'publishPlaces' | 'withdrawPlaces' }>,
  on: { readonly application: string; readonly by: Actor },
): Command {
  switch (act.do) {
    case 'choosePlace':
    case 'transfer':
      return { ...on, do: act.do, group: act.group };
    case 'extendReferral':
      return { ...on, do: act.do, until: act.until };
    case 'refuseArrival':
      return { ...on, do: act.do, reason: act.reason ?? '' };
    case 'mergeApplication':
      return { ...on, do: act.do, applicant: act.applicant };
    case 'decideBenefit':
    case 'decidePapers':
      return { ...on, do: act.do, confirmed: act.confirmed };
    case 'claimBenefit':
      return { ...on, do: act.do, benefit: act.benefit };
    case 'assignCategory':
      return { ...on, do: act.do, category: act.category };
    case 'correct':
      return {
        ...on,
        do: act.do,
        correction: { fields: act.child === undefined ? [] : ['child'], childIin: act.child ?? null },
        second: act.second ?? 'whoever-may',
      };
    case 'restore':
      return { ...on, do: act.do, reason: act.reason ?? '', second: act.second ?? 'whoever-may' };
    case 'reject':
      return {
        ...on,
        do: act.do,
        rejection: { ground: groundOf(act.reason), facts: '', hearing: '' },
        proposedBy: act.second ?? 'whoever-may',
      };
    case 'removeByOffice':
      return { ...on, do: act.do, reason: removalOf(act.reason), second: act.second ?? 'whoever-may' };
    default:
      return { ...on, do: act.do };
  }
}

function applyOf(
  act: Extract<Act, { do: 'apply' }>,
  by: Actor,
  idOf: (name: string) => string,
): Extract<Command, { do: 'apply' }> {
  return {
    do: 'apply',
    by,
    filedAt: null,
    movesFrom: act.movesFrom === undefined ? null : idOf(act.movesFrom),
    filing: {
      form: randomUUID(),
      district: act.district,
      kind: act.kind ?? 'general',
      applicant: act.applicant,
      children: [act.child, ...(act.twins ?? [])].map((iin) => ({ id: randomUUID(), iin })),
      benefit: act.benefit ?? null,
      nonResident: act.nonResident ?? false,
      registered: act.registered ?? true,
    },
  };
}

/** The names that a story gives to the applications of a form: `a1`, and of twins `a1/2`, `a1/3`, … */
export function namesOf(as: string, children: number): readonly string[] {
  return Array.from({ length: children }, (_, index) => (index === 0 ? as : `${as}/${index + 1}`));
}

function groundOf(text: string | undefined): RefusalGround {
  return REFUSAL_GROUNDS.find((ground) => ground === text) ?? 'RJ2';
}

function removalOf(text: string | undefined): OfficeRemovalReason {
  return OFFICE_REMOVAL_REASONS.find((reason) => reason === text) ?? 'departure';
}
