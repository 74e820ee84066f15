import { z } from 'zod';

export const ChallengeRequest = z.strictObject({ purpose: z.enum(['sign-in', 'application']) });
export const ChallengeResponse = z.strictObject({ challenge: z.string(), expiresAt: z.iso.datetime() });
/** Stock for signing while the line is down: single use, 72 hours, bound to the desk (domain.md §1.11 "Signing"). */
export const ChallengeStockRequest = z.strictObject({ count: z.int().min(1).max(100) });
export const ChallengeStockResponse = z.strictObject({ challenges: z.array(ChallengeResponse).readonly() });

export const challengeRoutes = {
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
} as const;
