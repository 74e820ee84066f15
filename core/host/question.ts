import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { mergeSearch } from '../protocol/merge.ts';
import type { Question } from '../protocol/question.ts';
import type { signedCommandQuestions } from '../protocol/signed-command.ts';
import type { RouteRequest, RouteResponse } from '../replica/server-client.ts';
import { type Context, heard, signedIn } from './context.ts';
import { tokenOf } from './offline.ts';

/** Passes a question of whoever is signed in on to the server (core/protocol/route.ts). `server-unreachable` while the line is down. */
export async function askServer<
  Q extends Question | keyof typeof signedCommandQuestions | keyof typeof mergeSearch,
>(context: Context, question: Q, input: RouteRequest<Q>): Promise<Result<RouteResponse<Q>, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const token = await tokenOf(context, open.value);
  return token.ok ? heard(context, await context.client.call(question, input, token.value)) : token;
}
