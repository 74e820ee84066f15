import type { z } from 'zod';
import { consentRoutes } from './asking-consent.ts';
import { cardRoutes } from './card.ts';
import { challengeRoutes } from './challenge.ts';
import { healthRoutes } from './health.ts';
import { codeRoutes } from './one-time-code.ts';
import { pairingRoutes } from './pairing.ts';
import { personRoutes } from './person.ts';
import { QUESTIONS } from './question.ts';
import { referenceRoutes } from './reference.ts';
import { replicationRoutes } from './replication.ts';
import { sessionRoutes } from './sign-in.ts';
import { z } from 'zod';
import { ADMINISTRATION_ROUTES } from './administration.ts';
import { AUDIT_ROUTES } from './audit.ts';
import { benefitQuestions } from './benefit.ts';
import { CommandFacts, GivenCommandSchema } from './command.ts';
import { ConsentSchema } from './consent.ts';
import { ApplicationFormSchema, IinText, KatoCode, Sha256 } from './form.ts';
import { kindergartenQuestions } from './kindergarten.ts';
import { mergeQuestions } from './merge.ts';
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

/**
 * The contract core ↔ server. Every route is listed here with what it takes and gives; the server registers them in a
 * loop and draws its OpenAPI from them, the desk derives its client from them.
 *
 * Every request of a desk carries its own signature (`core/protocol/desk-signature.ts`); requests on behalf of a person
 * carry the session's token in `kezek-session` as well. A refusal is status 422 with `FailureBody`; 401 with
 * `desk-unknown`, `clock-wrong`, `session-required` or `session-expired`; 409 with `upgrade-needed`.
 *
 * `GET` routes take their request as query parameters, `POST` as a JSON body; files travel as raw bytes (file.ts).
 */
export const ROUTES = {
  ...healthRoutes,
  ...pairingRoutes,
  ...challengeRoutes,
  ...sessionRoutes,
  ...codeRoutes,
  ...consentRoutes,
  ...personRoutes,
  ...replicationRoutes,
  ...cardRoutes,
  ...referenceRoutes,

  ...noticeQuestions,
  ...mergeQuestions,
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
  ...QUESTIONS,
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
