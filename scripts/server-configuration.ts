import type { Config } from '../core/protocol/config.ts';
import { type PresentField, readConfiguration } from '../electron/configuration.ts';
import { INSIDE } from './configured-files.ts';

/** The configuration as server and command line see it; relative paths count from `base`. */
export type FoundConfiguration =
  | { readonly ok: true; readonly config: Config; readonly base: string }
  /** One line that names the field, what it got and what it takes. */
  | { readonly ok: false; readonly line: string };

/** What the server needs to be there. */
export const OF_THE_SERVER: readonly PresentField[] = [
  'dataDir',
  'trustDir',
  'crlDir',
  'gbdflKey',
  'ledgerKey',
];

/**
 * Reads `kezek.config.json` of the folder, if there is one, and the environment, which wins (design.md, "Configuration"). The
 * data folder is `.kezek` there unless it is named.
 * @param folder where npm was called
 * @param present what must be there; the command line, which only reaches for the database, needs no more
 */
export function findServerConfiguration(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  present: readonly PresentField[] = ['dataDir'],
): FoundConfiguration {
  const found = readConfiguration([folder], { ...environment, INIT_CWD: folder }, present, INSIDE);
  return found.ok ? { ok: true, config: found.config, base: folder } : found;
}
