import type { Card } from '../../../core/protocol/card.ts';
import type { DocumentKind } from '../print/print-target.ts';

/** A document of the system as the card lists it. */
export type MadeDocument = { readonly id: string; readonly kind: DocumentKind; readonly issuedAt: string };

/**
 * The documents of the system, the newest first. Until the server has accepted the application the provisional slip stands
 * for them; after that it is no longer offered, so that nobody leaves with the wrong paper.
 */
export function documentsOf(card: Pick<Card, 'documents' | 'provisional' | 'row'>): readonly MadeDocument[] {
  const made = card.documents.map(({ id, kind, issuedAt }) => ({ id, kind, issuedAt }));
  if (card.provisional !== null && card.row.submission !== 'received')
    return [{ id: card.provisional, kind: 'provisional', issuedAt: card.row.filedAt }, ...made];
  return made.toSorted((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1));
}

/** The scans of the application: those of the form, and those of a benefit claimed after filing. */
export function attachmentsOf({ form, record }: Pick<Card, 'form' | 'record'>): Card['form']['attachments'] {
  const later = record?.claim?.attachments ?? [];
  return [
    ...form.attachments,
    ...later.filter((file) => !form.attachments.some(({ sha256 }) => sha256 === file.sha256)),
  ];
}
