import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';
import type { DeskEvent } from '../../../core/protocol/event.ts';
import type { core } from '../../../renderer/link/core.ts';

type Answer = Result<unknown, Failure>;
type Expected = { readonly method: string; readonly answer: Answer | Promise<Answer> };

/**
 * A stand-in of the core that knows what it will be asked, in order: any other call fails the test that made it. Events are
 * sent by hand.
 */
export function strictCore() {
  const expected: Expected[] = [];
  const calls: { method: string; input: unknown }[] = [];
  const listeners = new Set<(event: DeskEvent) => void>();
  const call = async (method: string, input: unknown): Promise<Answer> => {
    calls.push({ method, input });
    const next = expected.shift();
    if (next?.method !== method) throw new Error(`Asked ${method}, expected ${next?.method ?? 'nothing'}`);
    return next.answer;
  };
  return {
    // The stand-in answers with what the test gave it; the test stands for the contract's types.
    core: {
      call: call as typeof core.call,
      on(listener: (event: DeskEvent) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    calls,
    expect: (method: string, answer: Answer | Promise<Answer>) => void expected.push({ method, answer }),
    send: (event: DeskEvent) => {
      for (const listener of listeners) listener(event);
    },
    listening: () => listeners.size > 0,
    unasked: () => expected.map(({ method }) => method),
  };
}
