import { z } from 'zod';

const FAULTS = ['http-error', 'garbage', 'empty', 'silence', 'cut'] as const;

/** How the services of the CA behave now. */
export const NcaBehaviour = z.strictObject({
  ocsp: z.enum([
    'normal',
    'revoked',
    'unknown',
    'malformed-request',
    'internal-error',
    'try-later',
    'signature-required',
    'unauthorized',
    'wrong-nonce',
    'no-nonce',
    'stale',
    'future',
    'no-next-update',
    'other-certificate',
    'issuer-signed',
    'leaf-signed',
    'forged',
    ...FAULTS,
  ]),
  crl: z.enum(['normal', 'expired', 'future', 'no-next-update', 'forged', ...FAULTS]),
  tsp: z.enum(['normal', 'rejected', 'wrong-imprint', 'wrong-nonce', 'past', 'future', 'forged', ...FAULTS]),
  /** Milliseconds before every answer. */
  delay: z.number().int().min(0),
  /** How far the services' clock is ahead of this computer's, ms. */
  clock: z.number().int(),
  /** Serial numbers (hex) that are revoked from now on, besides the keys that always are. */
  revoked: z.array(z.string().regex(/^[0-9a-fA-F]+$/)),
});
export type NcaBehaviour = z.infer<typeof NcaBehaviour>;
