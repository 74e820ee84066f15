/** `kezek verify --batch`: many cases at once, each with its own trust, lists and time. */
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { VerifyPolicy } from '../../core/eds/verdict.ts';
import { loadTrust, type TrustStore, type Verdict, verifyCms, verifyXml } from '../../core/eds/verify.ts';
import {
  type Options,
  PURPOSES,
  readInput,
  readInstant,
  signerOf,
  TOO_LARGE,
  UnreadableError,
  UsageError,
} from './verify-input.ts';

/** Fields that are not named here are ignored; the last three, where they make sense, stand in for the flags. */
const CaseSchema = z.object({
  id: z.union([z.string(), z.number()]),
  file: z.string(),
  kind: z.enum(['xml', 'cms', 'cms-detached']),
  dataFile: z.string().nullish(),
  trust: z.array(z.string()).default([]),
  crl: z.array(z.string()).nullish(),
  at: z.string().nullish(),
  purpose: z.enum(PURPOSES).optional().catch(undefined),
  iin: z
    .string()
    .regex(/^\d{12}$/)
    .optional()
    .catch(undefined),
  allowLegacy: z.boolean().optional().catch(undefined),
});
type Case = z.infer<typeof CaseSchema>;

/** The verdict on one case; `reason` is null for a valid one. */
export type CaseAnswer = {
  readonly id: string | number;
  readonly valid: boolean;
  readonly reason: string | null;
  readonly signers: readonly Readonly<Record<string, unknown>>[];
};

/** Verifies the cases of a file in their order. Files that several cases name are read, and stores made, once. */
export function verifyBatch(
  path: string,
  defaults: Options,
  warn: (text: string) => void,
): readonly CaseAnswer[] {
  const cases = readCases(path);
  const files = new Files(dirname(path));
  return cases.map((item, index) => {
    const place = `--batch: case ${index + 1} (${item.id})`;
    const verdict = verifyReadable(item, place, files, defaults, warn);
    return {
      id: item.id,
      valid: verdict.valid,
      reason: verdict.valid ? null : verdict.reason,
      signers: verdict.signers.map(signerOf),
    };
  });
}

function readCases(path: string): readonly Case[] {
  const bytes = readInput('--batch', path, Number.POSITIVE_INFINITY);
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
  } catch {
    throw new UsageError(`--batch: ${path} is no JSON`);
  }
  const parsed = z.array(CaseSchema).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `--batch: at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not a list of cases'}`,
  );
}

class Files {
  private readonly directory: string;
  private readonly lists = new Map<string, Uint8Array>();
  private readonly stores = new Map<string, TrustStore | undefined>();

  constructor(directory: string) {
    this.directory = directory;
  }

  read(name: string, file: string): Uint8Array | undefined {
    return readInput(name, resolve(this.directory, file));
  }

  /** A list by its path: the same bytes each time, so that it is checked once. */
  list(name: string, file: string): Uint8Array {
    const path = resolve(this.directory, file);
    const known = this.lists.get(path);
    if (known !== undefined) return known;
    const bytes = readInput(name, path, Number.POSITIVE_INFINITY) ?? new Uint8Array(0);
    this.lists.set(path, bytes);
    return bytes;
  }

  /** The store of these certificates; undefined when one of the files is no certificate. */
  store(name: string, files: readonly string[]): TrustStore | undefined {
    const key = files.join('\n');
    if (this.stores.has(key)) return this.stores.get(key);
    const loaded = loadTrust(files.map((file) => this.list(name, file)));
    const store = loaded.ok ? loaded.value : undefined;
    this.stores.set(key, store);
    return store;
  }
}

/** A case whose files cannot be read is `malformed`; it does not spoil the others. */
function verifyReadable(
  item: Case,
  place: string,
  files: Files,
  defaults: Options,
  warn: (text: string) => void,
): Verdict {
  try {
    return verifyCase(item, place, files, defaults, warn);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    warn(`${error.message}\n`);
    return { valid: false, reason: 'malformed', signers: [] };
  }
}

function verifyCase(
  item: Case,
  place: string,
  files: Files,
  defaults: Options,
  warn: (text: string) => void,
): Verdict {
  const at = item.at == null ? defaults.at : readInstant(item.at);
  if (at === undefined) throw new UsageError(`${place}: at: got "${item.at}", takes an ISO 8601 instant`);
  const trust = files.store(`${place}: trust`, item.trust);
  if (trust === undefined) {
    warn(`${place}: trust: a file is no certificate, so nothing is trusted\n`);
    return { valid: false, reason: 'untrusted', signers: [] };
  }
  const iin = item.iin ?? defaults.iin;
  const policy: VerifyPolicy = {
    trust,
    crls: (item.crl ?? []).map((file) => files.list(`${place}: crl`, file)),
    at,
    purpose: item.purpose ?? defaults.purpose,
    allowLegacy: item.allowLegacy ?? defaults.allowLegacy,
    ...(iin === undefined ? {} : { expectedIin: iin }),
  };
  const bytes = files.read(`${place}: file`, item.file);
  if (bytes === undefined) return TOO_LARGE;
  if (item.kind === 'xml') return verifyXml(bytes, policy);
  if (item.kind === 'cms') return verifyCms(bytes, policy);
  // A detached signature without its data has nothing to be verified against.
  if (item.dataFile == null) return { valid: false, reason: 'structure', signers: [] };
  const data = files.read(`${place}: dataFile`, item.dataFile);
  return data === undefined ? TOO_LARGE : verifyCms(bytes, policy, data);
}
