import { parseEmail } from '../domain/email.ts';
import type { Failure } from '../domain/failure.ts';
import { parseIin } from '../domain/iin.ts';
import { normalisePhone } from '../domain/phone.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Locale } from '../domain/wording.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { Session } from '../protocol/person.ts';
import { type Context, heard } from './context.ts';
import type { Handlers } from './handler.ts';
import { takeUp } from './sign-in.ts';

type Names = 'session.requestCode' | 'session.enterCode' | 'code.delivery';

/** Signing in by a one-time code (domain.md §1.11): asked for, entered, and how far its SMS has come. */
export function codeHandlers(context: Context): Pick<Handlers, Names> {
  const { client } = context;
  return {
    'session.requestCode': (input) => request(context, input),
    'session.enterCode': (input) => enter(context, input),
    'code.delivery': async ({ ticket }) => heard(context, await client.call('codeDelivery', { ticket })),
  };
}

/** IIN and phone as the server takes them, or what is wrong with them as they were typed. */
export function readCodeInput(
  input: Input<'session.requestCode'>,
): Result<{ iin: string; phone: string; locale: Locale }, Failure> {
  const iin = parseIin(input.iin);
  if (!iin.ok) return fail({ code: `iin-${iin.error}`, field: 'iin' });
  const phone = normalisePhone(input.phone);
  if (!phone.ok) return fail({ code: phone.error, field: 'phone' });
  return ok({ iin: iin.value.iin, phone: phone.value, locale: input.locale });
}

/** Six digits however they are spaced; what cannot be a code costs no try. */
export function readCode(typed: string): Result<string, Failure> {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? ok(digits) : fail({ code: 'code-malformed', field: 'code' });
}

async function request(
  context: Context,
  input: Input<'session.requestCode'>,
): Promise<Result<Output<'session.requestCode'>, Failure>> {
  const read = readCodeInput(input);
  if (!read.ok) return read;
  return heard(context, await context.client.call('requestCode', read.value));
}

async function enter(
  context: Context,
  { ticket, code, email }: Input<'session.enterCode'>,
): Promise<Result<Session, Failure>> {
  const digits = readCode(code);
  if (!digits.ok) return digits;
  const typed = email?.trim() ?? '';
  const address = typed === '' ? ok(null) : parseEmail(typed);
  if (!address.ok) return fail({ code: address.error, field: 'email' });
  const request = { ticket, code: digits.value, email: address.value };
  const answer = heard(context, await context.client.call('enterCode', request));
  return answer.ok ? ok(takeUp(context, answer.value)) : answer;
}
