import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../domain/result.ts';
import { IinText, KatoCode } from '../protocol/form.ts';
import { GrantSchema } from '../protocol/person.ts';

/**
 * What the server lets a member of staff do at one desk while the line is down: the roles held when it was written, signed by
 * the key that signs slips, for 72 hours (issue 3.3). `KEZEKGRANTS1.` and two parts in base64url: the facts as JSON, and an
 * Ed25519 signature over all before it.
 */
const GrantStatementSchema = z.strictObject({
  iin: IinText,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** The desk at which it counts. */
  desk: z.uuid(),
  district: KatoCode,
  grants: z.array(GrantSchema).min(1).readonly(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type GrantStatement = z.infer<typeof GrantStatementSchema>;

const PREFIX = 'KEZEKGRANTS1.';

/** Signs a statement. Throws on a key that is not Ed25519. */
export function signGrants(statement: GrantStatement, privateKey: KeyObject): string {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('Grants are signed with Ed25519');
  const text = PREFIX + Buffer.from(JSON.stringify(statement)).toString('base64url');
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

/** Reads a statement. `malformed`: none of Kezek, or of a later version; `signature`: not signed by this key, or changed since. */
export function readGrants(
  text: string,
  publicKey: KeyObject,
): Result<GrantStatement, 'malformed' | 'signature'> {
  const end = text.lastIndexOf('.');
  if (!text.startsWith(PREFIX) || end < PREFIX.length) return fail('malformed');
  const signature = Buffer.from(text.slice(end + 1), 'base64url');
  if (!verify(null, Buffer.from(text.slice(0, end)), publicKey, signature)) return fail('signature');
  const parsed = GrantStatementSchema.safeParse(jsonOf(text.slice(PREFIX.length, end)));
  return parsed.success ? ok(parsed.data) : fail('malformed');
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
