import { z } from 'zod';

/** Free text that a member of staff gives as a reason: shown in the history, so at least a few letters. */
export const ReasonText = z
  .string()
  .trim()
  .min(3)
  .max(1000)
  .regex(/^(?:[^\p{Cc}\p{Cs}\uFFFE\uFFFF]|[\n\t])*$/u);
