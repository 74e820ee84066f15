import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { Input, Method, Output } from '../protocol/desk.ts';
import type { Question } from '../protocol/question.ts';

/** What answers one method of the contract. */
export type Handler<M extends Method> = (input: Input<M>) => Promise<Result<Output<M>, Failure>>;

/** What is answered here. Questions go to the server as they are (question.ts). */
export type OwnMethod = Exclude<Method, Question>;
/** All methods of one's own; a missing one does not compile. */
export type Handlers = { readonly [M in OwnMethod]: Handler<M> };
