import { createHash } from 'node:crypto';
import { checkAttachment } from '../../core/domain/attachment-content.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';

/** Takes a scan: the content must be what its name says, PDF, JPEG or PNG, at most 10 MB. Once more does no harm. */
export async function storeFile(
  services: Services,
  desk: Desk,
  sha256: string,
  bytes: Uint8Array,
): Promise<Answer<null>> {
  const type = checkAttachment(bytes);
  if (!type.ok) return fail({ code: type.error });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    return fail({ code: 'invalid-request', field: 'sha256' });
  await services.files.write(sha256, bytes);
  await services.db
    .insertInto('file')
    .values({
      sha256,
      type: type.value,
      size: bytes.length,
      desk: desk.id,
      stored_at: new Date(services.now()),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return ok(null);
}

/**
 * Gives a scan to whom it concerns: a desk sees those of its district's applications, a person at a kiosk those of the own
 * ones. For all others it does not exist.
 */
export async function readStoredFile(
  services: Services,
  desk: Desk,
  actor: Actor | null,
  sha256: string,
): Promise<Answer<{ type: string; bytes: Uint8Array }>> {
  if (desk.mode === 'kiosk' && actor === null) return fail({ code: 'session-required' });
  const row = await services.db
    .selectFrom('file')
    .innerJoin('application_file', 'application_file.sha256', 'file.sha256')
    .innerJoin('application', 'application.uuid', 'application_file.application')
    .select('file.type')
    .where('file.sha256', '=', sha256)
    .where((row) =>
      desk.mode === 'desk'
        ? row('application.district', '=', desk.district)
        : row(row.val(actor?.iin ?? ''), '=', row.fn.any('application.parents')),
    )
    .limit(1)
    .executeTakeFirst();
  const bytes = row === undefined ? null : await services.files.read(sha256);
  return row === undefined || bytes === null ? fail({ code: 'not-found' }) : ok({ type: row.type, bytes });
}
