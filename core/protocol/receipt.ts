import { z } from 'zod';
import { line } from './form.ts';

/** The receipt of documents (domain.md §1.6 "Not a refusal", §7.4): which were handed in, and which are missing. */

/** How a document was handed in. */
export const HANDED_FORMS = ['original', 'copy', 'scan'] as const;

/** Lines of each list, letters of a line and of a name (of a child: of all twins), sheets of a document. */
export const RECEIPT_LIMITS = { lines: 30, letters: 200, name: 310, children: 2500, sheets: 999 } as const;

const Line = line(RECEIPT_LIMITS.letters).min(1);

export const ReceiptInputSchema = z.strictObject({
  /** Empty where nobody said. */
  child: line(RECEIPT_LIMITS.children),
  applicant: z.strictObject({ name: line(RECEIPT_LIMITS.name).min(1), iin: z.string().max(40) }),
  handed: z
    .array(
      z.strictObject({
        name: Line,
        sheets: z.int().min(1).max(RECEIPT_LIMITS.sheets),
        form: z.enum(HANDED_FORMS),
      }),
    )
    .max(RECEIPT_LIMITS.lines)
    .readonly(),
  /** Empty where the set is complete: else its taking is refused. */
  missing: z.array(Line).max(RECEIPT_LIMITS.lines).readonly(),
  /** Number of the application, where there is one. */
  application: line(40).nullable(),
});
export type ReceiptInput = z.infer<typeof ReceiptInputSchema>;

export const receiptMethods = {
  /**
   * «Құжаттарды қабылдау (қабылдаудан бас тарту) туралы қолхат», numbered and fixed: `document.read` and `document.print` take
   * the id that comes back, until the session ends. At a desk, by an operator, head or director; works without the line but
   * for a director, whose kindergarten only the server can name. `required` where both lists are empty.
   */
  'receipt.prepare': {
    input: ReceiptInputSchema,
    output: z.strictObject({ id: z.string(), number: z.string() }),
  },
} as const;
