import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BENEFIT_CODES } from '../domain/application-form.ts';
import { ok } from '../domain/result.ts';
import { KatoCode } from '../protocol/form.ts';
import type {
  BenefitChoice,
  DistrictChoice,
  EditedReference,
  VoucherCategoryRow,
} from '../protocol/reference.ts';
import type { EditedReferences } from '../replica/edited-reference.ts';
import type { Handlers } from './handler.ts';

const Wording = z.object({ kk: z.string(), ru: z.string(), en: z.string() });
const Districts = z.object({ districts: z.array(z.object({ code: KatoCode, name: Wording })) });
const Settlements = z.object({
  settlements: z.array(z.object({ district: KatoCode, name: Wording })),
});
const Benefits = z.object({
  categories: z.array(
    z.object({
      code: z.string(),
      right: z.enum(['extraordinary', 'first-priority', 'none']),
      name: Wording,
      proof: Wording.nullable(),
      certificateMonths: z.int().positive().nullable(),
    }),
  ),
});

const Categories = z.object({
  categories: z.array(z.object({ number: z.int().positive(), name: Wording.nullable() })),
});

const Refusals = z.object({ arrival: z.array(z.object({ code: z.string(), name: Wording })) });

/** The tables the form chooses from, with the names of districts and benefits for printed documents. */
export type Reference = {
  readonly districts: readonly DistrictChoice[];
  readonly benefits: readonly BenefitChoice[];
  /** Numbered categories of the voucher preset. */
  readonly categories: readonly VoucherCategoryRow[];
  /** Why a kindergarten does not take a child that came with a referral. */
  readonly arrivalRefusals: readonly { code: string; kk: string; ru: string; en: string }[];
};

/** Reads the editable tables of `assets/reference`. Throws where one is missing or not of its shape: a broken installation. */
export function readReference(assetsFolder: string): Reference {
  const read = <T>(name: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(join(assetsFolder, 'reference', `${name}.json`), 'utf8')));
  const { districts } = read('districts', Districts);
  const { settlements } = read('settlements', Settlements);
  const { arrival } = read('refusal-reasons', Refusals);
  const vouchers = read('voucher-categories', Categories);
  const { categories } = read('benefit-categories', Benefits);
  return {
    categories: vouchers.categories.map(({ number, name }) => ({
      number,
      name: name === null ? null : { kk: name.kk, ru: name.ru },
    })),
    arrivalRefusals: arrival.map(({ code, name }) => ({ code, ...name })),
    districts: districts.map(({ code, name }) => ({
      code,
      ...name,
      settlements: settlements
        .filter(({ district }) => district === code)
        .map(({ name: { kk, ru } }) => ({ kk, ru })),
    })),
    benefits: categories.flatMap(({ code, right, name, proof, certificateMonths }) =>
      right === 'none' || proof === null || !BENEFIT_CODES.some((known) => known === code)
        ? []
        : [
            {
              code,
              right,
              ...name,
              proofKk: proof.kk,
              proofRu: proof.ru,
              proofEn: proof.en,
              certificateMonths,
            },
          ],
    ),
  };
}

/** The tables that came with the program, with those that people of the region edited in their stead. */
export function referenceHandlers(
  reference: Reference,
  edited: EditedReferences,
): Pick<Handlers, 'reference.load'> {
  return { 'reference.load': async () => ok(inForce(reference, edited.get())) };
}

function inForce(reference: Reference, edited: EditedReference | null): Reference {
  if (edited === null) return reference;
  return {
    ...reference,
    categories: edited.categories ?? reference.categories,
    districts: reference.districts.map((district) => ({
      ...district,
      settlements:
        edited.settlements.find((each) => each.district === district.code)?.settlements ??
        district.settlements,
    })),
  };
}
