import { z } from 'zod';
import { ADMINISTRATION_ROUTES } from './administration.ts';
import { AUDIT_ROUTES } from './audit.ts';
import { benefitQuestions } from './benefit.ts';
import { CommandFacts, GivenCommandSchema } from './command.ts';
import { ConsentSchema } from './consent.ts';
import { ApplicationFormSchema, IinText, KatoCode, Sha256 } from './form.ts';
import { kindergartenQuestions } from './kindergarten.ts';
import { noticeQuestions } from './notice.ts';
import { permissionQuestions } from './permission.ts';
import { CertificateOwnerSchema, OpenedSessionSchema, RegistryPersonSchema } from './person.ts';
import { placeQuestions } from './place.ts';
import { proposalQuestions } from './proposal.ts';
import { ChangeSchema, ProvisionalSchema } from './record.ts';
import { EditedReferenceSchema } from './reference.ts';
import { REGION_ROUTES } from './region.ts';
import { REPORT_ROUTES } from './report.ts';
import { signedCommandQuestions } from './signed-command.ts';
import { VerificationReportSchema } from './verification.ts';
import { whyQuestions } from './why.ts';
import { workQuestions } from './work.ts';

/**
 * The contract core ↔ server. Every route is listed here with what it takes and gives; the server registers them in a
 * loop and draws its OpenAPI from them, the desk derives its client from them.
 *
 * Every request of a desk carries its own signature (`core/protocol/desk-signature.ts`); requests on behalf of a person
 * carry the session's token in `kezek-session` as well. A refusal is status 422 with `FailureBody`; 401 with
 * `desk-unknown`, `clock-wrong`, `session-required` or `session-expired`; 409 with `upgrade-needed`.
 */

/** Version of this protocol; the server accepts the current and the previous one. */
export const PROTOCOL = 1;
/** Version of the replicated rows; unknown fields of a newer one are kept, not dropped. */
export const SCHEMA = 1;

export const FailureBody = z.object({
  code: z.string(),
  field: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** What a desk does to the queue; each carries its own uuid and is applied at most once. */
export const MutationSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('application.submit'),
    args: z.strictObject({
      /** The document's UUID: the form's own identifier, printed on the slip. */
      uuid: z.uuid(),
      form: ApplicationFormSchema,
      /** The XML exactly as NCALayer returned it. */
      signedXml: z.string().max(1_000_000),
      provisional: ProvisionalSchema,
      /** The parent's consent where the operator signed; it is named in the signed XML as well. */
      consent: ConsentSchema.nullable().default(null),
    }),
  }),
  /**
   * Staff signed in while the line was down: goes before everything done in that session. The signed XML's challenge is
   * `offline.‹session›`; `statement` is the one the server gave at an earlier sign-in ({@link EnterResponse}).
   */
  z.strictObject({
    name: z.literal('session.open'),
    args: z.strictObject({
      session: z.uuid(),
      signedXml: z.string().max(100_000),
      statement: z.string().max(10_000),
    }),
  }),
  /** Everything that is asked of the queue and of the office after filing. */
  z.strictObject({ name: z.literal('command'), args: GivenCommandSchema }),
]);
export type Mutation = z.infer<typeof MutationSchema>;

/** A mutation in the outbox's order. `id` counts up by one per client without gaps, from 1. */
export const OutgoingSchema = z.strictObject({
  id: z.int().positive(),
  uuid: z.uuid(),
  /** Session under which it was made, and the desk's clock then. */
  session: z.uuid(),
  at: z.iso.datetime(),
  mutation: MutationSchema,
});
export type Outgoing = z.infer<typeof OutgoingSchema>;

/** What became of one mutation; stored at the server and given again to whoever asks twice. */
export const MutationResultSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    id: z.int().positive(),
    outcome: z.literal('done'),
    data: z.strictObject({
      applications: z
        .array(z.strictObject({ uuid: z.uuid(), number: z.string(), queueNumber: z.int().positive() }))
        .readonly(),
      /** What a command has to say beside "done". */
      facts: CommandFacts.optional(),
    }),
  }),
  z.strictObject({ id: z.int().positive(), outcome: z.literal('refused'), failure: FailureBody }),
]);
export type MutationResult = z.infer<typeof MutationResultSchema>;

export const PushRequest = z.strictObject({
  protocol: z.int(),
  schema: z.int(),
  clientId: z.uuid(),
  mutations: z.array(OutgoingSchema).max(50).readonly(),
});
export const PushResponse = z.strictObject({
  serverId: z.uuid(),
  lastMutationId: z.int().nonnegative(),
  results: z.array(MutationResultSchema).readonly(),
});

export const PullRequest = z.strictObject({
  protocol: z.coerce.number().int(),
  schema: z.coerce.number().int(),
  clientId: z.uuid(),
  /** Opaque to the desk; absent = from the beginning. */
  cursor: z.string().optional(),
});
export const PullResponse = z.strictObject({
  serverId: z.uuid(),
  /** Changes with the set of rows this desk may see; when it differs from the replica's, pull from the beginning. */
  scope: z.string(),
  cursor: z.string(),
  hasMore: z.boolean(),
  changes: z.array(ChangeSchema).readonly(),
  lastMutationId: z.int().nonnegative(),
  /** Results the desk has not asked for yet, e.g. after a lost answer. */
  results: z.array(MutationResultSchema).readonly(),
  /** The server's clock, for the desk's offset. */
  now: z.iso.datetime(),
});

export const PairRequest = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{8}$/),
  /** Ed25519 public key, SPKI DER in base64; the private half never leaves the desk. */
  publicKey: z.string(),
  clientId: z.uuid(),
});
export const PairResponse = z.strictObject({
  serverId: z.uuid(),
  deskId: z.uuid(),
  /** Short code of the desk, e.g. `K01`, printed on provisional slips. */
  deskCode: z.string(),
  district: KatoCode,
  mode: z.enum(['desk', 'kiosk']),
  /** Ed25519 public key with which the server signs slips, SPKI DER in base64. */
  slipKey: z.string(),
});

export const ChallengeRequest = z.strictObject({ purpose: z.enum(['sign-in', 'application']) });
export const ChallengeResponse = z.strictObject({ challenge: z.string(), expiresAt: z.iso.datetime() });
/** Stock for signing while the line is down: single use, 72 hours, bound to the desk (domain.md §1.11 "Signing"). */
export const ChallengeStockRequest = z.strictObject({ count: z.int().min(1).max(100) });
export const ChallengeStockResponse = z.strictObject({ challenges: z.array(ChallengeResponse).readonly() });

export const SignInRequest = z.strictObject({ signedXml: z.string().max(100_000) });
/** The signature holds; the owner is shown before «Кіру». `ticket` is single use, two minutes. */
export const SignInResponse = z.strictObject({
  ticket: z.string(),
  owner: CertificateOwnerSchema,
  emailNeeded: z.boolean(),
});
export const EnterRequest = z.strictObject({
  ticket: z.string(),
  email: z.email().max(200).nullable(),
});
export const EnterResponse = z.strictObject({
  token: z.string(),
  session: OpenedSessionSchema,
  /**
   * For staff at a desk: the roles held now, signed by the server's key and good for 72 hours, so that they can sign in
   * while the line is down (`core/ledger/grant-statement.ts`).
   */
  statement: z.string().nullable().default(null),
});
/** Turns a session that was opened off line, once the server has it, into one with a token. */
export const ResumeRequest = z.strictObject({ session: z.uuid() });

/** Phone in E.164; the text of the SMS is in the language of the page. */
export const CodeRequest = z.strictObject({
  iin: IinText,
  phone: z.string().regex(/^\+7\d{10}$/),
  locale: z.enum(['kk', 'ru', 'en']),
});
/** A code is on its way. */
export const CodeResponse = z.strictObject({
  ticket: z.string(),
  /** Masked, as it is shown. */
  phone: z.string(),
  expiresAt: z.iso.datetime(),
  triesLeft: z.int().nonnegative(),
  /** Sign-in only: no e-mail is known of this person yet (R11). */
  emailNeeded: z.boolean(),
});
const CodeText = z.string().regex(/^\d{6}$/);
export const EnterCodeRequest = z.strictObject({
  ticket: z.string(),
  code: CodeText,
  email: z.email().max(200).nullable(),
});
export const ConsentCodeRequest = z.strictObject({ ticket: z.string(), code: CodeText });
export const ConsentCodeResponse = z.strictObject({ consent: z.uuid(), at: z.iso.datetime() });
/** How far the SMS has come, as far as the gateway says. */
export const DELIVERY_STATES = ['queued', 'sent', 'delivered', 'failed'] as const;
export const DeliveryRequest = z.strictObject({ ticket: z.string() });
export const DeliveryResponse = z.strictObject({ state: z.enum(DELIVERY_STATES) });

/** What was signed and what was found when it was verified; of an application this person may see. */
export const SignedRequest = z.strictObject({ uuid: z.uuid() });
export const SignedResponse = z.strictObject({ xml: z.string(), report: VerificationReportSchema });

export const PersonRequest = z.strictObject({ iin: IinText, as: z.enum(['applicant', 'child']) });
export const PersonResponse = z.strictObject({ person: RegistryPersonSchema });

/** The position of one application now, for machines that hold no register (kiosk). */
export const PlaceRequest = z.strictObject({ uuid: z.uuid() });
export const PlaceResponse = z.strictObject({ queueNumber: z.int().positive().nullable() });

export const HealthResponse = z.strictObject({
  serverId: z.uuid(),
  protocol: z.int(),
  now: z.iso.datetime(),
  policy: z.enum(['classic', 'voucher2025']),
});

/** `GET` routes take their request as query parameters, `POST` as a JSON body; files travel as raw bytes. */
export const ROUTES = {
  ...noticeQuestions,
  ...benefitQuestions,
  ...proposalQuestions,
  ...workQuestions,
  health: {
    method: 'GET',
    path: '/v1/health',
    auth: 'none',
    request: z.strictObject({}),
    response: HealthResponse,
  },
  pair: { method: 'POST', path: '/v1/desk/pair', auth: 'none', request: PairRequest, response: PairResponse },
  challenge: {
    method: 'POST',
    path: '/v1/challenge',
    auth: 'desk',
    request: ChallengeRequest,
    response: ChallengeResponse,
  },
  challengeStock: {
    method: 'POST',
    path: '/v1/challenge/stock',
    auth: 'desk',
    request: ChallengeStockRequest,
    response: ChallengeStockResponse,
  },
  signIn: {
    method: 'POST',
    path: '/v1/sign-in',
    auth: 'desk',
    request: SignInRequest,
    response: SignInResponse,
  },
  enter: {
    method: 'POST',
    path: '/v1/session',
    auth: 'desk',
    request: EnterRequest,
    response: EnterResponse,
  },
  /** Sign-in by one-time code, step one: is this phone this person's (БМГ), then an SMS. */
  requestCode: {
    method: 'POST',
    path: '/v1/code',
    auth: 'desk',
    request: CodeRequest,
    response: CodeResponse,
  },
  enterCode: {
    method: 'POST',
    path: '/v1/code/session',
    auth: 'desk',
    request: EnterCodeRequest,
    response: EnterResponse,
  },
  codeDelivery: {
    method: 'GET',
    path: '/v1/code/delivery',
    auth: 'desk',
    request: DeliveryRequest,
    response: DeliveryResponse,
  },
  /** The parent's consent to what the operator of this session files. */
  requestConsent: {
    method: 'POST',
    path: '/v1/consent/code',
    auth: 'session',
    request: CodeRequest,
    response: CodeResponse,
  },
  enterConsent: {
    method: 'POST',
    path: '/v1/consent',
    auth: 'session',
    request: ConsentCodeRequest,
    response: ConsentCodeResponse,
  },
  resume: {
    method: 'POST',
    path: '/v1/session/resume',
    auth: 'desk',
    request: ResumeRequest,
    response: EnterResponse,
  },
  signed: {
    method: 'GET',
    path: '/v1/signed',
    auth: 'session',
    request: SignedRequest,
    response: SignedResponse,
  },
  leave: {
    method: 'POST',
    path: '/v1/session/leave',
    auth: 'session',
    request: z.strictObject({}),
    response: z.strictObject({}),
  },
  person: {
    method: 'POST',
    path: '/v1/registry/person',
    auth: 'session',
    request: PersonRequest,
    response: PersonResponse,
  },
  push: { method: 'POST', path: '/v1/push', auth: 'desk', request: PushRequest, response: PushResponse },
  pull: { method: 'GET', path: '/v1/pull', auth: 'desk', request: PullRequest, response: PullResponse },
  ...kindergartenQuestions,
  place: {
    method: 'GET',
    path: '/v1/place',
    auth: 'session',
    request: PlaceRequest,
    response: PlaceResponse,
  },
  ...whyQuestions,
  ...permissionQuestions,
  ...signedCommandQuestions,
  ...placeQuestions,
  /** Tables that people of the region edited, for the forms of every desk. */
  reference: {
    method: 'GET',
    path: '/v1/reference',
    auth: 'desk',
    request: z.strictObject({}),
    response: EditedReferenceSchema,
  },
  ...ADMINISTRATION_ROUTES,
  ...REGION_ROUTES,
  ...REPORT_ROUTES,
  ...AUDIT_ROUTES,
} as const satisfies Record<
  string,
  {
    method: 'GET' | 'POST';
    path: string;
    auth: 'none' | 'desk' | 'session';
    request: z.ZodType;
    response: z.ZodType;
  }
>;
export type RouteName = keyof typeof ROUTES;

/** Scans travel apart from mutations: `PUT` and `GET /v1/file/{sha256}`, raw bytes, desk signature. */
export const FILE_PATH = '/v1/file/';
export const FileParams = z.strictObject({ sha256: Sha256 });
