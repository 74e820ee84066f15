import { z } from 'zod';
import { PrintStateSchema } from './printing.ts';

/** "Something in … changed": the page asks again. `submission` and `print` carry the step. */
export const DeskEventSchema = z.discriminatedUnion('topic', [
  z.strictObject({ topic: z.literal('desk') }),
  z.strictObject({ topic: z.literal('session') }),
  z.strictObject({ topic: z.literal('application') }),
  z.strictObject({ topic: z.literal('reference') }),
  z.strictObject({
    topic: z.literal('submission'),
    uuid: z.uuid(),
    step: z.enum(['preparing', 'signing', 'verifying', 'saved', 'sending', 'received', 'refused']),
  }),
  /** A request is open at NCALayer: the window steps back (eds/README.md §1.7). */
  z.strictObject({ topic: z.literal('ncalayer'), open: z.boolean() }),
  z.strictObject({ topic: z.literal('print'), job: z.uuid(), state: PrintStateSchema }),
]);
export type DeskEvent = z.infer<typeof DeskEventSchema>;
