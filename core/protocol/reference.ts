import { z } from 'zod';
import { KatoCode } from './form.ts';

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
