import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import type { z } from 'zod';
import type { ApplicationForm, Attachment } from '../../../core/domain/application-form.ts';
import { toIso } from '../../../core/domain/instant.ts';
import { buildApplicationXml, type SignedApplication } from '../../../core/eds/application-xml.ts';
import { buildCommandXml, type SignedCommand, signedFields } from '../../../core/eds/command-xml.ts';
import { buildSignInXml } from '../../../core/eds/sign-in-xml.ts';
import { signedConsent } from '../../../core/eds/signed-document.ts';
import type { Command, GivenCommand } from '../../../core/protocol/command.ts';
import { commandText } from '../../../core/protocol/command-wording.ts';
import type { Consent } from '../../../core/protocol/consent.ts';
import { DESK_HEADERS, deskSignatureText } from '../../../core/protocol/desk-signature.ts';
import { FILE_PATH } from '../../../core/protocol/file.ts';
import { PairResponse } from '../../../core/protocol/pairing.ts';
import type { Mutation, MutationResult, Outgoing } from '../../../core/protocol/replication.ts';
import { ROUTES, type RouteName } from '../../../core/protocol/server.ts';
import type { DemoCa } from '../../simulators/demo-ca/index.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';

/** An answer as it came: status, and the body parsed by the contract when it is a success. */
export type Reply<N extends RouteName> =
  | { readonly status: 200; readonly body: z.output<(typeof ROUTES)[N]['response']> }
  | { readonly status: number; readonly failure: { code: string; field?: string; facts?: object } };

/** Who is signed in at a desk. */
export type SignedIn = { readonly token: string; readonly id: string; readonly iin: string };

/** What a test changes of a request or of what is signed, to make it wrong. */
export type Oddity = {
  readonly time?: string;
  readonly nonce?: string;
  readonly session?: string;
  readonly bodyAfterSigning?: string;
  /** Goes away without waiting for the answer. */
  readonly away?: AbortSignal;
};

/** A desk as the server sees it, written from the contract alone: it shares no code with the product's own client. */
export type DeskClient = {
  readonly paired: z.output<typeof PairResponse>;
  readonly clientId: string;
  call<N extends RouteName>(name: N, request: object, oddity?: Oddity): Promise<Reply<N>>;
  put(sha256: string, bytes: Uint8Array): Promise<{ status: number; code: string | null }>;
  get(sha256: string, session?: string): Promise<{ status: number; bytes: Uint8Array }>;
  signIn(person: string, email?: string | null): Promise<SignedIn>;
  challenge(purpose?: 'sign-in' | 'application'): Promise<string>;
  /** A mutation with its signature; `id` is the next of this client unless given. */
  submission(order: Order): Promise<OutgoingSubmission>;
  /** Gives a command without a signature, and takes what became of it. */
  give(session: SignedIn, command: Command, more?: Partial<GivenCommand>): Promise<MutationResult>;
  /** A command after filing; signed where `key` names somebody. */
  command(order: CommandOrder): Promise<OutgoingCommand>;
  push(...mutations: readonly Outgoing[]): Promise<readonly MutationResult[]>;
};

/** A signed form on its way. */
export type OutgoingSubmission = Outgoing & {
  readonly mutation: Extract<Mutation, { name: 'application.submit' }>;
};

export type Order = {
  readonly form: ApplicationForm;
  /** Short name of the demo person whose key signs. */
  readonly key: string;
  /** The document goes as it is, without a signature. */
  readonly unsigned?: boolean;
  readonly session: SignedIn;
  readonly id?: number;
  readonly kind?: 'gost' | 'rsa-sign';
  readonly signed?: Partial<SignedApplication>;
  /** Beside the signed XML. */
  readonly consent?: Consent | null;
};

/** A command on its way. */
export type OutgoingCommand = Outgoing & { readonly mutation: Extract<Mutation, { name: 'command' }> };

export type CommandOrder = {
  readonly command: Command;
  readonly session: SignedIn;
  /** Number of its application, as the signed document names it. */
  readonly number?: string;
  /** Short name of the demo person whose key signs; null: nobody. */
  readonly key?: string | null;
  readonly signer?: 'applicant' | 'operator';
  readonly consent?: Consent | null;
  readonly attachments?: readonly Attachment[];
  /** In the signed document alone. */
  readonly signed?: Partial<SignedCommand>;
  readonly id?: number;
};

/** Pairs a new computer by its code, made for a computer of this mode. */
export async function openDeskClient(
  url: string,
  now: () => number,
  ca: DemoCa,
  code: string,
  mode: 'desk' | 'kiosk' = 'desk',
): Promise<DeskClient> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const clientId = randomUUID();
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const response = await fetch(`${url}${ROUTES.pair.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey: spki, clientId, mode }),
  });
  const paired = PairResponse.parse(await response.json());
  let labels = 0;
  let mutations = 0;

  const send = async (method: string, target: string, body: Uint8Array | null, oddity: Oddity) => {
    const time = oddity.time ?? toIso(now());
    const nonce = oddity.nonce ?? randomBytes(16).toString('hex');
    const session = oddity.session ?? '';
    const bodyHash = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const text = deskSignatureText({ method, path: target, time, nonce, bodyHash, session });
    const headers: Record<string, string> = {
      [DESK_HEADERS.desk]: paired.deskId,
      [DESK_HEADERS.time]: time,
      [DESK_HEADERS.nonce]: nonce,
      [DESK_HEADERS.signature]: sign(null, Buffer.from(text), privateKey).toString('base64'),
      ...(session === '' ? {} : { [DESK_HEADERS.session]: session }),
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    };
    const sent = oddity.bodyAfterSigning ?? (body === null ? null : new Uint8Array(body));
    return fetch(`${url}${target}`, { method, headers, body: sent, signal: oddity.away ?? null });
  };

  const call: DeskClient['call'] = async (name, request, oddity = {}) => {
    const { method, path, response: schema } = ROUTES[name];
    const query = new URLSearchParams(Object.entries(request).map(([key, value]) => [key, String(value)]));
    const target = method === 'GET' ? `${path}?${query}` : path;
    const body = method === 'GET' ? null : Buffer.from(JSON.stringify(request));
    const answer = await send(method, target, body, oddity);
    const json: unknown = await answer.json();
    // The body is read by the schema of this very route.
    if (answer.status === 200)
      return { status: 200, body: schema.parse(json) as z.output<(typeof ROUTES)[typeof name]['response']> };
    return { status: answer.status, failure: json as { code: string } };
  };

  const challenge = async (purpose: 'sign-in' | 'application' = 'application') =>
    good(await call('challenge', { purpose })).challenge;

  return {
    paired,
    clientId,
    call,
    challenge,
    async put(sha256, bytes) {
      const answer = await send('PUT', `${FILE_PATH}${sha256}`, bytes, {});
      const text = await answer.text();
      return {
        status: answer.status,
        code: text === '' ? null : (JSON.parse(text) as { code: string }).code,
      };
    },
    async get(sha256, session) {
      const answer = await send(
        'GET',
        `${FILE_PATH}${sha256}`,
        null,
        session === undefined ? {} : { session },
      );
      return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
    },
    async signIn(person, email = 'person@demo.kezek.example') {
      const xml = buildSignInXml({
        version: 1,
        challenge: await challenge('sign-in'),
        desk: paired.deskCode,
        time: toIso(now()),
      });
      const { key, certificate } = ca.signer({ person, kind: 'gost' });
      const chosen = good(await call('signIn', { signedXml: signXmlEnveloped(xml, key, certificate) }));
      const entered = good(await call('enter', { ticket: chosen.ticket, email }));
      return { token: entered.token, id: entered.session.id, iin: entered.session.iin };
    },
    async submission({
      form,
      key,
      unsigned = false,
      session,
      id,
      kind = 'gost',
      signed = {},
      consent = null,
    }) {
      const uuid = randomUUID();
      labels += 1;
      if (id === undefined) mutations += 1;
      const xml = buildApplicationXml({
        version: 1,
        uuid,
        challenge: signed.challenge ?? (await challenge()),
        district: form.district,
        desk: paired.deskCode,
        operator: session.iin === form.applicant.iin ? null : session.iin,
        signer: 'applicant',
        consent: signedConsent(consent),
        time: toIso(now()),
        form,
        ...signed,
      });
      const signer = ca.signer({ person: key, kind });
      return {
        id: id ?? mutations,
        uuid: randomUUID(),
        session: session.id,
        at: toIso(now()),
        mutation: {
          name: 'application.submit',
          args: {
            uuid,
            form,
            signedXml: unsigned ? xml : signXmlEnveloped(xml, signer.key, signer.certificate),
            provisional: {
              label: `${paired.deskCode}-260101-${labels}`,
              deskTime: toIso(now()),
              clockOffsetMs: 0,
            },
            consent,
          },
        },
      };
    },
    async give(session, command, more = {}) {
      mutations += 1;
      const at = toIso(now());
      const args: GivenCommand = {
        ...{ uuid: randomUUID(), command, attachments: [], signedXml: null, signer: null, consent: null },
        ...{ deskTime: at, clockOffsetMs: 0 },
        ...more,
      };
      const mutation = { name: 'command', args } as const;
      const sent = { id: mutations, uuid: args.uuid, session: session.id, at, mutation };
      const request = { protocol: 1, schema: 1, clientId, mutations: [sent] };
      const [result] = good(await call('push', request)).results;
      if (result === undefined) throw new Error('The server answered nothing to a command');
      return result;
    },
    async command(given) {
      const { command, session, number, key = null, consent = null, attachments = [], signed = {} } = given;
      const signer = key === null ? null : (given.signer ?? 'applicant');
      const uuid = randomUUID();
      if (given.id === undefined) mutations += 1;
      const application = 'application' in command ? command.application : null;
      const xml = async () =>
        buildCommandXml({
          version: 1,
          uuid,
          challenge: signed.challenge ?? (await challenge()),
          district: paired.district,
          desk: paired.deskCode,
          operator: signer === 'operator' ? session.iin : null,
          signer: signer ?? 'applicant',
          consent: signedConsent(consent),
          time: toIso(now()),
          application: application === null ? null : { uuid: application, number: number ?? '' },
          command: command.do,
          fields: signedFields(command),
          attachments,
          locale: 'kk',
          text: commandText(command, application === null ? null : (number ?? ''), 'kk'),
          ...signed,
        });
      const by = key === null ? null : ca.signer({ person: key, kind: 'gost' });
      return {
        id: given.id ?? mutations,
        uuid,
        session: session.id,
        at: toIso(now()),
        mutation: {
          name: 'command',
          args: {
            ...{ uuid, command, attachments, signer, consent },
            signedXml: by === null ? null : signXmlEnveloped(await xml(), by.key, by.certificate),
            deskTime: toIso(now()),
            clockOffsetMs: 0,
          },
        },
      };
    },
    async push(...sent) {
      const request = { protocol: 1, schema: 1, clientId, mutations: sent };
      return good(await call('push', request)).results;
    },
  };
}

/** The body of a success; a failure fails the test with what the server said. */
export function good<N extends RouteName>(reply: Reply<N>): z.output<(typeof ROUTES)[N]['response']> {
  if ('body' in reply) return reply.body;
  throw new Error(`${reply.status} ${JSON.stringify(reply.failure)}`);
}

/** Status and code of a failure. */
export function bad<N extends RouteName>(reply: Reply<N>): { status: number; code: string } {
  if ('body' in reply) throw new Error('The server did what it should have refused');
  return { status: reply.status, code: reply.failure.code };
}
