import { flat, readPdf } from '../unit/documents/paper.ts';
import type { Office } from './office.ts';

/** What stands on a printed paper, without regard to case, spaces and line ends. */
export async function wordsOf(pdf: Uint8Array): Promise<string> {
  return (await readPdf(new Uint8Array(pdf))).text.toUpperCase();
}

/** The newest paper that came out of the printer. */
export async function newestPaper(office: Office): Promise<string> {
  return wordsOf((await office.printed()).at(-1) ?? Buffer.alloc(0));
}

/** The same for what is looked for on it. */
export function asOnPaper(words: string): string {
  return flat(words).toUpperCase();
}
