/** A short way to tell stories of the queue in tests: places and children by name, times in Almaty. */
import { readFileSync } from 'node:fs';
import type { Actor } from '../../../core/domain/actor.ts';
import type { Application, Rules } from '../../../core/domain/application/state.ts';
import { cellOf } from '../../../core/domain/application/state.ts';
import type { BenefitCode, QueueKind } from '../../../core/domain/application-form.ts';
import { checkDigit } from '../../../core/domain/iin.ts';
import { type Instant, parseInstant } from '../../../core/domain/instant.ts';
import type { Group } from '../../../core/domain/place.ts';
import { POLICIES, type PolicyName } from '../../../core/domain/policy.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import { apply, countsOf, createQueue, orderOf, runDeadlines } from '../../../core/domain/queue/memory.ts';
import {
  type ObservedApplication,
  observeApplication,
  observeNotices,
} from '../../../core/domain/queue/observe.ts';
import { parseCalendar, type WorkingCalendar } from '../../../core/domain/working-calendar.ts';

export const DISTRICT = '111000000';
export const PARENT = '850717300014';
export const OTHER_PARENT = '900312445675';

/** The working calendar of the assets. */
export function calendar(): WorkingCalendar {
  const file = new URL('../../../assets/reference/working-calendar.json', import.meta.url);
  const parsed = parseCalendar(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(`${parsed.error.code} at ${parsed.error.at}`);
  return parsed.value;
}

export function rulesOf(policy: PolicyName = 'classic'): Rules {
  return { policy: POLICIES[policy], calendar: calendar() };
}

/** `2026-03-02 09:00` (or with seconds and milliseconds) in Almaty. */
export function at(text: string): Instant {
  const [day = '', time = '00:00'] = text.split(' ');
  const instant = parseInstant(`${day}T${time.length === 5 ? `${time}:00` : time}+05:00`);
  if (instant === null) throw new Error(`No moment: ${text}`);
  return instant;
}

/** A valid IIN of a child born on `birthDate`, the `serial`-th that has a check digit. */
export function childIin(birthDate: string, serial = 1): string {
  const [year = '', month, day] = birthDate.split('-');
  for (let number = 1, found = 0; ; number += 1) {
    const eleven = `${year.slice(2)}${month}${day}5${String(number).padStart(4, '0')}`;
    const digit = checkDigit(eleven);
    if (digit !== null) found += 1;
    if (digit !== null && found === serial) return `${eleven}${digit}`;
  }
}

type Applying = {
  readonly born?: string;
  readonly iin?: string;
  readonly applicant?: string;
  readonly benefit?: BenefitCode;
  readonly twins?: readonly string[];
  readonly nonResident?: boolean;
  readonly registered?: boolean;
  readonly kind?: QueueKind;
  readonly district?: string;
  readonly movesFrom?: string;
  readonly by?: Actor;
};

type Bare<C> = C extends { readonly by: Actor } ? Omit<C, 'by'> & { readonly by?: Actor } : C;
export type Telling = Bare<Exclude<Command, { do: 'apply' }>>;

/** A story over the groups given as `id: capacity` (born 2022, in the one district). */
export function createStory(
  groups: Readonly<Record<string, number | Partial<Group>>>,
  policy: PolicyName = 'classic',
) {
  const rules = rulesOf(policy);
  const queue = createQueue(
    rules,
    Object.entries(groups).map(([id, given]) => ({
      id,
      kindergarten: 'k1',
      district: DISTRICT,
      kind: 'general',
      birthYear: 2022,
      capacity: 25,
      ...(typeof given === 'number' ? { capacity: given } : given),
    })),
  );
  let serial = 0;
  let now = at('2026-03-02 09:00');

  const run = (command: Command): string => {
    const done = apply(queue, command, now);
    return done.ok ? 'ok' : done.error;
  };
  const story = {
    queue,
    rules,
    now: () => now,
    /** Goes on to a moment; deadlines until then are executed. */
    at(text: string) {
      now = at(text);
      const done = runDeadlines(queue, now);
      if (!done.ok) throw new Error(done.error);
      return story;
    },
    /** Goes on to an instant that has been played already. */
    atInstant(instant: Instant) {
      now = instant;
    },
    /** A further child of the story's own, born on a day, with an IIN of its own. */
    newIin(born = '2022-01-05') {
      serial += 1;
      return childIin(born, serial);
    },
    apply(id: string, given: Applying = {}): string {
      const first = given.iin ?? story.newIin(given.born);
      const children = [first, ...(given.twins ?? [])].map((iin, index) => ({
        id: index === 0 ? id : `${id}/${index + 1}`,
        iin,
      }));
      return run({
        do: 'apply',
        by: given.by ?? 'whoever-may',
        filedAt: null,
        movesFrom: given.movesFrom ?? null,
        filing: {
          form: id,
          district: given.district ?? DISTRICT,
          kind: given.kind ?? 'general',
          applicant: given.applicant ?? PARENT,
          children,
          benefit: given.benefit ?? null,
          nonResident: given.nonResident ?? false,
          registered: given.registered ?? true,
        },
      });
    },
    do(telling: Telling): string {
      return run({ by: 'whoever-may', ...telling } as Command);
    },
    publish: (group: string, places = 1) => story.do({ do: 'publishPlaces', group, places }),
    choose: (application: string, group: string, by: Actor = 'whoever-may') =>
      story.do({ do: 'choosePlace', application, group, by }),
    confirm: (application: string, confirmed = true) =>
      story.do({ do: 'decideBenefit', application, confirmed }),
    /** Applies with a confirmed benefit. */
    applyWith(id: string, benefit: BenefitCode, given: Applying = {}) {
      const applied = story.apply(id, { ...given, benefit });
      return applied === 'ok' ? story.confirm(id) : applied;
    },
    application(id: string): Application {
      const found = queue.applications.get(id);
      if (found === undefined) throw new Error(`No application ${id}`);
      return found;
    },
    status: (id: string) => story.application(id).status,
    /** Ids of the waiting children of the application's cell, first to last. */
    order(id: string): readonly string[] {
      return orderOf(queue, cellOf(story.application(id))).map(({ application }) => application.id);
    },
    places: (group: string) => countsOf(queue, group),
    see(id: string): ObservedApplication {
      const application = story.application(id);
      const cell = cellOf(application);
      const places = [...queue.places.values()].filter((place) => place.cell === cell);
      const position = story.order(id).indexOf(id) + 1;
      const circumstances = {
        open: places.find(({ state }) => state === 'open') ?? null,
        offered: places.find(({ state }) => state === 'offered') ?? null,
        duplicate: false,
      };
      return observeApplication(application, position === 0 ? null : position, circumstances, now, rules);
    },
    /** Notices so far as `application kind`, or of one application as `kind`. */
    notices(id?: string): readonly string[] {
      return observeNotices(queue.events)
        .filter(({ application }) => id === undefined || application === id)
        .map(({ application, kind }) => (id === undefined ? `${application} ${kind}` : kind));
    },
    noticesAt: () => observeNotices(queue.events),
  };
  return story;
}

export type Story = ReturnType<typeof createStory>;
