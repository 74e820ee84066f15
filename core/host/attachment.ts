import { createHash } from 'node:crypto';
import { checkAttachment } from '../domain/attachment-content.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Input, Output } from '../protocol/desk.ts';
import type { StoredScan } from '../replica/attachment.ts';
import { type Context, heard, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';
import { isReadableScan } from './scan-structure.ts';

const NAME_LIMIT = 200;

/** Scans of a form: one is added, and shown again by its SHA-256. */
export function attachmentHandlers(context: Context): Pick<Handlers, 'attachment.add' | 'attachment.read'> {
  return {
    'attachment.add': (input) => add(context, input),
    'attachment.read': ({ sha256 }) => readScan(context, sha256),
  };
}

async function add(
  context: Context,
  { name, purpose, bytes }: Input<'attachment.add'>,
): Promise<Result<Output<'attachment.add'>, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const type = checkAttachment(bytes);
  if (!type.ok) return fail({ code: type.error });
  if (!isReadableScan(type.value, bytes)) return fail({ code: 'file-unreadable' });
  const sha256 = context.replica.attachments.add(type.value, bytes, context.now());
  return ok({ sha256, name: shownName(name), type: type.value, size: bytes.length, purpose });
}

/** A scan: from here, or, at another desk's application, from the server; what comes must be what was asked for. */
export async function readScan(context: Context, sha256: string): Promise<Result<StoredScan, Failure>> {
  const open = signedIn(context);
  if (!open.ok) return open;
  const here = context.replica.attachments.read(sha256);
  if (here !== null) return ok(here);
  const answer = heard(context, await context.client.getFile(sha256, open.value.token));
  if (!answer.ok) return answer;
  const type = checkAttachment(answer.value);
  const hash = createHash('sha256').update(answer.value).digest('hex');
  if (!type.ok || hash !== sha256) return fail({ code: 'file-unreadable' });
  return ok({ type: type.value, bytes: answer.value });
}

/** The file's name without folders and control characters, at most 200 characters. */
function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/\p{Cc}/gu, ' ').trim();
  return [...clean].slice(0, NAME_LIMIT).join('') || '—';
}
