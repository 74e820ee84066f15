import type { z } from 'zod';
import { parseEmail } from '../../core/domain/email.ts';
import { parseIin } from '../../core/domain/iin.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { CodeRequest, CodeResponse } from '../../core/protocol/one-time-code.ts';
import type { EnterCodeRequest, EnterResponse } from '../../core/protocol/sign-in.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Services } from '../services.ts';
import { checkCode, endCode, sendCode } from './one-time-code.ts';
import { welcome } from './welcome.ts';

/** Step one of the sign-in by one-time code (seeds 003, 004): IIN and phone, checked against БМГ, then an SMS. */
export async function requestSignInCode(
  services: Services,
  desk: Desk,
  { iin, phone, locale }: z.output<typeof CodeRequest>,
): Promise<Answer<z.input<typeof CodeResponse>>> {
  const parsed = parseIin(iin);
  if (!parsed.ok) return fail({ code: `iin-${parsed.error}`, field: 'iin' });
  const order = { purpose: 'sign-in', iin, phone, locale, operator: null, merge: null } as const;
  const sent = await sendCode(services, desk, order);
  if (!sent.ok) return sent;
  const known = await services.db
    .selectFrom('person')
    .select('email')
    .where('iin', '=', iin)
    .executeTakeFirst();
  return ok({ ...sent.value, emailNeeded: (known?.email ?? null) === null });
}

/** Step two: the code opens a parent's session, whatever roles the person holds. A code that lacks the e-mail stays good. */
export async function enterByCode(
  services: Services,
  desk: Desk,
  { ticket, code, email }: z.output<typeof EnterCodeRequest>,
): Promise<Answer<z.output<typeof EnterResponse>>> {
  const address = email === null ? ok(null) : parseEmail(email);
  if (!address.ok) return fail({ code: address.error, field: 'email' });
  return services.db.transaction().execute(async (trx) => {
    const checked = await checkCode(services, trx, desk, {
      purpose: 'sign-in',
      operator: null,
      ticket,
      code,
    });
    if (!checked.ok) return checked;
    const { id, iin, name, phone } = checked.value;
    const opened = await welcome(services, trx, desk, {
      means: 'code',
      iin,
      name,
      phone,
      email: address.value,
    });
    if (opened.ok) await endCode(trx, id, services.now());
    return opened;
  });
}
