import { z } from 'zod';
import type { Instant } from '../../core/domain/instant.ts';
import { ask } from './ask.ts';
import { createBreaker } from './breaker.ts';

/** What БМГ says of a pair of IIN and phone; `unavailable` when it does not answer. */
export type PhoneLink = 'linked' | 'notLinked' | 'unavailable';

/** The base of mobile citizens (domain.md §8): is this phone this person's? */
export type PhoneRegistry = { checkPair(iin: string, phone: string): Promise<PhoneLink> };

const Answer = z.object({ result: z.enum(['linked', 'notLinked']) });

/** Client of БМГ: `POST {iin,phone}` → `{"result":"linked|notLinked"}`. Without an address it is always unavailable. */
export function createPhoneRegistry(address: string | undefined, now: () => Instant): PhoneRegistry {
  if (address === undefined) return { checkPair: async () => 'unavailable' };
  const breaker = createBreaker(now);
  const url = new URL(address);
  return {
    async checkPair(iin, phone) {
      const message = {
        body: JSON.stringify({ iin, phone }),
        headers: { 'content-type': 'application/json' },
      };
      const answer = await ask(breaker, url, message, ({ status }) => status < 500);
      if (!answer.ok || answer.value.status !== 200) return 'unavailable';
      const parsed = Answer.safeParse(parseJson(answer.value.text));
      return parsed.success ? parsed.data.result : 'unavailable';
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
