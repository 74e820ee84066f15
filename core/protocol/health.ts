import { z } from 'zod';

export const HealthResponse = z.strictObject({
  serverId: z.uuid(),
  protocol: z.int(),
  now: z.iso.datetime(),
  policy: z.enum(['classic', 'voucher2025']),
});

export const healthRoutes = {
  health: {
    method: 'GET',
    path: '/v1/health',
    auth: 'none',
    request: z.strictObject({}),
    response: HealthResponse,
  },
} as const;
