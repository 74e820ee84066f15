import { DAY, MINUTE } from '../core/domain/instant.ts';
import { forgetNonces } from './desk/authentication.ts';
import { every } from './every.ts';
import { forgetRefused } from './notice/refused-offline.ts';
import type { Services } from './services.ts';

const EVERY_MS = 5 * MINUTE;
/** Unused challenges and tickets are of no interest to anybody a week after they ended. */
const KEPT_MS = 7 * DAY;

/** Clears away, every few minutes, what nothing will ask for again. */
export function startHousekeeping(services: Services): { stop(): Promise<void> } {
  return every(EVERY_MS, 'housekeeping', services.log, () => clean(services));
}

async function clean(services: Services): Promise<void> {
  const { db, now } = services;
  const before = new Date(now() - KEPT_MS);
  await forgetNonces(services);
  await db.deleteFrom('sign_in_ticket').where('expires_at', '<', before).execute();
  await db.deleteFrom('one_time_code').where('expires_at', '<', before).execute();
  await db.deleteFrom('merge_attempt').where('at', '<', before).execute();
  await forgetRefused(db, now());
  await db
    .deleteFrom('challenge')
    .where('expires_at', '<', before)
    .where((row) => row.or([row('used_at', 'is', null), row('purpose', '=', 'sign-in')]))
    .execute();
}
