import { z } from 'zod';
import { type Behaviour, behaviour } from '../behaviour.ts';
import { type HttpAnswer, type HttpRequest, html, json, parsedJson, pause, startHttp } from '../loopback.ts';
import { escapeHtml, page } from '../page.ts';

const SmsMessage = z.strictObject({
  id: z.string().min(1).max(100),
  to: z.string().regex(/^\+7\d{10}$/),
  text: z.string().min(1).max(2000),
});
const SmsState = z.enum(['queued', 'sent', 'delivered', 'failed']);

const SmsBehaviour = z.strictObject({
  /** How `POST` is answered; `rejected` is 422, `error` 503. */
  answer: z.enum(['normal', 'rejected', 'error', 'silence', 'cut', 'malformed']),
  delay: z.number().int().min(0),
  /** The state that messages come to. */
  outcome: SmsState,
  /** Phones whose messages fail, whatever the outcome. */
  unreachable: z.array(z.string()),
  /** `GET` answers 404 for messages it took (a gateway that forgot). */
  forgets: z.boolean(),
});
export type SmsBehaviour = z.infer<typeof SmsBehaviour>;

/** A message that the gateway took, with the time it came. */
export interface StoredSms {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly at: string;
  readonly state: z.infer<typeof SmsState>;
}

/** The SMS gateway: `POST {id,to,text}` → 202, `GET /{id}` → `{"state":…}` (design.md). */
export interface SmsSimulator {
  readonly url: string;
  readonly controlUrl: string;
  readonly inboxUrl: string;
  readonly behaviour: Behaviour<SmsBehaviour>;
  /** What was taken, the oldest first. */
  inbox(): readonly StoredSms[];
  clear(): void;
  close(): Promise<void>;
}

/** Starts the stand-in of the SMS gateway: `/inbox` shows (HTML, or JSON with `?json`), `/control` steers. */
export async function startSms(options: { readonly port?: number } = {}): Promise<SmsSimulator> {
  const state = behaviour(SmsBehaviour, {
    answer: 'normal',
    delay: 0,
    outcome: 'delivered',
    unreachable: [],
    forgets: false,
  });
  const taken = new Map<string, Omit<StoredSms, 'state'>>();
  const withState = (message: Omit<StoredSms, 'state'>): StoredSms => ({
    ...message,
    state: state.now().unreachable.includes(message.to) ? 'failed' : state.now().outcome,
  });
  const inbox = () => [...taken.values()].map(withState);

  const take = (request: HttpRequest): HttpAnswer => {
    const message = SmsMessage.safeParse(parsedJson(request));
    if (!message.success) {
      return json({ error: message.error.issues }, 400);
    }
    const before = taken.get(message.data.id);
    if (before === undefined) {
      taken.set(message.data.id, { ...message.data, at: new Date().toISOString() });
    } else if (before.to !== message.data.to || before.text !== message.data.text) {
      return json({ error: 'id-reused' }, 409);
    }
    return json({ id: message.data.id }, 202);
  };

  const handle = async (request: HttpRequest): Promise<HttpAnswer> => {
    if (request.path === '/control') {
      return state.control(request);
    }
    if (request.path === '/inbox') {
      return inboxAnswer(request, inbox(), () => taken.clear());
    }
    const { answer, delay, forgets } = state.now();
    await pause(delay);
    if (answer === 'silence' || answer === 'cut') {
      return answer;
    }
    if (answer === 'error') {
      return json({ error: 'service-unavailable' }, 503);
    }
    if (answer === 'malformed') {
      return { status: 200, type: 'text/html', body: '<html>502 Bad Gateway</html>' };
    }
    if (request.method === 'POST' && request.path === '/') {
      return answer === 'rejected' ? json({ error: 'rejected' }, 422) : take(request);
    }
    const message = forgets ? undefined : taken.get(decodeURIComponent(request.path.replace(/^\/+/, '')));
    return request.method === 'GET' && message !== undefined
      ? json({ state: withState(message).state })
      : json({ error: 'not-found' }, 404);
  };
  const server = await startHttp(options.port ?? 0, handle);
  return {
    url: server.url,
    controlUrl: `${server.url}/control`,
    inboxUrl: `${server.url}/inbox`,
    behaviour: state,
    inbox,
    clear: () => taken.clear(),
    close: server.close,
  };
}

function inboxAnswer(request: HttpRequest, messages: readonly StoredSms[], clear: () => void): HttpAnswer {
  if (request.method === 'DELETE') {
    clear();
    return json([]);
  }
  if (request.query.has('json')) {
    return json(messages);
  }
  const rows = messages
    .toReversed()
    .map(
      ({ at, to, text, state }) =>
        `<tr><td>${at}</td><td>${escapeHtml(to)}</td><td>${escapeHtml(text)}</td><td>${state}</td></tr>`,
    );
  return html(
    page(
      'SMS',
      `<table><tr><th>Уақыты</th><th>Кімге</th><th>Мәтіні</th><th>Күйі</th></tr>${rows.join('')}</table>`,
      { refresh: true },
    ),
  );
}
