import type { z } from 'zod';
import { applicationMethods } from './application.ts';
import { consentMethods } from './asking-consent.ts';
import { attachmentMethods } from './attachment.ts';
import { cardMethods } from './card.ts';
import { commandMethods } from './command.ts';
import { deskMethods } from './desk-status.ts';
import { documentMethods } from './document.ts';
import { draftMethods } from './draft.ts';
import { journalMethods } from './journal.ts';
import { mergeSearch } from './merge.ts';
import { ncalayerMethods } from './ncalayer.ts';
import { codeMethods } from './one-time-code.ts';
import { personMethods } from './person.ts';
import { printingMethods } from './printing.ts';
import { QUESTIONS } from './question.ts';
import { receiptMethods } from './receipt.ts';
import { referenceMethods } from './reference.ts';
import { reportMethods } from './report.ts';
import { sessionMethods } from './sign-in.ts';
import { signedCommandQuestions } from './signed-command.ts';

/**
 * The contract renderer ↔ core: every method by its name, with what it takes and gives. A call answers with a `Result`
 * whose error is a `Failure` (core/domain/failure.ts). Bytes travel as Uint8Array.
 */
export const contract = {
  ...deskMethods,
  ...referenceMethods,
  ...sessionMethods,
  ...codeMethods,
  ...ncalayerMethods,
  ...personMethods,
  ...applicationMethods,
  ...journalMethods,
  ...cardMethods,
  ...commandMethods,
  ...consentMethods,
  ...draftMethods,
  ...attachmentMethods,
  ...documentMethods,
  ...receiptMethods,
  ...printingMethods,
  ...reportMethods,

  ...signedCommandQuestions,
  ...mergeSearch,
  ...QUESTIONS,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
export type Method = keyof Contract;
export type Input<M extends Method> = z.infer<Contract[M]['input']>;
export type Output<M extends Method> = z.infer<Contract[M]['output']>;
