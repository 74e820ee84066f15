import { z } from 'zod';
import {
  type Mutation,
  MutationSchema,
  OutgoingSchema,
  PushRequest,
} from '../../core/protocol/replication.ts';

/**
 * A push before its mutations are read: one that cannot be read must not keep the others from being received, and one that a
 * newer desk made must wait, not be refused.
 */
export const PushEnvelopeSchema = PushRequest.extend({
  mutations: z
    .array(OutgoingSchema.extend({ mutation: z.looseObject({ name: z.string() }) }))
    .max(50)
    .readonly(),
});
export type PushEnvelope = z.output<typeof PushEnvelopeSchema>;
export type OutgoingEnvelope = PushEnvelope['mutations'][number];

const NAMES: ReadonlySet<string> = new Set(MutationSchema.options.map(({ shape }) => shape.name.value));

/** Whether this server has heard of such a mutation. */
export function isKnown({ mutation }: OutgoingEnvelope): boolean {
  return NAMES.has(mutation.name);
}

/** The mutation, or the path of the field that is not as the contract has it. */
export function readMutation({ mutation }: OutgoingEnvelope): Mutation | { readonly field: string } {
  const parsed = MutationSchema.safeParse(mutation);
  if (parsed.success) return parsed.data;
  return { field: parsed.error.issues[0]?.path.slice(1).join('.') ?? '' };
}
