import type { Attachment } from '../../../core/domain/application-form.ts';
import type { Failure, FailureCode } from '../../../core/domain/failure.ts';
import type { Command } from '../../../core/protocol/command.ts';
import type { Consent, SignerKind } from '../../../core/protocol/consent.ts';
import type { Storage } from '../../../core/protocol/ncalayer.ts';

/** A command as a page gives it: what, with which scans, who signs, on whose consent. */
export type Order = {
  readonly command: Command;
  readonly attachments: readonly Attachment[];
  /** Where the key is; null where nothing is signed. */
  readonly storage: Storage | null;
  readonly signer: SignerKind | null;
  readonly consent: Consent | null;
};

/** Identity under which a command is given, and what it was given for. */
export type Identity = { readonly uuid: string; readonly of: string };

/** What makes two orders the same command: a signature asked for again is no other command. */
export function contentOf({ command, attachments }: Pick<Order, 'command' | 'attachments'>): string {
  return JSON.stringify([command, attachments.map(({ sha256, purpose }) => [sha256, purpose])]);
}

/** The answer did not come through: the command may have been kept, so it is asked after and not given anew. */
const UNDECIDED: readonly FailureCode[] = ['internal'];

/** Whether a failed command may live on at the core: then it keeps its identity, and being given again harms nobody. */
export function mayHaveBeenKept(failure: Failure): boolean {
  return UNDECIDED.includes(failure.code);
}

/** The identity for an order: the same for the same command as long as it is undecided, else a new one. */
export function identityFor(order: Order, before: Identity, newUuid: () => string): Identity {
  const of = contentOf(order);
  if (before.of === of || before.of === '') return { uuid: before.uuid, of };
  return { uuid: newUuid(), of };
}
