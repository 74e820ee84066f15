import { createHash, randomBytes } from 'node:crypto';

/** A token of 256 bits, URL-safe. Its holder is who he says; only its hash is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: it has 256 bits, so a plain hash cannot be searched. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
