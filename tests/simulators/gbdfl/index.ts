import { z } from 'zod';
import { type Behaviour, behaviour } from '../behaviour.ts';
import { type DemoPerson, demoPeople } from '../demo-people.ts';
import { type HttpAnswer, type HttpRequest, json, pause, startHttp } from '../loopback.ts';
import { answerXml, faultXml, type ResultName } from './envelope.ts';
import { personXml } from './person-xml.ts';
import { type GbdflQuestion, readQuestion } from './request.ts';
import { isSignedBy } from './signature.ts';

const Answer = z.enum([
  'normal',
  'not-found',
  'fault',
  'http-error',
  'silence',
  'cut',
  'malformed',
  'truncated',
  'empty',
  'other-person',
]);

const GbdflBehaviour = z.strictObject({
  /** `malformed` is no SOAP at all, `truncated` half an answer, `other-person` tells of somebody not asked for. */
  answer: Answer,
  /** Milliseconds before answering. */
  delay: z.number().int().min(0),
  /** Answers for single IINs, stronger than `answer`. */
  byIin: z.record(z.string(), Answer),
  /**
   * What КДП says about the citizen's consent; only the first two let data out, `granted` to whoever brings its token or
   * asked before, while it was `requested`.
   */
  consent: z.enum(['not-needed', 'granted', 'requested', 'denied', 'timed-out']),
  /** The sender that is let in; null lets everybody. */
  sender: z.strictObject({ senderId: z.string(), password: z.string() }).nullable(),
  /** Certificate (PEM) by whose key questions must be signed; null takes unsigned ones as well. */
  signedBy: z.string().nullable(),
});
export type GbdflBehaviour = z.infer<typeof GbdflBehaviour>;

/** ГБД ФЛ behind the ШЭП: SOAP 1.1 over HTTP, `SendMessage` of the synchronous channel (domain.md §8). */
export interface GbdflSimulator {
  readonly url: string;
  readonly controlUrl: string;
  readonly behaviour: Behaviour<GbdflBehaviour>;
  /** IINs that were asked for, in order. */
  asked(): readonly string[];
  close(): Promise<void>;
}

const SERVICE = 'GBDFL_UniversalServiceSync';

function soap(body: string, status = 200): HttpAnswer {
  return { status, type: 'text/xml; charset=utf-8', body };
}

/** Starts the stand-in of ГБД ФЛ with these people (the demo people by default); `/control` steers it. */
export async function startGbdfl(
  options: { readonly port?: number; readonly people?: readonly DemoPerson[] } = {},
): Promise<GbdflSimulator> {
  const people = new Map((options.people ?? demoPeople).map((person) => [person.iin, person]));
  const state = behaviour(GbdflBehaviour, {
    answer: 'normal',
    delay: 0,
    byIin: {},
    consent: 'not-needed',
    sender: null,
    signedBy: null,
  });
  const asked: string[] = [];
  const requested = new Set<string>();

  const respond = async (request: HttpRequest): Promise<HttpAnswer> => {
    const at = new Date();
    const text = request.body.toString('utf8');
    const question = readQuestion(text);
    if (typeof question === 'string') {
      return soap(faultXml('Client', 'VAL-R-004', question, at), 500);
    }
    const refusal = refused(question, state.now());
    if (refusal !== null) {
      return soap(faultXml('Client', refusal.code, refusal.message, at), 500);
    }
    const { signedBy } = state.now();
    if (signedBy !== null && !isSignedBy(signedBy, text))
      return soap(faultXml('Client', 'SCSE006', 'The signature of the message is not right', at), 500);
    asked.push(question.iin);
    const { answer, byIin, consent: said, delay } = state.now();
    if (said === 'requested') requested.add(question.iin);
    const consent = said === 'granted' && requested.has(question.iin) ? 'not-needed' : said;
    await pause(delay);
    return answerAs(byIin[question.iin] ?? answer, question, consent, people, at);
  };

  const server = await startHttp(options.port ?? 0, (request) => {
    if (request.path === '/control') {
      return state.control(request);
    }
    return request.method === 'POST' ? respond(request) : json({ error: 'method-not-allowed' }, 405);
  });
  return {
    url: `${server.url}/bip-sync-wss-gost/`,
    controlUrl: `${server.url}/control`,
    behaviour: state,
    asked: () => [...asked],
    close: server.close,
  };
}

function refused(
  { serviceId, senderId, password }: GbdflQuestion,
  { sender }: GbdflBehaviour,
): { readonly code: string; readonly message: string } | null {
  if (serviceId !== SERVICE) {
    return { code: 'SCSE001', message: `Service ${serviceId} is not registered` };
  }
  return sender !== null && (sender.senderId !== senderId || sender.password !== password)
    ? { code: 'SBF-AD-1', message: 'Access denied for the sender' }
    : null;
}

const WITHHELD: Partial<Record<GbdflBehaviour['consent'], ResultName>> = {
  requested: 'consentRequested',
  denied: 'consentDenied',
  'timed-out': 'consentTimedOut',
};

function resultFor(
  question: GbdflQuestion,
  consent: GbdflBehaviour['consent'],
  person: DemoPerson | undefined,
): ResultName {
  if (!/^\d{12}$/.test(question.iin)) {
    return 'badIin';
  }
  const withheld =
    consent === 'granted' && question.kdpToken === undefined ? 'consentRequested' : WITHHELD[consent];
  return withheld ?? (person === undefined || !person.inRegistry ? 'notFound' : 'found');
}

function answerAs(
  answer: z.infer<typeof Answer>,
  question: GbdflQuestion,
  consent: GbdflBehaviour['consent'],
  people: ReadonlyMap<string, DemoPerson>,
  at: Date,
): HttpAnswer {
  const someoneElse = [...people.values()].find(({ iin, inRegistry }) => inRegistry && iin !== question.iin);
  const person = answer === 'other-person' ? someoneElse : people.get(question.iin);
  const result = answer === 'not-found' ? 'notFound' : resultFor(question, consent, person);
  const body = () =>
    answerXml(question, result, result === 'found' && person !== undefined ? personXml(person) : '', at);
  switch (answer) {
    case 'normal':
    case 'not-found':
    case 'other-person':
      return soap(body());
    case 'fault':
      return soap(faultXml('Server', 'FAULT-015', 'Внутренняя ошибка сервиса', at), 500);
    case 'http-error':
      return { status: 502, type: 'text/html', body: '<html><body>502 Bad Gateway</body></html>' };
    case 'malformed':
      return soap('<html><body>Технические работы</body></html>');
    case 'truncated':
      return soap(body().slice(0, Math.floor(body().length / 2)));
    case 'empty':
      return soap('');
    case 'silence':
    case 'cut':
      return answer;
  }
}
