import { z } from 'zod';
import { PhoneText } from './contacts.ts';
import { IinText } from './form.ts';
import { LocaleSchema } from './locale.ts';

/** One-time codes by SMS: for a parent's sign-in, and for a parent's consent to what an operator files. */

/** A one-time code is on its way: six digits, good until `expiresAt` or until the tries are used up. */
export const CodeTicket = z.strictObject({
  ticket: z.string(),
  /** Masked. */
  phone: z.string(),
  expiresAt: z.iso.datetime(),
  triesLeft: z.int().nonnegative(),
});
/** IIN and phone as typed: `iin-*` and `phone-malformed` name the field. The SMS is in the language of the page. */
export const CodeInput = z.strictObject({
  iin: z.string().max(40),
  phone: z.string().max(40),
  locale: LocaleSchema,
});

/** Phone in E.164; the text of the SMS is in the language of the page. */
export const CodeRequest = z.strictObject({
  iin: IinText,
  phone: PhoneText,
  locale: LocaleSchema,
});
/** At sign-in it is also said whether no e-mail is known of this person yet (R11). */
export const CodeResponse = CodeTicket.extend({ emailNeeded: z.boolean() });
/** The code, six digits. */
export const CodeText = z.string().regex(/^\d{6}$/);

/** How far the SMS has come, as far as the gateway says. */
export const DELIVERY_STATES = ['queued', 'sent', 'delivered', 'failed'] as const;
export const DeliveryRequest = z.strictObject({ ticket: z.string() });
export const DeliveryResponse = z.strictObject({ state: z.enum(DELIVERY_STATES) });

export const codeMethods = {
  /** How far the SMS of a ticket (sign-in or consent) has come; ask every few seconds while the code is waited for. */
  'code.delivery': {
    input: DeliveryRequest,
    output: DeliveryResponse,
  },
} as const;

export const codeRoutes = {
  codeDelivery: {
    method: 'GET',
    path: '/v1/code/delivery',
    auth: 'desk',
    request: DeliveryRequest,
    response: DeliveryResponse,
  },
} as const;
