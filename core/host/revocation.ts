import { join } from 'node:path';
import type { RevocationEvent, RevocationSource } from '../eds/revocation/answer.ts';
import { allowedHosts } from '../eds/revocation/live.ts';
import { createRevocationSource } from '../eds/revocation/source.ts';
import { startRevocationThread } from '../eds/revocation/thread.ts';
import type { TrustStore } from '../eds/trust-store.ts';
import type { Config } from '../protocol/config.ts';
import type { Log } from './log.ts';

/** At a desk an answer counts as fresh for so long: what it accepts is provisional, the server asks anew. */
const FRESH_MS = 60 * 60_000;
/** Kept lists are looked at so long after the start, when the window is up. */
const BEGIN_AFTER_MS = 10_000;

/** Where this computer keeps its lists, and its clock where that is not the system's. */
export type RevocationPlace = { readonly folder: string; readonly now?: () => number };

/** What this computer knows of revocation. */
export type DeskRevocation = {
  readonly source: RevocationSource;
  /** When the newest of the kept lists was made, ISO; null where there is none. */
  listMadeAt(): string | null;
  close(): Promise<void>;
};

/**
 * Revocation at this computer: lists in its data folder, OCSP.
 * @param onChange told when a newer list is here
 */
export function openRevocation(
  config: Pick<Config, 'edsLegacy' | 'revocationHosts'>,
  trust: TrustStore,
  { folder, now }: RevocationPlace,
  log: Log,
  onChange: () => void,
): DeskRevocation {
  const options = {
    folder: join(folder, 'revocation'),
    hosts: allowedHosts(config),
    allowLegacy: config.edsLegacy === 'on',
    freshMs: FRESH_MS,
  };
  let madeAt: number | null = null;
  const noteNewest = async (): Promise<void> => {
    const times = (await source.standing()).map(({ thisUpdate }) => thisUpdate.getTime());
    madeAt = times.length === 0 ? null : Math.max(...times);
    onChange();
  };
  const tell = (event: RevocationEvent): void => {
    if (event.event !== 'list-kept') {
      log.warn('revocation', { code: `${event.event}: ${event.because}` });
      return;
    }
    log.info('revocation', { code: event.event });
    noteNewest().catch((error: unknown) => log.error('revocation-standing', error));
  };
  const source =
    now === undefined
      ? startRevocationThread(options, tell)
      : createRevocationSource({ ...options, now, tell });
  const begin = setTimeout(() => {
    source.use(trust);
    noteNewest().catch((error: unknown) => log.error('revocation-standing', error));
  }, BEGIN_AFTER_MS);
  begin.unref();
  return {
    source,
    listMadeAt: () => (madeAt === null ? null : new Date(madeAt).toISOString()),
    async close() {
      clearTimeout(begin);
      await source.close();
    },
  };
}
