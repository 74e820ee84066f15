import { z } from 'zod';
import { KatoCode } from './form.ts';

export const PairRequest = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{8}$/),
  /** Ed25519 public key, SPKI DER in base64; the private half never leaves the desk. */
  publicKey: z.string(),
  clientId: z.uuid(),
  /** What this computer is set up as: a code for the other kind is refused, and stays unused. */
  mode: z.enum(['desk', 'kiosk']),
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

export const pairingRoutes = {
  pair: { method: 'POST', path: '/v1/desk/pair', auth: 'none', request: PairRequest, response: PairResponse },
} as const;
