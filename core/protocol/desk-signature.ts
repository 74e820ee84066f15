import { z } from 'zod';

/**
 * How a desk proves that a request is its own: an Ed25519 signature, by the key made at pairing, over the lines below.
 * The time must be within five minutes of the server's; a nonce is accepted once. So a captured request is worth nothing.
 */
export const DESK_HEADERS = {
  desk: 'kezek-desk',
  time: 'kezek-time',
  nonce: 'kezek-nonce',
  signature: 'kezek-signature',
  session: 'kezek-session',
} as const;

export const DeskHeadersSchema = z.object({
  'kezek-desk': z.uuid(),
  'kezek-time': z.iso.datetime(),
  'kezek-nonce': z.string().regex(/^[0-9a-f]{32}$/),
  'kezek-signature': z.string().max(200),
});

/** Greatest difference between the clocks of desk and server, in ms. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * The text that is signed.
 * @param path path with query, as sent
 * @param bodyHash lower-case hex SHA-256 of the body's bytes (of nothing for a GET)
 * @param session token of the session, or '' where there is none
 */
export function deskSignatureText(parts: {
  method: string;
  path: string;
  time: string;
  nonce: string;
  bodyHash: string;
  session: string;
}): string {
  return ['kezek-1', parts.method, parts.path, parts.time, parts.nonce, parts.bodyHash, parts.session].join(
    '\n',
  );
}
