import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { REFUSAL_GROUNDS, type RefusalReason } from '../../core/domain/refusal-reason.ts';

const Name = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
const Reasons = z.object({
  grounds: z.array(
    z.object({
      code: z.string(),
      ground: z.enum(REFUSAL_GROUNDS),
      name: Name,
    }),
  ),
  details: z.array(z.object({ code: z.string(), ground: z.enum(REFUSAL_GROUNDS), name: Name })),
  arrival: z.array(z.object({ code: z.string(), name: Name })),
});

const file = new URL('../../assets/reference/refusal-reasons.json', import.meta.url);
const { grounds, details, arrival } = Reasons.parse(JSON.parse(readFileSync(file, 'utf8')));

/** A ground of refusal by its code RJ1–RJ3 (domain.md §1.6). Throws on another: the rules have checked it. */
export function refusalGround(code: string | number): RefusalReason {
  const found = grounds.find((each) => each.code === code);
  if (found === undefined) throw new Error(`No ground ${code} in the reference data`);
  return found;
}

/** The practical reason below a ground by its code; null for one that the reference data do not name. */
export function refusalDetail(code: string | number): RefusalReason | null {
  return details.find((each) => each.code === code) ?? null;
}

/** Why a kindergarten does not take a child, in words; null for a reason in its own words, which has no code. */
export function arrivalReason(code: string): RefusalReason['name'] | null {
  return arrival.find((each) => each.code === code)?.name ?? null;
}
