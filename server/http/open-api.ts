import { z } from 'zod';
import { ATTACHMENT_TYPES } from '../../core/domain/application-form.ts';
import { DeskHeadersSchema } from '../../core/protocol/desk-signature.ts';
import { FailureBody } from '../../core/protocol/failure.ts';
import { FILE_PATH } from '../../core/protocol/file.ts';
import { PROTOCOL } from '../../core/protocol/replication.ts';
import { ROUTES } from '../../core/protocol/server.ts';

type Json = Readonly<Record<string, unknown>>;
type Auth = 'none' | 'desk' | 'session';

const FAILURES: Readonly<Record<string, string>> = {
  '401':
    'The desk or the session is not accepted: desk-unknown, clock-wrong, session-required, session-expired, rights-withdrawn',
  '409': 'One of the two programs is too old: upgrade-needed',
  '422': 'A refusal, with its code and where possible the field',
  '500': 'A fault of the server; the incident is in its log',
};

/** The description of every route (OpenAPI 3.1), drawn from the schemas that read the requests. */
export function openApi(): Json {
  const routes = Object.entries(ROUTES).map(([name, { method, path, auth, request, response }]) => {
    const input = schemaOf(request, 'input');
    const operation = {
      operationId: name,
      ...securityOf(auth),
      ...(method === 'GET'
        ? { parameters: [...deskParameters(auth), ...queryParameters(input)] }
        : {
            parameters: deskParameters(auth),
            requestBody: { required: true, content: { 'application/json': { schema: input } } },
          }),
      responses: {
        '200': {
          description: 'Done',
          content: { 'application/json': { schema: schemaOf(response, 'output') } },
        },
        ...failures(),
      },
    };
    return [path, { [method.toLowerCase()]: operation }] as const;
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kezek: the central queue server',
      version: String(PROTOCOL),
      description:
        'Every request of a desk carries an Ed25519 signature by the key made at its pairing, over method, path, time, nonce and body (core/protocol/desk-signature.ts).',
    },
    paths: { ...Object.fromEntries(routes), [`${FILE_PATH}{sha256}`]: files() },
    components: {
      securitySchemes: {
        desk: { type: 'apiKey', in: 'header', name: 'kezek-signature' },
        session: { type: 'apiKey', in: 'header', name: 'kezek-session' },
      },
      schemas: { Failure: schemaOf(FailureBody, 'output') },
    },
  };
}

function files(): Json {
  const content = Object.fromEntries(
    ATTACHMENT_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  );
  const sha256 = {
    name: 'sha256',
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  };
  const parameters = [sha256, ...deskParameters('desk')];
  return {
    put: {
      operationId: 'putFile',
      ...securityOf('desk'),
      parameters,
      requestBody: { required: true, content },
      responses: { '204': { description: 'Kept' }, ...failures() },
    },
    get: {
      operationId: 'getFile',
      ...securityOf('desk'),
      parameters,
      responses: { '200': { description: 'The scan', content }, ...failures() },
    },
  };
}

function securityOf(auth: Auth): Json {
  if (auth === 'none') return { security: [] };
  return { security: [auth === 'desk' ? { desk: [] } : { desk: [], session: [] }] };
}

function failures(): Json {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } };
  return Object.fromEntries(
    Object.entries(FAILURES).map(([status, description]) => [status, { description, content }]),
  );
}

function deskParameters(auth: Auth): readonly Json[] {
  if (auth === 'none') return [];
  return Object.entries(DeskHeadersSchema.shape)
    .filter(([name]) => name !== 'kezek-signature')
    .map(([name, schema]) => ({ name, in: 'header', required: true, schema: schemaOf(schema, 'input') }));
}

function queryParameters(schema: Json): readonly Json[] {
  const parsed = z
    .object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()).optional() })
    .parse(schema);
  return Object.entries(parsed.properties).map(([name, each]) => ({
    name,
    in: 'query',
    required: parsed.required?.includes(name) ?? false,
    schema: each,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
