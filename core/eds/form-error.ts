/** Why a file is not even a candidate: no XML or CMS at all, or one of a form that is not accepted (design.md, `kezek verify`). */
export type FormFailure = 'malformed' | 'structure';

/** Thrown while a file is taken apart and turned into a value where its reader ends; it never leaves core/eds. */
export class FormError extends Error {
  readonly reason: FormFailure;

  constructor(reason: FormFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Files above this many bytes are refused unread (design.md: at most 16 MB). */
export const LARGEST_INPUT = 16 * 1024 * 1024;
