import type { DOCUMENT_KINDS } from '../../../core/protocol/record.ts';

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What can be printed and shown: a document of the system in a language, or a scan as it was handed in. */
export type FileTarget =
  | {
      readonly kind: 'document';
      readonly id: string;
      readonly fileKind: DocumentKind | 'consent' | 'place-bulletin' | 'issued-referrals';
    }
  | { readonly kind: 'attachment'; readonly sha256: string; readonly name: string };
