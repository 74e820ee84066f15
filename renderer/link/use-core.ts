import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Failure } from '../../core/domain/failure.ts';
import type { Input, Method, Output } from '../../core/protocol/desk.ts';
import type { DeskEvent } from '../../core/protocol/event.ts';
import { core } from './core.ts';

/** A failure on its way through TanStack Query, which tells success from failure by throwing. */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: CoreError;
  }
}

/** Nothing is asked again by itself: the core tells by an event what changed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Key under which the answer to a call is kept. */
export function keyOf<M extends Method>(method: M, input: Input<M>): QueryKey {
  return [method, input];
}

async function ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await core.call(method, input);
  if (!answer.ok) throw new CoreError(answer.error);
  return answer.value;
}

/** Asks the core and keeps the answer until an event says that it changed. */
export function useCore<M extends Method>(
  method: M,
  input: Input<M>,
  options: {
    readonly enabled?: boolean;
    /** Shows the last answer while the next one is on its way. */
    readonly keepPrevious?: boolean;
    /** Asks anew whenever the component appears: for what changes without an event. */
    readonly fresh?: boolean;
  } = {},
): UseQueryResult<Output<M>, CoreError> {
  return useQuery<Output<M>, CoreError>({
    queryKey: keyOf(method, input),
    queryFn: () => ask(method, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.fresh === true ? { gcTime: 0, staleTime: 0 } : {}),
  });
}

/** A call that does something; `mutateAsync` throws a {@link CoreError}, `error.failure` is shown by `FailureNotice`. */
export function useCoreMutation<M extends Method>(
  method: M,
): UseMutationResult<Output<M>, CoreError, Input<M>> {
  return useMutation<Output<M>, CoreError, Input<M>>({
    mutationFn: (input) => ask(method, input),
  });
}

/** Runs the listener on every event of the core while the component stands. */
export function useCoreEvent(listener: (event: DeskEvent) => void): void {
  const latest = useEffectEvent(listener);
  useEffect(() => core.on((event) => latest(event)), []);
}

/** Which answers an event makes stale: the methods whose names begin with these words. */
const STALE: Readonly<Partial<Record<DeskEvent['topic'], readonly string[]>>> = {
  // What waits in the outbox waits on the card as well.
  desk: ['desk.', 'command.open'],
  session: ['session.'],
  reference: ['reference.'],
  application: ['application.', 'benefit.', 'proposal.', 'work.', 'command.', 'place.', 'desk.'],
  submission: ['command.'],
};

/** Keeps the answers fresh; stands once, at the root. */
export function useFreshness(): void {
  const client = useQueryClient();
  useCoreEvent((event) => {
    const words = STALE[event.topic] ?? [];
    void client.invalidateQueries({
      predicate: ({ queryKey: [method] }) => words.some((word) => String(method).startsWith(word)),
    });
  });
}
