import { z } from 'zod';
import { LocaleSchema } from './locale.ts';
import { StorageSchema } from './ncalayer.ts';
import { CodeInput, CodeRequest, CodeResponse, CodeText } from './one-time-code.ts';
import { CertificateOwnerSchema, OpenedSessionSchema, SessionSchema } from './person.ts';
import { Nothing } from './route.ts';

export const SignInRequest = z.strictObject({ signedXml: z.string().max(100_000) });
/** The signature holds; the owner is shown before «Кіру». `ticket` is single use, two minutes. */
export const SignInResponse = z.strictObject({
  ticket: z.string(),
  owner: CertificateOwnerSchema,
  emailNeeded: z.boolean(),
});
export const EnterRequest = z.strictObject({
  ticket: z.string(),
  email: z.email().max(200).nullable(),
});
export const EnterResponse = z.strictObject({
  token: z.string(),
  session: OpenedSessionSchema,
  /**
   * For staff at a desk: the roles held now, signed by the server's key and good for 72 hours, so that they can sign in
   * while the line is down (`core/ledger/grant-statement.ts`).
   */
  statement: z.string().nullable().default(null),
});
/** Turns a session that was opened off line, once the server has it, into one with a token. */
export const ResumeRequest = z.strictObject({ session: z.uuid() });

export const EnterCodeRequest = z.strictObject({
  ticket: z.string(),
  code: CodeText,
  email: z.email().max(200).nullable(),
});

export const sessionMethods = {
  /** Asks the server for a challenge, NCALayer for a signature, the server for its verdict; shows the owner. */
  'session.choose': {
    input: z.strictObject({ storage: StorageSchema, locale: LocaleSchema }),
    output: SignInResponse,
  },
  /** «Кіру». At the first sign-in the e-mail is asked for (R11); `noEmail` only at a desk. */
  'session.enter': {
    input: z.strictObject({ ticket: z.string(), email: z.string().nullable() }),
    output: SessionSchema,
  },
  /**
   * Sign-in by one-time code, for parents: the pair is checked against БМГ, then an SMS is sent. `phone-not-linked`,
   * `phone-registry-unavailable`, `sms-failed`, `too-many-codes` (facts `minutes`: when the next one may be asked for),
   * `too-many-attempts`.
   */
  'session.requestCode': {
    input: CodeInput,
    output: CodeResponse,
  },
  /**
   * `code-wrong` (facts `triesLeft`), `code-expired`, `code-used-up`: then a new one is asked for. `email-required` (at a
   * kiosk, R11) leaves the ticket good: the same code again, with the e-mail.
   */
  'session.enterCode': {
    input: z.strictObject({ ticket: z.string(), code: z.string().max(40), email: z.string().nullable() }),
    output: SessionSchema,
  },
  /** The person is at the keyboard, or the mouse: staff sessions lock after ten idle minutes. Call it at most every 30 s. */
  'session.touch': { input: Nothing, output: Nothing },
  /** Locks a staff session now; `not-permitted` for parents, whose session simply ends. */
  'session.lock': { input: Nothing, output: Nothing },
  /** The same person signs again at NCALayer; another person's key is `iin-mismatch`. */
  'session.unlock': {
    input: z.strictObject({ storage: StorageSchema, locale: LocaleSchema }),
    output: SessionSchema,
  },
  'session.current': { input: Nothing, output: SessionSchema.nullable() },
  /** Ends the session; at a kiosk everything of the person is gone after it. */
  'session.leave': { input: Nothing, output: Nothing },
} as const;

export const sessionRoutes = {
  signIn: {
    method: 'POST',
    path: '/v1/sign-in',
    auth: 'desk',
    request: SignInRequest,
    response: SignInResponse,
  },
  enter: {
    method: 'POST',
    path: '/v1/session',
    auth: 'desk',
    request: EnterRequest,
    response: EnterResponse,
  },
  /** Sign-in by one-time code, step one: is this phone this person's (БМГ), then an SMS. */
  requestCode: {
    method: 'POST',
    path: '/v1/code',
    auth: 'desk',
    request: CodeRequest,
    response: CodeResponse,
  },
  enterCode: {
    method: 'POST',
    path: '/v1/code/session',
    auth: 'desk',
    request: EnterCodeRequest,
    response: EnterResponse,
  },
  resume: {
    method: 'POST',
    path: '/v1/session/resume',
    auth: 'desk',
    request: ResumeRequest,
    response: EnterResponse,
  },
  leave: {
    method: 'POST',
    path: '/v1/session/leave',
    auth: 'session',
    request: Nothing,
    response: Nothing,
  },
} as const;
