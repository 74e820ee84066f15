import { z } from 'zod';

/**
 * Each word's file has what is asked of it: `‹word›Methods` of the contract renderer ↔ core (assembled in desk.ts),
 * `‹word›Routes` of the contract core ↔ server (assembled in server.ts), `‹word›Questions` of both.
 */

export const Nothing = z.strictObject({});

/**
 * A question to the server that the core passes on as it is: one definition for both contracts (renderer ↔ core as a method of
 * the same name, core ↔ server as a route). Asked in the name of whoever is signed in; it changes nothing. Always `POST`, so
 * that no personal data stands in an address.
 */
export function question<Input extends z.ZodType, Output extends z.ZodType>(
  path: `/v1/${string}`,
  input: Input,
  output: Output,
) {
  return {
    method: 'POST' as const,
    path,
    auth: 'session' as const,
    request: input,
    response: output,
    input,
    output,
  };
}
