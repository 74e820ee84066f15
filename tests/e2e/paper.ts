import { flat, readPdf } from '../unit/documents/paper.ts';

/** What stands on a printed paper, without regard to case, spaces and line ends. */
export async function wordsOf(pdf: Uint8Array): Promise<string> {
  return (await readPdf(new Uint8Array(pdf))).text.toUpperCase();
}

/** The same for what is looked for on it. */
export function asOnPaper(words: string): string {
  return flat(words).toUpperCase();
}
