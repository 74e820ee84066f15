import { z } from 'zod';

/** A failure as it travels: its code, the field it names, numbers and words for its text. */
export const FailureBody = z.object({
  code: z.string(),
  field: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
