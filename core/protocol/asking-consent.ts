import { z } from 'zod';
import { CommandSchema } from './command.ts';
import { ApplicationFormSchema } from './form.ts';
import { CodeInput, CodeRequest, CodeResponse, CodeText, CodeTicket } from './one-time-code.ts';

/** How an operator comes by a parent's consent: by a one-time code, or on paper. */

export const ConsentCodeRequest = z.strictObject({ ticket: z.string(), code: CodeText });
export const ConsentCodeResponse = z.strictObject({ consent: z.uuid(), at: z.iso.datetime() });

export const consentMethods = {
  /** At a desk, by an operator: a one-time code to the parent's phone stands for the consent. */
  'consent.requestCode': { input: CodeInput, output: CodeTicket },
  /** The consent holds for one document of this operator at this desk, for 30 minutes. Failures as of `session.enterCode`. */
  'consent.enterCode': {
    input: z.strictObject({ ticket: z.string(), code: z.string().max(40) }),
    output: ConsentCodeResponse,
  },
  /**
   * The consent on paper for the document `uuid`, filled in from its form: `document.read` and `document.print` take the id
   * that comes back. It is signed by hand, scanned, and added to the form with the purpose `consent`.
   */
  'consent.prepare': {
    input: z.strictObject({
      uuid: z.uuid(),
      form: ApplicationFormSchema,
      /** The command after filing that is consented to; without it the filing of the form. */
      command: z
        .strictObject({
          command: CommandSchema,
          number: z.string().max(40),
          /** The same as the page says it, with names where the command has identifiers. */
          statement: z.string().max(1000),
        })
        .optional(),
    }),
    output: z.strictObject({ id: z.string() }),
  },
} as const;

export const consentRoutes = {
  /** The parent's consent to what the operator of this session files. */
  requestConsent: {
    method: 'POST',
    path: '/v1/consent/code',
    auth: 'session',
    request: CodeRequest,
    response: CodeResponse,
  },
  enterConsent: {
    method: 'POST',
    path: '/v1/consent',
    auth: 'session',
    request: ConsentCodeRequest,
    response: ConsentCodeResponse,
  },
} as const;
