import type { DocumentLocale } from '../protocol/desk.ts';
import type { DocumentRecord } from '../protocol/record.ts';
import { drawRegistration } from './registration.ts';

export { warmFonts } from './pdf.ts';
export { type ProvisionalFacts, renderProvisional } from './provisional.ts';
export {
  type RegistrationContext,
  type RegistrationFacts,
  RegistrationFactsSchema,
  registrationFacts,
  type TwoNames,
} from './registration-facts.ts';

/**
 * Draws a document of the system as PDF, from the facts that were fixed when it was issued; the same record in the same
 * language is the same file. Throws on facts that are not those of the kind (a bug: the server writes them).
 */
export function renderDocument(record: DocumentRecord, locale: DocumentLocale): Promise<Uint8Array> {
  switch (record.kind) {
    case 'registration':
      return drawRegistration(record, locale);
    case 'provisional':
      throw new Error('The provisional slip is made by the desk, never by the server');
  }
}

/** A name for the file that every system takes: Latin letters, digits and dashes. */
export function fileNameOf(kind: DocumentRecord['kind'], number: string, locale: DocumentLocale): string {
  const latin = number.replaceAll('О', 'O').replaceAll('Д', 'D').replaceAll('С', 'S');
  return `kezek-${kind}-${latin.replace(/[^A-Za-z0-9]+/g, '-')}-${locale}.pdf`;
}
