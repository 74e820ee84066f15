import { z } from 'zod';
import type { Instant } from '../../core/domain/instant.ts';
import { DELIVERY_STATES } from '../../core/protocol/one-time-code.ts';
import { ask } from '../registry/ask.ts';
import { createBreaker } from '../registry/breaker.ts';

/** One message; `id` makes sending it again harmless. `to` is E.164. */
export type Sms = { readonly id: string; readonly to: string; readonly text: string };

/** How far a message has come. */
export type SmsState = (typeof DELIVERY_STATES)[number];

/** The SMS gateway (design.md, "Configuration"): `POST {id,to,text}` → 202, `GET /{id}` → `{"state"}`. */
export type SmsGateway = {
  /** `rejected`: it will never take this message; `unavailable`: no answer, the same message may be sent again. */
  send(message: Sms): Promise<'accepted' | 'rejected' | 'unavailable'>;
  /** Null where the gateway does not say, or no longer knows. */
  state(id: string): Promise<SmsState | null>;
};

const State = z.object({ state: z.enum(DELIVERY_STATES) });

/** Answers that blame the message. All others (a wrong key, too many at once, a page of a proxy) blame the way to the gateway. */
const REFUSALS: ReadonlySet<number> = new Set([400, 409, 410, 413, 415, 422]);

/** Client of the gateway; each message is tried twice. Without an address it is always unavailable. */
export function createSmsGateway(address: string | undefined, now: () => Instant): SmsGateway {
  if (address === undefined) return { send: async () => 'unavailable', state: async () => null };
  // A gateway that does not say how far its messages are still sends them: each way has its own breaker.
  const sending = createBreaker(now);
  const asking = createBreaker(now);
  const base = address.endsWith('/') ? address : `${address}/`;
  return {
    async send(message) {
      const request = {
        body: JSON.stringify(message),
        headers: { 'content-type': 'application/json' },
      };
      const answer = await ask(sending, new URL(address), request, ({ status }) => status < 500);
      if (!answer.ok || answer.value.status >= 500) return 'unavailable';
      if (answer.value.status === 202) return 'accepted';
      return REFUSALS.has(answer.value.status) ? 'rejected' : 'unavailable';
    },
    async state(id) {
      const url = new URL(encodeURIComponent(id), base);
      const answer = await ask(asking, url, { body: null, headers: {} }, ({ status }) => status < 500);
      if (!answer.ok || answer.value.status !== 200) return null;
      const parsed = State.safeParse(parseJson(answer.value.text));
      return parsed.success ? parsed.data.state : null;
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
