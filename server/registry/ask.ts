import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Breaker } from './breaker.ts';

/** Longest wait for one answer of a state service, ms; with the one retry it stays under what a desk waits. */
const ANSWER_MS = 4000;
/** Pause before the one retry, with up to as much again at random. */
const BACKOFF_MS = 250;
/** Largest answer that is read, bytes. */
const LIMIT = 1_000_000;

/** What is asked; without a body it is a `GET`. */
export type Message = {
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
};
/** An answer as it came; `status` is HTTP's. */
export type RawAnswer = { readonly status: number; readonly text: string };
/** Why there is no usable answer; for the log, never for people. */
export type Unanswered = 'silent' | 'unreachable' | 'too-large' | 'resting';

/**
 * Asks a state service: a time-out for each attempt, one retry after a network failure or a 5xx that `isFinal` does not take
 * for an answer, behind a circuit breaker.
 */
export async function ask(
  breaker: Breaker,
  address: URL,
  message: Message,
  isFinal: (answer: RawAnswer) => boolean,
): Promise<Result<RawAnswer, Unanswered>> {
  if (!breaker.allows()) return fail('resting');
  const first = await once(address, message);
  const answer =
    first.ok && isFinal(first.value)
      ? first
      : await wait(BACKOFF_MS * (1 + Math.random())).then(() => once(address, message));
  if (answer.ok && isFinal(answer.value)) breaker.succeeded();
  else breaker.failed();
  return answer;
}

async function once(address: URL, message: Message): Promise<Result<RawAnswer, Unanswered>> {
  try {
    const response = await fetch(address, {
      method: message.body === null ? 'GET' : 'POST',
      headers: message.headers,
      body: message.body,
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > LIMIT) return fail('too-large');
      chunks.push(chunk);
    }
    return ok({ status: response.status, text: Buffer.concat(chunks).toString('utf8') });
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return fail('silent');
    if (error instanceof Error) return fail('unreachable');
    throw error;
  }
}
