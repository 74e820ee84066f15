import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Config, readConfig } from '../core/protocol/config.ts';

/** The configuration as server and command line see it; relative paths count from `base`. */
export type FoundConfiguration =
  | { readonly ok: true; readonly config: Config; readonly base: string }
  /** One line that names the field, what it got and what it takes. */
  | { readonly ok: false; readonly line: string };

/**
 * Reads `kezek.config.json` of the folder, if there is one, and the environment, which wins (design.md, "Configuration"). The
 * data folder is `.kezek` there unless it is named.
 * @param folder where npm was called
 */
export function findServerConfiguration(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): FoundConfiguration {
  const name = path.join(folder, 'kezek.config.json');
  const file = readJson(name);
  if (!file.ok) return { ok: false, line: `kezek.config.json: got ${file.error}, takes an object in JSON` };
  const read = readConfig(file.value, environment);
  if (read.ok) return { ok: true, config: read.config, base: folder };
  const { field, got, takes } = read.fault;
  return { ok: false, line: `${field}: got ${got}, takes ${takes}` };
}

function readJson(file: string): { ok: true; value: unknown } | { ok: false; error: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { ok: true, value: undefined };
    return { ok: false, error: error instanceof Error ? error.message : 'nothing readable' };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : 'no JSON' };
  }
}
