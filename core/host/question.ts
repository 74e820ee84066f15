import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import { type Context, heard, signedIn } from './context.ts';
import { tokenOf } from './offline.ts';

/** Passes a question of whoever is signed in on to the server (core/protocol/route.ts). `server-unreachable` while the line is down. */
export async function askServer<T>(
  context: Context,
  ask: (token: string) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const token = await tokenOf(context, open.value);
  return token.ok ? heard(context, await ask(token.value)) : token;
}
