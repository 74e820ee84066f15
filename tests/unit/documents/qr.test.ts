import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderDocument, renderProvisional } from '../../../core/documents/index.ts';
import { checkSlip } from '../../../core/ledger/slip.ts';
import { context, documentOf, keys, provisional, record } from './sample.ts';

const there = (program: string): boolean => spawnSync(program, ['--help']).error === undefined;
const tools = there('pdftoppm') && there('zbarimg');
if (!tools) console.error('skipped: reading QR codes from paper needs poppler-utils and zbar-tools');

/** What a scanner reads from the first page, printed at this resolution. */
function scan(pdf: Uint8Array, dpi: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-qr-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    execFileSync('pdftoppm', [
      '-r',
      String(dpi),
      '-gray',
      '-png',
      '-singlefile',
      join(folder, 'a.pdf'),
      join(folder, 'a'),
    ]);
    return execFileSync('zbarimg', ['-q', '--raw', join(folder, 'a.png')], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!tools)('the QR code on paper', () => {
  test.each([150, 300])('of a registration is read at %i dpi and holds', async (dpi) => {
    const document = documentOf(record, context);
    const text = scan(await renderDocument(document, 'kk'), dpi);
    expect(text).toBe(document.qr);
    expect(checkSlip(text, keys.publicKey).ok).toBe(true);
  });

  test('of a provisional slip is the UUID of the document', async () => {
    expect(scan(await renderProvisional(provisional, 'ru'), 150)).toBe(provisional.uuid);
  });
});
