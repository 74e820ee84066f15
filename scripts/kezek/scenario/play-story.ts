/** A story played on the server's queue with a virtual clock. */
import type { Refusal } from '../../../core/domain/failure.ts';
import type { Instant } from '../../../core/domain/instant.ts';
import type { PlaceCounts } from '../../../core/domain/place.ts';
import { POLICIES } from '../../../core/domain/policy.ts';
import type { ObservedApplication, ObservedNotice } from '../../../core/domain/queue/observe.ts';
import type { Result } from '../../../core/domain/result.ts';
import { loadCalendar } from '../../../server/deadline/calendar.ts';
import { executeDeadlines } from '../../../server/deadline/execute.ts';
import { runCommand, runCommandWithin } from '../../../server/queue/command.ts';
import { countPlaces } from '../../../server/queue/lookup.ts';
import { observeApplications, observeNotices } from '../../../server/queue/observe.ts';
import { inTransaction, type ServerQueue } from '../../../server/queue/play.ts';
import { commandOf, namesOf } from './command-of.ts';
import { type Office, openOffice, originOf, receiveForm } from './office.ts';
import type { Act, Story } from './story.ts';

type StepResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: Refusal | 'calendar-missing' };

type Observation = {
  readonly applications: Readonly<Record<string, ObservedApplication>>;
  readonly places: Readonly<Record<string, PlaceCounts>>;
  readonly notices: readonly ObservedNotice[];
};

/** What a story comes to: the output of `kezek scenario` (design.md "Scenarios"). */
export type Outcome = {
  readonly steps: readonly StepResult[];
  readonly observations: Readonly<Record<string, Observation>>;
};

/** A story that cannot be told: two accepted applications of one name. */
export class StoryFault extends Error {}

/** Plays a story on an empty database; `warn` is told of deadlines that the calendar does not reach. */
export async function playStory(
  db: ServerQueue['db'],
  story: Story,
  warn: (text: string) => void,
): Promise<Outcome> {
  let now: Instant = story.start;
  const queue: ServerQueue = {
    db,
    rules: { policy: POLICIES[story.policy], calendar: loadCalendar() },
    now: () => now,
  };
  const office = await openOffice(db, story);
  const names = new Map<string, string>();
  const steps: StepResult[] = [];
  const observations: [string, Observation][] = [];
  for (const [index, step] of story.steps.entries()) {
    now = step.at;
    const { held } = await executeDeadlines(queue, now);
    for (const { deadline, reason } of held) {
      if (reason === 'stale') throw new Error(`The deadline ${deadline.kind} stands after it acted`);
      warn(`steps.${index}: ${deadline.kind} of ${deadline.number} waits (${reason})`);
    }
    if (step.do === 'observe') {
      observations.push([step.as, await observe(queue, story, names)]);
      steps.push({ ok: true });
      continue;
    }
    const answer = await act(queue, office, step, names);
    if (!answer.ok) {
      steps.push({ ok: false, error: answer.error });
      continue;
    }
    for (const { name, id } of answer.value) {
      if (names.has(name))
        throw new StoryFault(`steps.${index}.as: "${name}" names an application that was accepted before`);
      names.set(name, id);
    }
    steps.push({ ok: true });
  }
  return { steps, observations: Object.fromEntries(observations) };
}

/** Carries a step out, and gives the applications that it filed. */
async function act(
  queue: ServerQueue,
  office: Office,
  step: Act,
  names: ReadonlyMap<string, string>,
): Promise<Result<readonly { name: string; id: string }[], Refusal | 'calendar-missing'>> {
  const command = commandOf(step, (name) => names.get(name) ?? name);
  if (step.do !== 'apply' || command.do !== 'apply') {
    const answer = await runCommand(queue, command, originOf(office, null));
    return answer.ok ? { ok: true, value: [] } : answer;
  }
  const { filing } = command;
  const now = queue.now();
  const answer = await inTransaction(queue.db, async (trx) => {
    await receiveForm(trx, office, filing.form, now);
    const origin = originOf(office, { filing, language: step.language ?? 'kk', now });
    return runCommandWithin(trx, queue, command, origin);
  });
  if (!answer.ok) return answer;
  const given = namesOf(step.as, filing.children.length);
  return {
    ok: true,
    value: answer.value.filed.flatMap((id, index) => {
      const name = given[index];
      return name === undefined ? [] : [{ name, id }];
    }),
  };
}

async function observe(
  queue: ServerQueue,
  { kindergartens }: Story,
  names: ReadonlyMap<string, string>,
): Promise<Observation> {
  const seen = await observeApplications(queue, [...names.values()], queue.now());
  const applications = [...names].flatMap(([name, id]) => {
    const application = seen.get(id);
    return application === undefined ? [] : [[name, application] as const];
  });
  const groups = kindergartens.flatMap((kindergarten) => kindergarten.groups.map(({ id }) => id));
  const places: [string, PlaceCounts][] = [];
  for (const group of groups) places.push([group, await countPlaces(queue.db, group)]);
  const nameOf = new Map([...names].map(([name, id]) => [id, name]));
  const notices = (await observeNotices(queue)).map((notice) => ({
    ...notice,
    application: nameOf.get(notice.application) ?? notice.application,
  }));
  return { applications: Object.fromEntries(applications), places: Object.fromEntries(places), notices };
}
