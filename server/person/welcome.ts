import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import type { EnterResponse } from '../../core/protocol/sign-in.ts';
import type { Answer } from '../answer.ts';
import type { Database } from '../database/schema.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Services } from '../services.ts';
import { openSession } from './session.ts';

/** A person who proved who he is. `phone`: proven by a one-time code, else null. An empty name leaves the known one. */
export type Proven = {
  readonly means: 'eds' | 'code';
  readonly iin: string;
  readonly name: string;
  readonly phone: string | null;
  /** As typed now, read; null where nothing was. */
  readonly email: string | null;
};

/**
 * Remembers the person and opens the session. At the first sign-in the e-mail is asked for (R11); only at a desk can a person
 * do without one: `email-required`, and nothing has happened.
 */
export async function welcome(
  services: Services,
  trx: Transaction<Database>,
  desk: Desk,
  proven: Proven,
): Promise<Answer<z.output<typeof EnterResponse>>> {
  const { iin, means } = proven;
  const at = new Date(services.now());
  const known = await trx
    .selectFrom('person')
    .select(['name', 'email', 'phone'])
    .where('iin', '=', iin)
    .executeTakeFirst();
  const name = proven.name === '' ? (known?.name ?? '') : proven.name;
  const email = proven.email ?? known?.email ?? null;
  const phone = proven.phone ?? known?.phone ?? null;
  if (email === null && desk.mode === 'kiosk') return fail({ code: 'email-required', field: 'email' });
  await trx
    .insertInto('person')
    .values({ iin, name, email, phone, first_seen_at: at })
    .onConflict((conflict) => conflict.column('iin').doUpdateSet({ name, email, phone }))
    .execute();
  const opened = await openSession(services, trx, desk, { iin, name, email, phone }, means);
  await trx
    .insertInto('audit')
    .values({
      at,
      action: 'signed-in',
      actor: iin,
      desk: desk.id,
      subject: opened.session.id,
      facts: JSON.stringify({ means }),
    })
    .execute();
  return ok(opened);
}
