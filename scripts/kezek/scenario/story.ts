/** The input of `kezek scenario`: the format of design.md "Scenarios", with the further steps of domain.md §1.11. */
import { z } from 'zod';
import { ACTING_ROLES } from '../../../core/domain/actor.ts';
import { BENEFIT_CODES, TEACHING_LANGUAGES } from '../../../core/domain/application-form.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { isPlainDate } from '../../../core/domain/plain-date.ts';
import { POLICY_NAMES } from '../../../core/domain/policy.ts';
import { loadDistricts } from '../../../server/reference/districts.ts';

const DISTRICTS = loadDistricts();

const Name = z.string().min(1);
const District = Name.refine((code) => DISTRICTS.has(code), {
  error: 'takes the KATO code of a district or city of the region',
});
/** `NONE` is the table's name for no benefit (domain.md §1.5). */
const Benefit = z
  .enum([...BENEFIT_CODES, 'NONE'])
  .nullish()
  .transform((code) => (code === 'NONE' ? null : code));
const Moment = z.string().transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  context.addIssue({ code: 'custom', message: 'takes a moment with its offset, 2026-03-02T09:00:00+05:00' });
  return z.NEVER;
});
const Day = z.string().refine(isPlainDate, { error: 'takes a day of the calendar, YYYY-MM-DD' });
const Count = z.int().min(1);
const Kind = z.enum(['general', 'special']);
const Acting = z.object({ iin: z.string(), role: z.enum(ACTING_ROLES) });

const Common = z.object({ at: Moment, by: Acting.optional() });
const On = Common.extend({ application: Name });
const OnGroup = Common.extend({ group: Name });
const Witnessed = On.extend({ second: Acting.optional() });

const Apply = Common.extend({
  do: z.literal('apply'),
  as: Name,
  district: District,
  applicant: z.string(),
  child: z.string(),
  twins: z.array(z.string()).optional(),
  kind: Kind.optional(),
  benefit: Benefit,
  language: z.enum(TEACHING_LANGUAGES).optional(),
  nonResident: z.boolean().optional(),
  registered: z.boolean().optional(),
  /** The application in another district that is withdrawn by the same act (domain.md §1.11). */
  movesFrom: Name.optional(),
});

const Step = z.discriminatedUnion('do', [
  Apply,
  Common.extend({ do: z.literal('observe'), as: Name }),
  OnGroup.extend({ do: z.literal('publishPlaces'), places: Count }),
  OnGroup.extend({ do: z.literal('withdrawPlaces'), places: Count }),
  On.extend({ do: z.literal('choosePlace'), group: Name }),
  On.extend({ do: z.literal('transfer'), group: Name }),
  On.extend({ do: z.literal('withdraw') }),
  On.extend({ do: z.literal('cancelReferral') }),
  On.extend({ do: z.literal('extendReferral'), until: Day }),
  On.extend({ do: z.literal('markArrival') }),
  On.extend({ do: z.literal('refuseArrival'), reason: z.string().optional() }),
  On.extend({ do: z.literal('confirmInterest') }),
  On.extend({ do: z.literal('mergeApplication'), applicant: z.string() }),
  On.extend({ do: z.literal('updateContacts') }),
  On.extend({ do: z.literal('decideBenefit'), confirmed: z.boolean() }),
  On.extend({ do: z.literal('decidePapers'), confirmed: z.boolean() }),
  On.extend({ do: z.literal('claimBenefit'), benefit: z.enum(BENEFIT_CODES) }),
  On.extend({ do: z.literal('assignCategory'), category: z.int().min(1).nullable() }),
  On.extend({ do: z.literal('leave') }),
  Witnessed.extend({ do: z.literal('correct'), child: z.string().optional() }),
  Witnessed.extend({ do: z.literal('restore'), reason: z.string().optional() }),
  Witnessed.extend({ do: z.literal('reject'), reason: z.string().optional() }),
  Witnessed.extend({ do: z.literal('removeByOffice'), reason: z.string().optional() }),
]);

const Group = z.object({
  id: Name,
  birthYear: z.int().min(2000).max(2099),
  language: z.enum(TEACHING_LANGUAGES).default('kk'),
  kind: Kind.default('general'),
  capacity: z.int().min(0),
});

const Kindergarten = z.object({ id: Name, district: District, groups: z.array(Group) });

export const StorySchema = z
  .object({
    start: Moment,
    policy: z.enum(POLICY_NAMES).default('classic'),
    kindergartens: z.array(Kindergarten),
    steps: z.array(Step),
  })
  .superRefine(({ start, kindergartens, steps }, context) => {
    const complain = (path: readonly (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    const twice = (names: readonly { name: string; path: readonly (string | number)[] }[]) => {
      const known = new Set<string>();
      for (const { name, path } of names) {
        if (known.has(name)) complain(path, `"${name}" is named twice`);
        known.add(name);
      }
    };
    steps.forEach(({ at }, index) => {
      if (at < (steps[index - 1]?.at ?? start))
        complain(['steps', index, 'at'], 'comes before the step above it, or before the start');
    });
    twice(kindergartens.map(({ id }, index) => ({ name: id, path: ['kindergartens', index, 'id'] })));
    twice(
      kindergartens.flatMap(({ groups }, index) =>
        groups.map(({ id }, at) => ({ name: id, path: ['kindergartens', index, 'groups', at, 'id'] })),
      ),
    );
    twice(
      steps.flatMap((step, index) =>
        step.do === 'observe' ? [{ name: step.as, path: ['steps', index, 'as'] }] : [],
      ),
    );
  });

/** A story as it is played; instants in milliseconds. */
export type Story = z.output<typeof StorySchema>;
export type StoryStep = Story['steps'][number];
/** A step that asks something of the queue. */
export type Act = Exclude<StoryStep, { do: 'observe' }>;

/** Fields of a step that tell people what it is about. */
const TOLD = ['title', 'why', 'about', 'facts'];

/** Fields of steps that no step of their kind has: probably slips of the pen. */
export function strangeFields(input: unknown): readonly string[] {
  const steps = z.object({ steps: z.array(z.record(z.string(), z.unknown())) }).safeParse(input);
  if (!steps.success) return [];
  return steps.data.steps.flatMap((step, index) => {
    const shape = Step.options.find((option) => option.shape.do.value === step.do)?.shape;
    if (shape === undefined) return [];
    return Object.keys(step).flatMap((key) =>
      key in shape || TOLD.includes(key) ? [] : [`steps.${index}.${key}`],
    );
  });
}
