import { type Failure, isFailureCode } from '../../core/domain/failure.ts';

/** A failure from text: a code nobody here knows becomes `internal`, with the code as its fact. */
export function toFailure(error: {
  readonly code: string;
  readonly field?: string | undefined;
  readonly facts?: Readonly<Record<string, string | number>> | undefined;
}): Failure {
  const known = isFailureCode(error.code);
  return {
    code: known ? error.code : 'internal',
    ...(error.field === undefined ? {} : { field: error.field }),
    facts: known ? (error.facts ?? {}) : { ...error.facts, code: error.code },
  };
}
