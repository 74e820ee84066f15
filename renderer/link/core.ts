import { z } from 'zod';
import type { Failure } from '../../core/domain/failure.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { contract, type Input, type Method, type Output } from '../../core/protocol/desk.ts';
import { type DeskEvent, DeskEventSchema } from '../../core/protocol/event.ts';
import { toFailure } from './failure.ts';
import { openBridge } from './transport.ts';

const FailureSchema = z.object({
  code: z.string(),
  field: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const AnswerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: FailureSchema }),
]);

/** The contract as a table that keeps each method's output together with its name. */
const OUTPUTS: { readonly [M in Method]: { readonly output: z.ZodType<Output<M>> } } = contract;

let opened: ReturnType<typeof openBridge> | null = null;

function bridge(): ReturnType<typeof openBridge> {
  opened ??= openBridge();
  return opened;
}

/** Listeners of this page, for what the page itself finds out. */
const here = new Set<(event: DeskEvent) => void>();

const OF_THE_SESSION: readonly Failure['code'][] = ['session-expired', 'session-required', 'session-locked'];

/** A call that is refused for want of a session tells that it is over, or locked, whatever the call was about. */
function noteSession(failure: Failure): Failure {
  if (OF_THE_SESSION.includes(failure.code)) for (const listener of here) listener({ topic: 'session' });
  return failure;
}

/** The core process, as the interface sees it. */
export const core = {
  /**
   * Calls a method of the contract. What comes back is parsed like everything that crosses a boundary; an answer that does
   * not fit, or none at all, is the failure `internal`.
   */
  async call<M extends Method>(method: M, input: Input<M>): Promise<Result<Output<M>, Failure>> {
    const answer = AnswerSchema.safeParse(
      await bridge()
        .call(method, input)
        .catch(() => null),
    );
    if (!answer.success) return fail({ code: 'internal', facts: { method } });
    if (!answer.data.ok) return fail(noteSession(toFailure(answer.data.error)));
    const value = OUTPUTS[method].output.safeParse(answer.data.value);
    return value.success ? ok(value.data) : fail({ code: 'internal', facts: { method } });
  },

  /** Listens to what changes in the core; gives back the function that ends it. */
  on(listener: (event: DeskEvent) => void): () => void {
    here.add(listener);
    const end = bridge().on((message) => {
      const event = DeskEventSchema.safeParse(message);
      if (event.success) listener(event.data);
    });
    return () => {
      here.delete(listener);
      end();
    };
  },
};
