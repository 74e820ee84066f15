import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Config, readConfig } from '../core/protocol/config.ts';

/** The configuration with its paths made absolute, or the one line that says what is wrong with it. */
export type Found =
  | { readonly ok: true; readonly config: Config; readonly dataFolder: string }
  | { readonly ok: false; readonly line: string };

/** Reads `kezek.config.json` (of KEZEK_CONFIG's folder, of where npm was called, or beside the program) and the environment. */
export function findConfiguration(
  programFolder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Found {
  const from = environment['INIT_CWD'] ?? process.cwd();
  const path = [join(from, 'kezek.config.json'), join(programFolder, 'kezek.config.json')].find(existsSync);
  let file: unknown;
  try {
    file = path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { ok: false, line: `kezek.config.json: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
  const read = readConfig(file, environment);
  if (!read.ok)
    return { ok: false, line: `${read.fault.field}: got ${read.fault.got}, takes ${read.fault.takes}` };
  const base = path === undefined ? from : dirname(path);
  const absolute = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : resolve(base, value);
  const { ncalayerCa, trustDir, crlDir, dataDir, ...rest } = read.config;
  const paths = { ncalayerCa: absolute(ncalayerCa), trustDir: absolute(trustDir), crlDir: absolute(crlDir) };
  const present = Object.fromEntries(Object.entries(paths).filter(([, value]) => value !== undefined));
  return {
    ok: true,
    config: { ...rest, ...present },
    dataFolder:
      absolute(dataDir) ?? join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'kezek'),
  };
}
