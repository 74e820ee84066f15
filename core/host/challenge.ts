import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { StockedChallenge } from '../replica/challenge.ts';
import { type Context, heard, serverNow } from './context.ts';

/** A challenge to sign, and what of the stock it is, to be given back when nothing was signed with it. */
export type Challenge = { readonly challenge: string; readonly stocked: StockedChallenge | null };

/** A challenge of the server; at a desk whose line is down one of the stock (domain.md §1.11 "Signing"). */
export async function takeChallenge(context: Context): Promise<Result<Challenge, Failure>> {
  const { client, config, exchange, replica } = context;
  const offline = exchange.state().server === 'unreachable' && config.mode === 'desk';
  const answer = offline
    ? fail<Failure>({ code: 'server-unreachable' })
    : heard(context, await client.call('challenge', { purpose: 'application' }));
  if (answer.ok) return ok({ challenge: answer.value.challenge, stocked: null });
  if (answer.error.code !== 'server-unreachable' || config.mode === 'kiosk') return answer;
  const stocked = replica.challenges.take(serverNow(context));
  return stocked === null ? answer : ok({ challenge: stocked.challenge, stocked });
}
