import type { TwoNames } from '../documents/index.ts';
import type { Failure } from '../domain/failure.ts';
import { toIso } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { commandText } from '../protocol/command-wording.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { OpenSession } from '../replica/session.ts';
import { readCode, readCodeInput } from './code.ts';
import { type Context, heard, isOperator, serverNow, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { tokenOf } from './offline.ts';

type Names = 'consent.requestCode' | 'consent.enterCode' | 'consent.prepare';

/** Begins the document id of a consent form on paper; the UUID of the application's document follows. */
export const CONSENT = 'consent:';
/** Consent forms of this run that can still be drawn; an operator has one or two before him. */
const KEPT = 20;

/** The consent of a parent to what staff do on their behalf: by a code, or on paper that is drawn here. */
export function consentHandlers(context: Context): Pick<Handlers, Names> {
  return {
    'consent.requestCode': (input) => requestCode(context, input),
    'consent.enterCode': (input) => enterCode(context, input),
    'consent.prepare': (input) => prepare(context, input),
  };
}

/** The operator who is signed in at this desk. */
function operatorHere(context: Context): Result<OpenSession, Failure> {
  const open = signedIn(context);
  if (!open.ok) return open;
  return isOperator(context, open.value.session) ? open : fail({ code: 'not-permitted' });
}

async function requestCode(
  context: Context,
  input: Input<'consent.requestCode'>,
): Promise<Result<Output<'consent.requestCode'>, Failure>> {
  const open = operatorHere(context);
  if (!open.ok) return open;
  const read = readCodeInput(input);
  if (!read.ok) return read;
  const token = await tokenOf(context, open.value);
  if (!token.ok) return token;
  const answer = heard(context, await context.client.call('requestConsent', read.value, token.value));
  if (!answer.ok) return answer;
  const { emailNeeded: _, ...ticket } = answer.value;
  return ok(ticket);
}

async function enterCode(
  context: Context,
  { ticket, code }: Input<'consent.enterCode'>,
): Promise<Result<Output<'consent.enterCode'>, Failure>> {
  const open = operatorHere(context);
  if (!open.ok) return open;
  const digits = readCode(code);
  if (!digits.ok) return digits;
  const token = await tokenOf(context, open.value);
  if (!token.ok) return token;
  const request = { ticket, code: digits.value };
  return heard(context, await context.client.call('enterConsent', request, token.value));
}

/** Fixes what the paper says; it is drawn when it is read or printed. Works without the line. */
async function prepare(
  context: Context,
  { uuid, form, command }: Input<'consent.prepare'>,
): Promise<Result<Output<'consent.prepare'>, Failure>> {
  const open = operatorHere(context);
  if (!open.ok) return open;
  const { prepared, reference, replica } = context;
  const pairing = replica.device.pairing();
  if (pairing === null) return fail({ code: 'desk-not-paired' });
  const district = reference.districts.find(({ code }) => code === form.district);
  if (district === undefined || form.district !== pairing.district)
    return fail({ code: 'not-permitted', field: 'district' });
  const { iin, name } = open.value.session;
  const id = `${CONSENT}${uuid}`;
  prepared.delete(id);
  prepared.set(id, {
    operator: iin,
    facts: {
      uuid,
      district: { kk: district.kk, ru: district.ru },
      deskCode: pairing.deskCode,
      operatorName: name,
      at: toIso(serverNow(context)),
      form,
      command: command === undefined ? undefined : inWords(command),
    },
  });
  for (const oldest of [...prepared.keys()].slice(0, -KEPT)) prepared.delete(oldest);
  return ok({ id });
}

/** A command in both languages of the state, with what the page said of it. */
function inWords({ command, number, statement }: NonNullable<Input<'consent.prepare'>['command']>): TwoNames {
  const said = statement === '' ? '' : ` ${statement}`;
  return {
    kk: `${commandText(command, number, 'kk')}${said}`,
    ru: `${commandText(command, number, 'ru')}${said}`,
  };
}
