import { X509Certificate } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import register from '../assets/reference/districts.json' with { type: 'json' };
import { CONFIG_VARIABLES, type Config, readConfig } from '../core/protocol/config.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Field = keyof Config;

/** The configuration with its paths made absolute, or the one line that says what is wrong with it. */
export type Found =
  | {
      readonly ok: true;
      readonly config: Config;
      readonly dataFolder: string;
      /** What file and environment name, and nothing else, by environment variable; paths absolute. */
      readonly given: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly line: string };

/** Settings that are paths. */
const PATHS: readonly Field[] = ['dataDir', 'ncalayerCa', 'trustDir', 'crlDir', 'gbdflKey', 'ledgerKey'];

/** What must be there already (of the data folder: nothing in its way), and what it takes to be that. */
const PRESENT = {
  dataDir: { takes: 'a folder that can be written to', is: canBeFolder },
  ncalayerCa: { takes: 'a PEM file with certificates', is: isCertificates },
  trustDir: { takes: 'a folder with the certificates of the trusted CAs', is: isFolder },
  crlDir: { takes: 'a folder with revocation lists', is: isFolder },
  gbdflKey: { takes: 'a PEM file with an RSA private key without a password and its certificate', is: isPem },
  ledgerKey: { takes: 'a PEM file with an Ed25519 private key (PKCS #8) without a password', is: isPem },
} as const;
export type PresentField = keyof typeof PRESENT;

/** Says what is wrong inside of a file or folder that is there, or null. */
export type Inside = Readonly<Partial<Record<PresentField, (path: string) => string | null>>>;

/** What the window needs. */
export const OF_A_DESK: readonly PresentField[] = ['dataDir', 'ncalayerCa', 'trustDir', 'crlDir'];

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** What a district may be: the register of the region, by code and name. */
const DISTRICTS = `one of ${register.districts.map(({ code, name }) => `${code} ${name.kk}`).join(', ')}`;

/** Reads `kezek.config.json` (of where npm was called, or beside the program) and the environment, as a desk or kiosk needs them. */
export function findConfiguration(programFolder: string, environment: Environment = process.env): Found {
  return readConfiguration([calledFrom(environment), programFolder], environment, OF_A_DESK);
}

/**
 * Reads `kezek.config.json` of the first of the folders that has one, and the environment, which wins. Relative paths of the
 * file count from its folder, those of the environment from where npm was called.
 * @param present fields whose file or folder must be there
 * @param inside looks into them, for who may read what they hold
 */
export function readConfiguration(
  folders: readonly string[],
  environment: Environment,
  present: readonly PresentField[],
  inside: Inside = {},
): Found {
  const path = folders.map((folder) => join(folder, 'kezek.config.json')).find(existsSync);
  const file = path === undefined ? { value: undefined } : readJson(path);
  if ('got' in file) return wrong('kezek.config.json', file.got, 'an object in JSON');
  const from = calledFrom(environment);
  const fields = path === undefined ? undefined : withAbsolutePaths(file.value, dirname(path));
  const variables = { ...environment, ...absoluteVariables(environment, from) };
  const read = readConfig(fields, variables);
  if (!read.ok) return wrong(read.fault.field, read.fault.got, read.fault.takes);
  const { config } = read;
  const refused = (field: Field, takes: string, because = ''): Found => {
    const variable = CONFIG_VARIABLES[field];
    const got = `${JSON.stringify(config[field])}${because}`;
    return wrong(isSet(environment[variable]) ? variable : field, got, takes);
  };
  const { district } = config;
  if (district !== undefined && !register.districts.some(({ code }) => code === district))
    return refused('district', DISTRICTS);
  for (const field of present) {
    const { takes, is } = PRESENT[field];
    const value = config[field];
    if (value === undefined) continue;
    if (!is(value)) return refused(field, takes);
    const because = inside[field]?.(value) ?? null;
    if (because !== null) return refused(field, takes, ` (${because})`);
  }
  return {
    ok: true,
    config,
    dataFolder:
      config.dataDir ?? join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'kezek'),
    given: givenOf(fields, variables),
  };
}

/** Where npm was called. */
export function calledFrom(environment: Environment): string {
  return environment['INIT_CWD'] ?? process.cwd();
}

function wrong(field: string, got: string, takes: string): Found {
  return { ok: false, line: `${field}: got ${got}, takes ${takes}` };
}

function readJson(path: string): { readonly value: unknown } | { readonly got: string } {
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    return { got: error instanceof Error ? error.message.replace(/\s+/g, ' ') : 'nothing readable' };
  }
}

function withAbsolutePaths(file: unknown, folder: string): unknown {
  if (!isRecord(file)) return file;
  const paths = PATHS.flatMap((field) => {
    const value = file[field];
    return typeof value === 'string' && value !== '' ? [[field, resolve(folder, value)] as const] : [];
  });
  return { ...file, ...Object.fromEntries(paths) };
}

function absoluteVariables(environment: Environment, from: string): Record<string, string> {
  const paths = PATHS.flatMap((field) => {
    const variable = CONFIG_VARIABLES[field];
    const value = environment[variable];
    return isSet(value) ? [[variable, resolve(from, value)] as const] : [];
  });
  return Object.fromEntries(paths);
}

function givenOf(file: unknown, variables: Environment): Record<string, string> {
  const fields = isRecord(file) ? file : {};
  const given = Object.entries(CONFIG_VARIABLES).flatMap(([field, variable]) => {
    const value = isSet(variables[variable]) ? variables[variable] : fields[field];
    return value === undefined ? [] : [[variable, String(value)] as const];
  });
  return Object.fromEntries(given);
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether a folder is there, or can be made, and be written to. */
export function canBeFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return path !== dirname(path) && canBeFolder(dirname(path));
  if (!found.isDirectory()) return false;
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether every certificate of a PEM file, and at least one, can be read. */
function isCertificates(path: string): boolean {
  if (!isPem(path)) return false;
  const blocks = readFileSync(path, 'latin1').match(CERTIFICATE) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block)).length > 0;
  } catch {
    return false;
  }
}

function isPem(path: string): boolean {
  if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)) return false;
  try {
    return readFileSync(path, 'latin1').includes('-----BEGIN ');
  } catch {
    return false;
  }
}
