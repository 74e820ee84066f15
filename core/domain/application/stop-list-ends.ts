import type { Instant } from '../instant.ts';
import { type Moved, moved } from './event.ts';
import { backInQueue, factsOf, type StopListedApplication } from './state.ts';

/** The stop-list is over: back in the queue at the old filing time (R5, domain.md §1.10.11). */
export function stopListEnds(application: StopListedApplication, now: Instant): Moved {
  return moved(backInQueue(factsOf(application)), 'stop-list-ended', now, null);
}
