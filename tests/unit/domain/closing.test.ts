/** A kindergarten that closes with its promises (decision 22 of docs/decisions.md), whatever has happened before and happens after. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isReferred, isWaitingStatus } from '../../../core/domain/application/state.ts';
import { HOUR } from '../../../core/domain/instant.ts';
import { countsOf, runDeadlines } from '../../../core/domain/queue/memory.ts';
import { createStory, type Story } from './story.ts';

const CHILDREN = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'] as const;
const child = fc.constantFrom(...CHILDREN);
const group = fc.constantFrom('closing', 'staying');
const step = fc.oneof(
  fc.record({ do: fc.constant('apply' as const), child, group }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('publish' as const), child, group }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('choose' as const), child, group }) },
  fc.record({ do: fc.constant('cancel' as const), child, group }),
  fc.record({ do: fc.constant('withdraw' as const), child, group }),
  fc.record({ do: fc.constant('wait' as const), child, group }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const applications = (story: Story) => [...story.queue.applications.values()];

/** Plays a step; what is refused changes nothing. */
function play(story: Story, { do: what, child: id, group: of }: Step, closed: boolean): void {
  const known = story.queue.applications.has(id);
  if (what === 'apply' && !known) story.apply(id);
  if (what === 'publish' && !(closed && of === 'closing')) story.publish(of);
  if (what === 'choose' && known) story.choose(id, of);
  if (what === 'cancel' && known) story.do({ do: 'cancelReferral', application: id });
  if (what === 'withdraw' && known) story.do({ do: 'withdraw', application: id });
  if (what === 'wait') {
    story.atInstant(story.now() + 30 * HOUR);
    expect(runDeadlines(story.queue, story.now()).ok).toBe(true);
  }
  check(story);
}

/** What the server does when the command says that places end with it. */
function close(story: Story): void {
  const found = story.queue.groups.get('closing');
  if (found === undefined) throw new Error('the story has no such group');
  story.queue.groups.set('closing', { ...found, closed: true });
  const { offered, open } = story.places('closing');
  if (offered + open > 0)
    expect(story.do({ do: 'withdrawPlaces', group: 'closing', places: offered + open })).toBe('ok');
  for (const each of applications(story))
    if (isReferred(each) && each.referral.group === 'closing')
      expect(story.do({ do: 'refuseArrival', application: each.id, reason: 'closed' })).toBe('ok');
  check(story);
}

function check({ queue }: Story): void {
  const places = [...queue.places.values()];
  const notified = [...queue.applications.values()].filter(({ status }) => status === 'notified');
  expect(places.filter(({ state }) => state === 'offered')).toHaveLength(notified.length);
}

it('at any moment: nobody loses place or turn, nobody is punished, and none of its places is left or comes again', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.array(step, { maxLength: 10 }), (before, after) => {
      const story = createStory({ closing: 3, staying: 3 });
      for (const each of before) play(story, each, false);
      const were = new Map(applications(story).map((each) => [each.id, each]));
      close(story);
      for (const now of applications(story)) {
        const was = were.get(now.id);
        expect(now).toMatchObject({ expiries: was?.expiries, filedAt: was?.filedAt });
        const went = was !== undefined && isReferred(was) && was.referral.group === 'closing';
        if (went) expect(isWaitingStatus(now.status)).toBe(true);
        else if (was?.status !== 'notified') expect(now.status).toBe(was?.status);
      }
      for (const each of after) {
        play(story, each, true);
        expect(countsOf(story.queue, 'closing')).toEqual({ offered: 0, open: 0, taken: 0 });
      }
    }),
    { numRuns: 500 },
  );
});
