import type { z } from 'zod';
import { parseEmail } from '../../core/domain/email.ts';
import { MINUTE } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import { readSignInXml } from '../../core/eds/sign-in-xml.ts';
import { CertificateOwnerSchema } from '../../core/protocol/person.ts';
import type {
  EnterRequest,
  EnterResponse,
  SignInRequest,
  SignInResponse,
} from '../../core/protocol/sign-in.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import { spendChallenge } from '../desk/challenge.ts';
import { rememberUnansweredSignIn, unansweredCertificate } from '../revocation/remember.ts';
import { newToken, tokenHash } from '../secret.ts';
import type { Services } from '../services.ts';
import { welcome } from './welcome.ts';

/** How long the owner's data stand on the screen before «Кіру» has to be asked anew. */
const TICKET_MS = 2 * MINUTE;

/**
 * Checks a signed challenge and says whose key it was; nobody is signed in yet («Кіру» follows). The challenge is this
 * desk's, for signing in, unused and not expired.
 */
export async function signIn(
  services: Services,
  desk: Desk,
  { signedXml }: z.output<typeof SignInRequest>,
): Promise<Answer<z.input<typeof SignInResponse>>> {
  const now = services.now();
  const verified = await services.signatures.verify(signedXml, 'sign-in', now);
  if (!verified.ok) return fail({ code: verified.error });
  const { content, owner } = verified.value;
  const document = readSignInXml(content);
  if (!document.ok) return fail({ code: document.error });
  if (document.value.desk !== desk.code) return fail({ code: 'content' });
  const { challenge } = document.value;
  return services.db.transaction().execute(async (trx) => {
    const used = await spendChallenge(trx, { challenge, purpose: 'sign-in', desk, signedAt: now, now });
    if (!used.ok) return used;
    const ticket = newToken();
    await trx
      .insertInto('sign_in_ticket')
      .values({
        hash: tokenHash(ticket),
        desk: desk.id,
        owner: JSON.stringify(owner),
        unanswered: unansweredCertificate(verified.value),
        expires_at: new Date(now + TICKET_MS),
      })
      .execute();
    const person = await trx
      .selectFrom('person')
      .select('email')
      .where('iin', '=', owner.iin)
      .executeTakeFirst();
    return ok({ ticket, owner, emailNeeded: (person?.email ?? null) === null });
  });
}

/** «Кіру»: turns the ticket into a session. A ticket that lacks the e-mail stays good. */
export async function enter(
  services: Services,
  desk: Desk,
  { ticket, email }: z.output<typeof EnterRequest>,
): Promise<Answer<z.output<typeof EnterResponse>>> {
  const address = email === null ? ok(null) : parseEmail(email);
  if (!address.ok) return fail({ code: address.error, field: 'email' });
  const now = services.now();
  return services.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('sign_in_ticket')
      .select(['owner', 'unanswered', 'expires_at', 'used_at'])
      .where('hash', '=', tokenHash(ticket))
      .where('desk', '=', desk.id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.used_at !== null) return fail({ code: 'challenge-unknown' });
    if (row.expires_at.getTime() <= now) return fail({ code: 'challenge-expired' });
    const owner = CertificateOwnerSchema.parse(row.owner);
    const { iin, name } = owner;
    const opened = await welcome(services, trx, desk, {
      means: 'eds',
      iin,
      name,
      phone: null,
      email: address.value,
    });
    if (!opened.ok) return opened;
    if (row.unanswered !== null) {
      const key = { certificate: row.unanswered, owner };
      const signedAt = row.expires_at.getTime() - TICKET_MS;
      await rememberUnansweredSignIn(trx, opened.value.session.id, key, signedAt, now);
    }
    await trx
      .updateTable('sign_in_ticket')
      .set({ used_at: new Date(now) })
      .where('hash', '=', tokenHash(ticket))
      .execute();
    return opened;
  });
}
