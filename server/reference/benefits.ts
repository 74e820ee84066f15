import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BENEFIT_CODES, type BenefitCode } from '../../core/domain/application-form.ts';

const Names = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
const Benefits = z.object({ categories: z.array(z.object({ code: z.string(), name: Names })) });

/** Names of the benefit categories; `assets/reference/benefit-categories.json`. */
export type BenefitTable = Readonly<Record<BenefitCode, z.infer<typeof Names>>>;

/** Reads the table; throws when a category has no name there. */
export function loadBenefits(): BenefitTable {
  const file = new URL('../../assets/reference/benefit-categories.json', import.meta.url);
  const { categories } = Benefits.parse(JSON.parse(readFileSync(file, 'utf8')));
  const named = BENEFIT_CODES.map((code) => {
    const found = categories.find((category) => category.code === code);
    if (found === undefined) throw new Error(`No benefit category ${code} in the reference data`);
    return [code, found.name] as const;
  });
  return z.record(z.enum(BENEFIT_CODES), Names).parse(Object.fromEntries(named));
}
