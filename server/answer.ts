import type { Failure } from '../core/domain/failure.ts';
import type { Result } from '../core/domain/result.ts';

/** An answer of a handler: the value, or the failure that travels as a `FailureBody`. */
export type Answer<T> = Result<T, Failure>;
