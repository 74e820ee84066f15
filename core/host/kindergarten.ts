import { fail, ok } from '../domain/result.ts';
import { checkSlip, readSlipKey } from '../ledger/slip.ts';
import type { kindergartenQuestions } from '../protocol/kindergarten.ts';
import type { publicPaperQuestions } from '../protocol/public-paper.ts';
import { type Context, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { askServer } from './question.ts';

type Names = keyof typeof kindergartenQuestions | keyof typeof publicPaperQuestions;

/** Questions about kindergartens, their places and children are the server's to answer; a QR code is checked here. */
export function kindergartenHandlers(context: Context): Pick<Handlers, Names | 'slip.check'> {
  const { client } = context;
  return {
    'kindergarten.list': (input) =>
      askServer(context, (token) => client.call('kindergarten.list', input, token)),
    'kindergarten.groups': (input) =>
      askServer(context, (token) => client.call('kindergarten.groups', input, token)),
    'kindergarten.enrolled': (input) =>
      askServer(context, (token) => client.call('kindergarten.enrolled', input, token)),
    'kindergarten.transfers': (input) =>
      askServer(context, (token) => client.call('kindergarten.transfers', input, token)),
    'kindergarten.log': (input) =>
      askServer(context, (token) => client.call('kindergarten.log', input, token)),
    'place.preview': (input) => askServer(context, (token) => client.call('place.preview', input, token)),
    'place.bulletin': (input) => askServer(context, (token) => client.call('place.bulletin', input, token)),
    'referral.received': (input) =>
      askServer(context, (token) => client.call('referral.received', input, token)),
    'referral.issued': (input) => askServer(context, (token) => client.call('referral.issued', input, token)),
    'slip.check': async ({ text }) => {
      const open = signedIn(context);
      if (!open.ok) return open;
      const pairing = context.replica.device.pairing();
      const key = pairing === null ? fail('malformed' as const) : readSlipKey(pairing.slipKey);
      if (!key.ok) return fail({ code: 'desk-not-paired' });
      const slip = checkSlip(text, key.value);
      if (slip.ok) return ok({ application: slip.value.uuid, number: slip.value.number });
      return fail({ code: slip.error === 'signature' ? 'slip-not-signed' : 'slip-malformed' });
    },
  };
}
