import { z } from 'zod';
import { Nothing } from './route.ts';

/** A form half filled in, kept over a crash and a restart. What is typed, not what is valid: free shape per field. */
export const DraftSchema = z.strictObject({
  /** UUID of the document to be. */
  uuid: z.uuid(),
  step: z.enum(['service', 'applicant', 'child', 'review']),
  values: z.record(z.string(), z.unknown()),
  savedAt: z.iso.datetime(),
});
export type Draft = z.infer<typeof DraftSchema>;

export const draftMethods = {
  'draft.load': { input: Nothing, output: DraftSchema.nullable() },
  'draft.save': { input: DraftSchema, output: Nothing },
  'draft.discard': { input: Nothing, output: Nothing },
} as const;
