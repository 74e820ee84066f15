import type { ReactNode } from 'react';
import type { Attachment } from '../../../core/domain/application-form.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';
import type { SigningValues } from '../application/form-values.ts';

/** What an applicant consents to at the desk: the filing of a form, or a command after it. */
export type ConsentSubject = {
  readonly applicant: { readonly iin: string; readonly name: string; readonly phone: string };
  /** Everything the applicant is shown, as a text to compare: a consent holds for this and nothing else. */
  readonly text: string;
  /** The scan of the consent on paper, once it is attached. */
  readonly scan: Attachment | null;
  /** What the applicant agrees to, to be read out. */
  readonly statement: string;
  /** The question who signs. */
  readonly question: string;
  readonly signing: SigningValues;
  readonly setSigning: (patch: Partial<SigningValues>) => void;
  /** Fixes what the paper says; gives the document's id. */
  readonly prepare: () => Promise<Result<{ readonly id: string }, Failure>>;
  /** Where the scan is attached. */
  readonly uploads: ReactNode;
};
