/** Random commands of every kind, by everybody, for the queue of the unit tests. */
import fc from 'fast-check';
import { ACTING_ROLES, type Actor } from '../../../core/domain/actor.ts';
import { DAY, HOUR } from '../../../core/domain/instant.ts';
import { POLICY_NAMES } from '../../../core/domain/policy.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import { childIin, OTHER_PARENT, PARENT } from './story.ts';

const CHILDREN = Array.from({ length: 12 }, (_, index) =>
  childIin(index < 9 ? '2022-03-10' : '2024-04-20', index + 1),
);
/** Identifiers of applications; `applying` gives them by the number of the child. */
export const ids = fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `a${index}`));
const groups = fc.constantFrom('g1', 'g2', 'young');
/** Mostly whoever may; now and then a person in some role, who often may not. */
const by: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('whoever-may' as const) },
  {
    weight: 1,
    arbitrary: fc.record({
      iin: fc.constantFrom(PARENT, OTHER_PARENT),
      role: fc.constantFrom(...ACTING_ROLES),
    }),
  },
);
export const policies = fc.constantFrom(...POLICY_NAMES);
const applying = fc
  .record({
    child: fc.nat(11),
    twin: fc.option(fc.nat(11)),
    benefit: fc.constantFrom(null, null, 'E1' as const, 'P4' as const),
    nonResident: fc.constantFrom(false, false, false, true),
    by,
  })
  .map(
    ({ child, twin, benefit, nonResident, by }): Command => ({
      do: 'apply',
      by,
      filedAt: null,
      movesFrom: null,
      filing: {
        form: `f${child}`,
        district: '111000000',
        kind: 'general',
        applicant: PARENT,
        children: [child, ...(twin === null ? [] : [twin])].map((index) => ({
          id: `a${index}`,
          iin: CHILDREN[index] ?? '',
        })),
        benefit,
        nonResident,
        registered: true,
      },
    }),
  );
const on = <Name extends string>(name: Name) => fc.record({ do: fc.constant(name), application: ids, by });
const simple = fc.oneof(
  on('cancelReferral'),
  on('markArrival'),
  on('confirmInterest'),
  on('withdraw'),
  on('updateContacts'),
  on('leave'),
  fc.record({
    do: fc.constant('refuseArrival' as const),
    application: ids,
    reason: fc.constant('other'),
    by,
  }),
  fc.record({ do: fc.constant('decideBenefit' as const), application: ids, confirmed: fc.boolean(), by }),
  fc.record({ do: fc.constant('decidePapers' as const), application: ids, confirmed: fc.boolean(), by }),
  fc.record({
    do: fc.constant('claimBenefit' as const),
    application: ids,
    benefit: fc.constantFrom('E1' as const, 'P7' as const),
    by,
  }),
  fc.record({
    do: fc.constant('extendReferral' as const),
    application: ids,
    until: fc.constantFrom('2026-03-20', '2026-04-15', '2026-08-01'),
    by,
  }),
  fc.record({
    do: fc.constant('mergeApplication' as const),
    application: ids,
    applicant: fc.constant(OTHER_PARENT),
    by,
  }),
  fc.record({
    do: fc.constant('restore' as const),
    application: ids,
    reason: fc.constant('r'),
    second: by,
    by,
  }),
  fc.record({
    do: fc.constant('removeByOffice' as const),
    application: ids,
    reason: fc.constant('death' as const),
    second: by,
    by,
  }),
  fc.record({
    do: fc.constant('reject' as const),
    application: ids,
    rejection: fc.constant({ ground: 'RJ1' as const, facts: '', hearing: '' }),
    proposedBy: by,
    by,
  }),
  fc.record({
    do: fc.constant('correct' as const),
    application: ids,
    correction: fc.constantFrom(...CHILDREN).map((childIin) => ({ fields: ['child'], childIin })),
    second: by,
    by,
  }),
  fc.record({
    do: fc.constant('assignCategory' as const),
    application: ids,
    category: fc.constantFrom(null, 1, 21),
    by,
  }),
);
const placing = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('choosePlace' as const), application: ids, group: groups, by }),
  },
  fc.record({ do: fc.constant('transfer' as const), application: ids, group: groups, by }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('publishPlaces' as const),
      group: groups,
      places: fc.integer({ min: 1, max: 3 }),
      by,
    }),
  },
  fc.record({
    do: fc.constant('withdrawPlaces' as const),
    group: groups,
    places: fc.integer({ min: 1, max: 2 }),
    by,
  }),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: applying },
  { weight: 4, arbitrary: simple },
  { weight: 4, arbitrary: placing },
);
const pause = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 2 * HOUR }),
  fc.integer({ min: 0, max: 20 * DAY }),
);
/** A command after a pause, again and again. */
export const plot = fc.array(fc.tuple(pause, command), { maxLength: 40 });
