import type { ConsentFacts, ReceiptFacts } from '../documents/index.ts';
import type { GrantStatement } from '../ledger/grant-statement.ts';
import type { ApplicationRecord } from '../protocol/record.ts';

/** What the core holds of a person in memory alone; it goes with the session. */

/** A sign-in that was verified here while the line is down, and waits for «Кіру». */
export type OfflineTicket = {
  readonly session: string;
  readonly signedXml: string;
  /** The statement as the server signed it, and read. */
  readonly text: string;
  readonly statement: GrantStatement;
  readonly at: number;
};
export type OfflineTickets = Map<string, OfflineTicket>;

/** A consent form on paper that was prepared, and by whom: nobody else gets to see it. */
export type PreparedConsent = { readonly operator: string; readonly facts: ConsentFacts };
export type PreparedConsents = Map<string, PreparedConsent>;

/** A receipt of documents, and who took them in: nobody else gets to see it. */
export type PreparedReceipt = { readonly receiver: string; readonly facts: ReceiptFacts };
export type PreparedReceipts = Map<string, PreparedReceipt>;

/** What a signed command names of its application. */
export type NamedApplication = Pick<ApplicationRecord, 'uuid' | 'number' | 'district' | 'parents'>;
/** Applications that whoever is signed in has found, to join them as the second parent. */
export type JoinableApplications = Map<string, NamedApplication>;
