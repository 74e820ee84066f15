import { z } from 'zod';
import { KatoCode } from './form.ts';
import { Nothing } from './route.ts';

/** Reference tables that people of the region edit at run time; what is not here holds as it came with the program. */

export const SettlementSchema = z.strictObject({
  kk: z.string().trim().min(1).max(200),
  ru: z.string().trim().min(1).max(200),
});

/** A numbered category of the voucher "Algorithm" (domain.md §1.7); the name is null where only the number is known. */
export const VoucherCategorySchema = z.strictObject({
  number: z.int().min(1).max(999),
  name: SettlementSchema.nullable(),
});
export type VoucherCategoryRow = z.infer<typeof VoucherCategorySchema>;

export const EditedReferenceSchema = z.strictObject({
  settlements: z
    .array(z.strictObject({ district: KatoCode, settlements: z.array(SettlementSchema).readonly() }))
    .readonly(),
  /** Null where nobody edited them. */
  categories: z.array(VoucherCategorySchema).readonly().nullable(),
});
export type EditedReference = z.infer<typeof EditedReferenceSchema>;

const District = z.strictObject({
  code: KatoCode,
  kk: z.string(),
  ru: z.string(),
  en: z.string(),
  settlements: z.array(z.strictObject({ kk: z.string(), ru: z.string() })).readonly(),
});
export type DistrictChoice = z.infer<typeof District>;

const BenefitChoice = z.strictObject({
  code: z.string(),
  right: z.enum(['extraordinary', 'first-priority']),
  kk: z.string(),
  ru: z.string(),
  en: z.string(),
  proofKk: z.string(),
  proofRu: z.string(),
  proofEn: z.string(),
  /** Months the certificate is valid, where its date is asked for. */
  certificateMonths: z.int().positive().nullable(),
});
export type BenefitChoice = z.infer<typeof BenefitChoice>;

export const referenceMethods = {
  'reference.load': {
    input: Nothing,
    output: z.strictObject({
      districts: z.array(District).readonly(),
      categories: z.array(VoucherCategorySchema).readonly(),
      benefits: z.array(BenefitChoice).readonly(),
      /** Why a kindergarten does not take a child that came with a referral (domain.md §1.6). */
      arrivalRefusals: z
        .array(z.strictObject({ code: z.string(), kk: z.string(), ru: z.string(), en: z.string() }))
        .readonly(),
    }),
  },
} as const;

export const referenceRoutes = {
  /** Tables that people of the region edited, for the forms of every desk. */
  reference: {
    method: 'GET',
    path: '/v1/reference',
    auth: 'desk',
    request: z.strictObject({}),
    response: EditedReferenceSchema,
  },
} as const;
