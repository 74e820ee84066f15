import type { Failure } from '../../../core/domain/failure.ts';
import { ok, type Result } from '../../../core/domain/result.ts';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import { core } from '../../link/core.ts';
import type { FileTarget } from '../print/print-target.ts';

/** A file as it is shown, saved and printed. */
export type FileContent = {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
};

/** Asks the core for the bytes: a document is drawn in that language, a scan comes as it was handed in. */
export async function readFileOf(
  target: FileTarget,
  locale: DocumentLocale,
): Promise<Result<FileContent, Failure>> {
  if (target.kind === 'attachment') {
    const scan = await core.call('attachment.read', { sha256: target.sha256 });
    return scan.ok ? ok({ fileName: target.name, type: scan.value.type, bytes: scan.value.bytes }) : scan;
  }
  const made = await core.call('document.read', { id: target.id, locale });
  return made.ok
    ? ok({ fileName: made.value.fileName, type: 'application/pdf', bytes: made.value.bytes })
    : made;
}
