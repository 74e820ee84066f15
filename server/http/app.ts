import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ATTACHMENT_LIMITS } from '../../core/domain/application-form.ts';
import type { Failure, FailureCode } from '../../core/domain/failure.ts';
import { ok } from '../../core/domain/result.ts';
import { DESK_HEADERS } from '../../core/protocol/desk-signature.ts';
import { FILE_PATH, FileParams } from '../../core/protocol/file.ts';
import { ROUTES, type RouteName } from '../../core/protocol/server.ts';
import type { Answer } from '../answer.ts';
import { databaseFailure } from '../database/failure.ts';
import { authenticateDesk, type Desk, headerOf } from '../desk/authentication.ts';
import { readStoredFile, storeFile } from '../file/scan.ts';
import { errorForLog } from '../log.ts';
import { type Actor, actorOf } from '../person/session.ts';
import type { PushServices } from '../replication/push.ts';
import type { Services } from '../services.ts';
import { createHandlers, type Handlers, inputSchema } from './handlers.ts';
import { openApi } from './open-api.ts';

/** A little above the largest scan: what is larger still is refused by its size without being read. */
const BODY_LIMIT = ATTACHMENT_LIMITS.bytes + 64 * 1024;
const NOTHING = new Uint8Array();

/** Statuses of failures (docstring of `core/protocol/server.ts`); everything else is 422. */
const STATUS: Readonly<Partial<Record<FailureCode, number>>> = {
  'desk-unknown': 401,
  'clock-wrong': 401,
  'session-required': 401,
  'session-expired': 401,
  'rights-withdrawn': 401,
  'upgrade-needed': 409,
};

/**
 * The HTTP face of the server: every route of the contract, the scans, `/openapi.json`. Bodies are kept as bytes until the
 * desk's signature over them has been checked.
 */
export function createApp(services: PushServices): FastifyInstance {
  // Its own log would hold addresses with their queries; `logRequests` writes what may be written.
  const app: FastifyInstance = Fastify({ logger: false, bodyLimit: BODY_LIMIT });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  logRequests(app, services);
  letGoWhenClosing(app);
  answerErrors(app, services);
  const handlers = createHandlers(services);
  for (const name of routeNames()) addRoute(app, services, handlers, name);
  addFiles(app, services);
  const description = openApi();
  app.get('/openapi.json', async () => description);
  return app;
}

function routeNames(): readonly RouteName[] {
  return Object.keys(ROUTES).filter((name): name is RouteName => name in ROUTES);
}

function addRoute<N extends RouteName>(
  app: FastifyInstance,
  services: Services,
  handlers: Handlers,
  name: N,
): void {
  const { method, path, auth, response } = ROUTES[name];
  // Input and caller are parsed and checked for this very route just below.
  const handle = handlers[name] as (input: unknown, caller: unknown) => Promise<Answer<unknown>>;
  app.route({
    method,
    url: path,
    handler: async (request, reply) => {
      const caller = await callerOf(services, request, auth);
      if (!caller.ok) return refuse(reply, caller.error);
      const raw = method === 'GET' ? request.query : jsonOf(bodyOf(request));
      const input = inputSchema(name).safeParse(raw);
      if (!input.success) {
        const field = input.error.issues[0]?.path.join('.') ?? '';
        return refuse(reply, { code: 'invalid-request', ...(field === '' ? {} : { field }) });
      }
      const answer = await handle(input.data, caller.value);
      if (!answer.ok) return refuse(reply, answer.error);
      return reply.send(response.parse(answer.value));
    },
  });
}

type AnyCaller = { readonly desk: Desk; readonly actor: Actor | null } | Record<never, never>;

async function callerOf(
  services: Services,
  request: FastifyRequest,
  auth: 'none' | 'desk' | 'session',
): Promise<Answer<AnyCaller>> {
  if (auth === 'none') return ok({});
  const desk = await authenticateDesk(services, signedRequest(request));
  if (!desk.ok) return desk;
  const actor = await actorOf(services, desk.value, headerOf(request, DESK_HEADERS.session));
  if (auth === 'session' && !actor.ok) return actor;
  return ok({ desk: desk.value, actor: actor.ok ? actor.value : null });
}

function addFiles(app: FastifyInstance, services: Services): void {
  const url = `${FILE_PATH}:sha256`;
  app.put(url, async (request, reply) => {
    const desk = await authenticateDesk(services, signedRequest(request));
    if (!desk.ok) return refuse(reply, desk.error);
    const params = FileParams.safeParse(request.params);
    if (!params.success) return refuse(reply, { code: 'invalid-request', field: 'sha256' });
    const stored = await storeFile(services, desk.value, params.data.sha256, bodyOf(request));
    return stored.ok ? reply.status(204).send() : refuse(reply, stored.error);
  });
  app.get(url, async (request, reply) => {
    const caller = await callerOf(services, request, 'desk');
    if (!caller.ok || !('desk' in caller.value))
      return refuse(reply, caller.ok ? { code: 'desk-unknown' } : caller.error);
    const params = FileParams.safeParse(request.params);
    if (!params.success) return refuse(reply, { code: 'invalid-request', field: 'sha256' });
    const { desk, actor } = caller.value;
    const file = await readStoredFile(services, desk, actor, params.data.sha256);
    if (!file.ok) return refuse(reply, file.error);
    return reply.type(file.value.type).send(file.value.bytes);
  });
}

function signedRequest(request: FastifyRequest): Parameters<typeof authenticateDesk>[1] {
  const { method, headers, originalUrl } = request;
  return { method, path: originalUrl, headers, body: bodyOf(request) };
}

function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : NOTHING;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refuse(reply: FastifyReply, failure: Failure): FastifyReply {
  return reply.status(STATUS[failure.code] ?? 422).send(failure);
}

/** Whoever is answered while the server stops is told to let the connection go: it would keep the server up for a minute. */
function letGoWhenClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

/** One line a request: route, status, time, the desk's id. Never its query, body or people. */
function logRequests(app: FastifyInstance, { log }: Services): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        desk: headerOf(request, DESK_HEADERS.desk)?.slice(0, 36),
      },
      'request',
    );
  });
}

function answerErrors(app: FastifyInstance, { log }: Services): void {
  app.setNotFoundHandler(async (_request, reply) => reply.status(404).send({ code: 'not-found' }));
  app.setErrorHandler(async (error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    if (status === 413) return reply.status(422).send({ code: 'file-too-large' });
    if (typeof status === 'number' && status >= 400 && status < 500)
      return reply.status(422).send({ code: 'invalid-request' });
    const incident = randomUUID();
    log.error({ incident, error: errorForLog(error) }, 'request failed');
    const unavailable = databaseFailure(error) === 'unavailable';
    return reply.status(unavailable ? 503 : 500).send({ code: 'internal', facts: { incident } });
  });
}
