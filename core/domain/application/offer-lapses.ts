import type { Instant } from '../instant.ts';
import { type Moved, moved } from './event.ts';
import { backInQueue, factsOf, type NotifiedApplication } from './state.ts';

/**
 * The offer was not used in time: back in the queue at the old filing time, passed over until a place has been published in the
 * cell since (R3, domain.md §1.10.7). Neither a stop-list nor an expiry (§11.3). `publications` is the cell's present count.
 */
export function offerLapses(application: NotifiedApplication, publications: number, now: Instant): Moved {
  const state = backInQueue({ ...factsOf(application), lapseMark: publications });
  return moved(state, 'offer-lapsed', now, null, { chooseBy: application.offer.chooseBy });
}
