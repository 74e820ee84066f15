import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { Input, Method, Output } from '../protocol/desk.ts';

/** What answers one method of the contract. */
export type Handler<M extends Method> = (input: Input<M>) => Promise<Result<Output<M>, Failure>>;

/** All methods; a missing one does not compile. */
export type Handlers = { readonly [M in Method]: Handler<M> };
