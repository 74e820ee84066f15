import type { Insertable } from 'kysely';
import type { Application } from '../../core/domain/application/state.ts';
import type { ApplicationTable } from '../database/schema.ts';

/** What an application has beside its place in the queue: the signed form it was filed with. */
export type Paper = Pick<
  Insertable<ApplicationTable>,
  'child_index' | 'applicant_iin' | 'form' | 'provisional' | 'signed_by' | 'relation_unproved'
>;

/** Where a command comes from: who gave it, at which desk, and on which paper. */
export type Origin = {
  /** Name of the person who acts; empty for what happens by itself. */
  readonly name: string;
  /** Who acts where the rules ask for no right of a person: staff whose own word of the office brings it about. */
  readonly actor?: { readonly iin: string; readonly role: string };
  readonly desk: { readonly id: string; readonly code: string } | null;
  /** What is told of the act beside what the rules say of it: its reason, consent, the UUID of the signed command. */
  readonly facts?: Readonly<Record<string, string | number>>;
  /** The signature it was done with, for its paper. */
  readonly eds?: {
    readonly at: string;
    readonly algorithm: string;
    readonly serialNumber: string;
    readonly issuer: string;
  } | null;
  /** Name of whoever prepared what another one decides, for its paper. */
  readonly preparedBy?: string | null;
  /** SHA-256 of the signed document it stands on, for the ledger. */
  readonly document?: string | null;
  /** The paper of an application that is filed by the command. */
  paper(application: Application): Paper;
};

/** Nobody: a deadline acts. It files nothing. */
export const BY_ITSELF: Origin = {
  name: '',
  desk: null,
  paper() {
    throw new Error('Nothing is filed by itself');
  },
};
