import type { z } from 'zod';
import { consentRoutes } from './asking-consent.ts';
import { cardRoutes } from './card.ts';
import { challengeRoutes } from './challenge.ts';
import { healthRoutes } from './health.ts';
import { mergeSearch } from './merge.ts';
import { codeRoutes } from './one-time-code.ts';
import { pairingRoutes } from './pairing.ts';
import { personRoutes } from './person.ts';
import { QUESTIONS } from './question.ts';
import { referenceRoutes } from './reference.ts';
import { replicationRoutes } from './replication.ts';
import { sessionRoutes } from './sign-in.ts';
import { signedCommandQuestions } from './signed-command.ts';

/**
 * The contract core ↔ server. Every route is listed here with what it takes and gives; the server registers them in a
 * loop and draws its OpenAPI from them, the desk derives its client from them.
 *
 * Every request of a desk carries its own signature (`core/protocol/desk-signature.ts`); requests on behalf of a person
 * carry the session's token in `kezek-session` as well. A refusal is status 422 with `FailureBody`; 401 with
 * `desk-unknown`, `clock-wrong`, `session-required`, `session-expired` or `rights-withdrawn`; 409 with `upgrade-needed`.
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

  ...signedCommandQuestions,
  ...mergeSearch,
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
