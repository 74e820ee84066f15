import { z } from 'zod';
import { type Behaviour, behaviour } from '../behaviour.ts';
import { demoPeople } from '../demo-people.ts';
import { type HttpAnswer, type HttpRequest, json, parsedJson, pause, startHttp } from '../loopback.ts';

const Question = z.strictObject({
  iin: z.string().regex(/^\d{12}$/),
  phone: z.string().regex(/^\+7\d{10}$/),
});

const BmgBehaviour = z.strictObject({
  /** `normal` answers; the others fail in the ways of a service that is ill. */
  answer: z.enum(['normal', 'error', 'silence', 'cut', 'malformed']),
  /** Milliseconds before answering. */
  delay: z.number().int().min(0),
  /** Pairs that are linked besides those of the demo people. */
  linked: z.array(Question),
});
export type BmgBehaviour = z.infer<typeof BmgBehaviour>;

/** БМГ, the base of mobile citizens: `POST {iin,phone}` → `{"result":"linked|notLinked"}` (design.md). */
export interface BmgSimulator {
  readonly url: string;
  readonly controlUrl: string;
  readonly behaviour: Behaviour<BmgBehaviour>;
  close(): Promise<void>;
}

function isLinked(question: z.infer<typeof Question>, more: readonly z.infer<typeof Question>[]): boolean {
  const same = (known: { iin: string; phone: string | null }) =>
    known.iin === question.iin && known.phone === question.phone;
  return demoPeople.some((person) => person.phoneLinked && same(person)) || more.some(same);
}

/** Starts the stand-in of БМГ. The control API is at `/control` of the same address. */
export async function startBmg(options: { readonly port?: number } = {}): Promise<BmgSimulator> {
  const state = behaviour(BmgBehaviour, { answer: 'normal', delay: 0, linked: [] });
  const handle = async (request: HttpRequest): Promise<HttpAnswer> => {
    if (request.path === '/control') {
      return state.control(request);
    }
    if (request.method !== 'POST') {
      return json({ error: 'method-not-allowed' }, 405);
    }
    const { answer, delay, linked } = state.now();
    await pause(delay);
    if (answer === 'silence' || answer === 'cut') {
      return answer;
    }
    if (answer === 'error') {
      return json({ error: 'service-unavailable' }, 503);
    }
    if (answer === 'malformed') {
      return { status: 200, type: 'application/json', body: '{"result":' };
    }
    const question = Question.safeParse(parsedJson(request));
    return question.success
      ? json({ result: isLinked(question.data, linked) ? 'linked' : 'notLinked' })
      : json({ error: question.error.issues }, 400);
  };
  const server = await startHttp(options.port ?? 0, handle);
  return {
    url: server.url,
    controlUrl: `${server.url}/control`,
    behaviour: state,
    close: server.close,
  };
}
