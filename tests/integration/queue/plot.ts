/** Random stories of the queue: abstract steps that name children, groups and applications by number. */
import fc from 'fast-check';
import type { Actor } from '../../../core/domain/actor.ts';
import type { Action } from '../../../core/domain/application/transitions.ts';
import type { BenefitCode } from '../../../core/domain/application-form.ts';
import { DAY, HOUR } from '../../../core/domain/instant.ts';
import type { Group } from '../../../core/domain/place.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import { childIin, OTHER_PARENT, PARENT } from '../../unit/domain/story.ts';

export const HERE = '111000000';
export const THERE = '111600000';

/** Fourteen children: nine of one year, three of a year that is too young at first, two of a third. */
const CHILDREN = Array.from({ length: 14 }, (_, index) =>
  childIin(index < 9 ? '2022-03-10' : index < 12 ? '2024-04-20' : '2021-02-28', index + 1),
);

const group = (id: string, birthYear: number, capacity: number, district = HERE): Group => ({
  ...{ id, kindergarten: `k-${district}`, district, kind: 'general', birthYear, capacity },
});
export const GROUPS: readonly Group[] = [
  group('g1', 2022, 3),
  group('g2', 2022, 2),
  group('young', 2024, 2),
  group('old', 2021, 2),
  group('there', 2022, 2, THERE),
];

type Naming = {
  /**
   * The application meant by a number, mostly one whose status allows the action; an unknown one when none was filed.
   */
  readonly application: (index: number, action: Action) => string;
  /** An application of a child, or an unknown one. */
  readonly applicationOf: (child: string) => string;
  /** A new identifier. */
  readonly newId: () => string;
};

/** A step, told when the applications so far are known. */
export type Step = { readonly wait: number; readonly tell: (naming: Naming) => Command };

const index = fc.nat(30);
const groups = fc.constantFrom(...GROUPS.map(({ id }) => id), 'g1', 'g1', 'g2', 'nowhere');
const roles = fc.constantFrom('applicant', 'operator', 'moderator', 'head', 'director');
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('whoever-may' as const) },
  {
    weight: 1,
    arbitrary: fc.record({ iin: fc.constantFrom(PARENT, OTHER_PARENT), role: roles }),
  },
);
const benefits = fc.constantFrom<(BenefitCode | null)[]>(null, null, null, 'E1', 'P4', 'P7');

type Tell = Step['tell'];

const applying = fc
  .record({
    child: fc.nat(13),
    twin: fc.option(fc.nat(13), { freq: 3 }),
    benefit: benefits,
    nonResident: fc.constantFrom(false, false, false, true),
    district: fc.constantFrom(HERE, HERE, HERE, THERE),
    moves: fc.boolean(),
    by: actor,
  })
  .map(
    ({ child, twin, benefit, nonResident, district, moves, by }): Tell =>
      ({ applicationOf, newId }) => ({
        do: 'apply',
        by,
        filedAt: null,
        movesFrom: moves ? applicationOf(CHILDREN[child] ?? '') : null,
        filing: {
          ...{ form: newId(), district, kind: 'general', applicant: PARENT, benefit, nonResident },
          registered: true,
          children: [child, ...(twin === null ? [] : [twin])].map((each) => ({
            id: newId(),
            iin: CHILDREN[each] ?? '',
          })),
        },
      }),
  );

const on = (
  action: Action,
  command: (on: { application: string; by: Actor }) => Command,
): fc.Arbitrary<Tell> =>
  fc.record({ index, by: actor }).map(
    ({ index: which, by }): Tell =>
      ({ application }) =>
        command({ application: application(which, action), by }),
  );

const deciding = fc.boolean().chain((confirmed) =>
  fc.oneof(
    on('decideBenefit', (each) => ({ ...each, do: 'decideBenefit', confirmed })),
    on('decidePapers', (each) => ({ ...each, do: 'decidePapers', confirmed })),
  ),
);
const plain = fc
  .constantFrom(
    'cancelReferral' as const,
    'markArrival' as const,
    'confirmInterest' as const,
    'withdraw' as const,
    'updateContacts' as const,
    'leave' as const,
  )
  .chain((name) => on(name, (each) => ({ ...each, do: name })));
const extending = fc
  .constantFrom('2026-03-20', '2026-04-15', '2026-08-01')
  .chain((until) => on('extendReferral', (each) => ({ ...each, do: 'extendReferral', until })));
const claiming = fc
  .constantFrom<BenefitCode[]>('E1', 'P7')
  .chain((benefit) => on('claimBenefit', (each) => ({ ...each, do: 'claimBenefit', benefit })));
const correcting = fc.nat(13).chain((child) =>
  on('correct', (each) => ({
    ...each,
    do: 'correct',
    correction: { fields: ['child'], childIin: CHILDREN[child] ?? '' },
    second: 'whoever-may',
  })),
);
const office = fc.oneof(
  on('refuseArrival', (each) => ({ ...each, do: 'refuseArrival', reason: 'other' })),
  on('mergeApplication', (each) => ({ ...each, do: 'mergeApplication', applicant: OTHER_PARENT })),
  on('restore', (each) => ({ ...each, do: 'restore', reason: 'error', second: 'whoever-may' })),
  on('removeByOffice', (each) => ({ ...each, do: 'removeByOffice', reason: 'death', second: 'whoever-may' })),
  on('reject', (each) => ({
    ...each,
    do: 'reject',
    rejection: { ground: 'RJ2', facts: '', hearing: '' },
    proposedBy: 'whoever-may',
  })),
  fc
    .constantFrom(null, 3, 21)
    .chain((category) => on('assignCategory', (each) => ({ ...each, do: 'assignCategory', category }))),
);
const choosing = groups.chain((to) =>
  on('choosePlace', (each) => ({ ...each, do: 'choosePlace', group: to })),
);
const moving = groups.chain((to) => on('transfer', (each) => ({ ...each, do: 'transfer', group: to })));
const publishing = fc
  .record({ to: groups, places: fc.integer({ min: 1, max: 3 }), by: actor, back: fc.nat(3) })
  .map(
    ({ to, places, by, back }): Tell =>
      () => ({ do: back === 0 ? 'withdrawPlaces' : 'publishPlaces', group: to, places, by }),
  );

const wait = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 2 * HOUR }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 * DAY }) },
);
const tell = fc.oneof(
  { weight: 6, arbitrary: applying },
  { weight: 3, arbitrary: deciding },
  { weight: 5, arbitrary: plain },
  { weight: 1, arbitrary: extending },
  { weight: 1, arbitrary: claiming },
  { weight: 1, arbitrary: correcting },
  { weight: 2, arbitrary: office },
  { weight: 7, arbitrary: choosing },
  { weight: 1, arbitrary: moving },
  { weight: 4, arbitrary: publishing },
);

/** A story of at most `length` steps. */
export function plot(length: number): fc.Arbitrary<readonly Step[]> {
  return fc.array(fc.record({ wait, tell }), { minLength: length / 2, maxLength: length });
}
