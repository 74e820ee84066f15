import { z } from 'zod';
import { CommandFacts, GivenCommandSchema } from './command.ts';
import { ConsentSchema } from './consent.ts';
import { FailureBody } from './failure.ts';
import { ApplicationFormSchema } from './form.ts';
import { GrantSchema } from './person.ts';
import { ChangeSchema, ProvisionalSchema } from './record.ts';

/** Version of this protocol; the server accepts the current and the previous one. */
export const PROTOCOL = 1;
/** Version of the replicated rows; unknown fields of a newer one are kept, not dropped. */
export const SCHEMA = 1;

/** What a desk does to the queue; each carries its own uuid and is applied at most once. */
export const MutationSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('application.submit'),
    args: z.strictObject({
      /** The document's UUID: the form's own identifier, printed on the slip. */
      uuid: z.uuid(),
      form: ApplicationFormSchema,
      /** The XML exactly as NCALayer returned it. */
      signedXml: z.string().max(1_000_000),
      provisional: ProvisionalSchema,
      /** The parent's consent where the operator signed; it is named in the signed XML as well. */
      consent: ConsentSchema.nullable().default(null),
    }),
  }),
  /**
   * Staff signed in while the line was down: goes before everything done in that session. The signed XML's challenge is
   * `offline.‹session›`; `statement` is the one the server gave at an earlier sign-in ({@link EnterResponse}).
   */
  z.strictObject({
    name: z.literal('session.open'),
    args: z.strictObject({
      session: z.uuid(),
      signedXml: z.string().max(100_000),
      statement: z.string().max(10_000),
    }),
  }),
  /** Everything that is asked of the queue and of the office after filing. */
  z.strictObject({ name: z.literal('command'), args: GivenCommandSchema }),
]);
export type Mutation = z.infer<typeof MutationSchema>;

/** A mutation in the outbox's order. `id` counts up by one per client without gaps, from 1. */
export const OutgoingSchema = z.strictObject({
  id: z.int().positive(),
  uuid: z.uuid(),
  /** Session under which it was made, and the desk's clock then. */
  session: z.uuid(),
  at: z.iso.datetime(),
  mutation: MutationSchema,
});
export type Outgoing = z.infer<typeof OutgoingSchema>;

/** What became of one mutation; stored at the server and given again to whoever asks twice. */
export const MutationResultSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    id: z.int().positive(),
    outcome: z.literal('done'),
    data: z.strictObject({
      applications: z
        .array(z.strictObject({ uuid: z.uuid(), number: z.string(), queueNumber: z.int().positive() }))
        .readonly(),
      /** What a command has to say beside "done". */
      facts: CommandFacts.optional(),
    }),
  }),
  z.strictObject({ id: z.int().positive(), outcome: z.literal('refused'), failure: FailureBody }),
]);
export type MutationResult = z.infer<typeof MutationResultSchema>;

export const PushRequest = z.strictObject({
  protocol: z.int(),
  schema: z.int(),
  clientId: z.uuid(),
  mutations: z.array(OutgoingSchema).max(50).readonly(),
});
export const PushResponse = z.strictObject({
  serverId: z.uuid(),
  lastMutationId: z.int().nonnegative(),
  results: z.array(MutationResultSchema).readonly(),
});

export const PullRequest = z.strictObject({
  protocol: z.coerce.number().int(),
  schema: z.coerce.number().int(),
  clientId: z.uuid(),
  /** Opaque to the desk; absent = from the beginning. */
  cursor: z.string().optional(),
});
/** How far the cycle of a cell has come (domain.md §1.10.3): referrals by turn move it, so no row of a child tells it. */
const CellTurn = z.strictObject({ key: z.string(), cycleIndex: z.int().nonnegative() });
export type CellTurn = z.infer<typeof CellTurn>;

export const PullResponse = z.strictObject({
  serverId: z.uuid(),
  /** Changes with the set of rows this desk may see; when it differs from the replica's, pull from the beginning. */
  scope: z.string(),
  cursor: z.string(),
  hasMore: z.boolean(),
  changes: z.array(ChangeSchema).readonly(),
  /** Every cell of the desk's district in which something has happened; absent at a kiosk, which counts no positions. */
  cells: z.array(CellTurn).readonly().optional(),
  lastMutationId: z.int().nonnegative(),
  /** Results the desk has not asked for yet, e.g. after a lost answer. */
  results: z.array(MutationResultSchema).readonly(),
  /** The server's clock, for the desk's offset. */
  now: z.iso.datetime(),
  /** The roles that the session named by the request holds at this moment; null: the server knows no such session that is open. */
  session: z
    .strictObject({ grants: z.array(GrantSchema).readonly() })
    .nullable()
    .optional(),
});

export const replicationRoutes = {
  push: { method: 'POST', path: '/v1/push', auth: 'desk', request: PushRequest, response: PushResponse },
  pull: { method: 'GET', path: '/v1/pull', auth: 'desk', request: PullRequest, response: PullResponse },
} as const;
