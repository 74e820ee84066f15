import { fail, ok } from '../domain/result.ts';
import { checkSlip, readSlipKey } from '../ledger/slip.ts';
import { type Context, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';

/** The QR code of a paper is checked here, without the network. */
export function slipHandlers(context: Context): Pick<Handlers, 'slip.check'> {
  return {
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
