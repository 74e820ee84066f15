import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { VerifyPolicy } from '../../core/eds/verdict.ts';
import { readTrustFolder, type Verdict, verifyCms, verifyXml } from '../../core/eds/verify.ts';
import type { CommandIo } from './command-io.ts';
import { verifyBatch } from './verify-batch.ts';
import {
  type Options,
  PURPOSES,
  readInput,
  readInstant,
  signerOf,
  TOO_LARGE,
  UsageError,
} from './verify-input.ts';

const USAGE =
  'usage: kezek verify FILE --trust DIR [--data FILE] [--crl FILE]… [--at ISO] [--purpose application|sign-in|organisation] [--iin IIN] [--allow-legacy] [--json]\n       kezek verify --batch CASES.json --json';

/**
 * `kezek verify`: verifies a signed XML or CMS file, or a batch of them, and prints the verdict as JSON (one line with
 * `--json`). Exit code 0 valid or batch done, 1 invalid, 2 wrong usage. It never goes to the network.
 */
export async function verifyCommand(
  args: readonly string[],
  io: Pick<CommandIo, 'cwd' | 'out' | 'err'>,
): Promise<number> {
  try {
    const { values, positionals } = parseFlags(args);
    const print = (answer: unknown) =>
      io.out(`${values.json ? JSON.stringify(answer) : JSON.stringify(answer, null, 2)}\n`);
    const options = readOptions(values);
    if (values.batch !== undefined) {
      refuseBesideBatch(values, positionals);
      print(verifyBatch(resolve(io.cwd, values.batch), options, io.err));
      return 0;
    }
    const verdict = verifyOne(values, positionals, options, io.cwd);
    print(answerOf(verdict));
    return verdict.valid ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`${error.message}\n`);
    return 2;
  }
}

type Flags = {
  readonly data?: string;
  readonly trust?: string;
  readonly crl?: string[];
  readonly at?: string;
  readonly purpose?: string;
  readonly iin?: string;
  readonly batch?: string;
  readonly 'allow-legacy'?: boolean;
  readonly json?: boolean;
};

function parseFlags(args: readonly string[]): { values: Flags; positionals: string[] } {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: text,
        trust: text,
        crl: { type: 'string', multiple: true },
        at: text,
        purpose: text,
        iin: text,
        batch: text,
        'allow-legacy': flag,
        json: flag,
      },
    });
    return { values, positionals };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}\n${USAGE}`);
  }
}

function readOptions(values: Flags): Options {
  const purpose = PURPOSES.find((name) => name === (values.purpose ?? 'application'));
  if (purpose === undefined) {
    throw new UsageError(`--purpose: got "${values.purpose}", takes ${PURPOSES.join(', ')}`);
  }
  if (values.iin !== undefined && !/^\d{12}$/.test(values.iin)) {
    throw new UsageError(`--iin: got "${values.iin}", takes 12 digits`);
  }
  const at = values.at === undefined ? new Date() : readInstant(values.at);
  if (at === undefined) {
    throw new UsageError(`--at: got "${values.at}", takes an instant such as 2026-03-02T09:00:00+05:00`);
  }
  return { at, purpose, iin: values.iin, allowLegacy: values['allow-legacy'] ?? false };
}

function refuseBesideBatch(values: Flags, positionals: readonly string[]): void {
  if (positionals.length > 0) throw new UsageError(`--batch takes no FILE, got "${positionals[0]}"`);
  for (const name of ['data', 'trust', 'crl'] as const) {
    if (values[name] !== undefined) throw new UsageError(`--${name}: belongs into the cases of --batch`);
  }
}

function verifyOne(values: Flags, positionals: readonly string[], options: Options, cwd: string): Verdict {
  const [file, another] = positionals;
  if (file === undefined) throw new UsageError(`FILE is missing\n${USAGE}`);
  if (another !== undefined) throw new UsageError(`one FILE is taken, got also "${another}"`);
  if (values.trust === undefined)
    throw new UsageError(`--trust is missing: the folder of trusted certificates`);
  const directory = resolve(cwd, values.trust);
  const trust = readTrustFolder(directory);
  if (!trust.ok) throw new UsageError(`--trust: ${trust.error.file} is ${trust.error.reason}`);
  if (trust.value.anchors.length === 0) {
    throw new UsageError(`--trust: ${directory} holds no self-signed certificate (.cer, .crt, .pem)`);
  }
  const policy: VerifyPolicy = {
    trust: trust.value,
    crls: (values.crl ?? []).map(
      (path) => readInput('--crl', resolve(cwd, path), Number.POSITIVE_INFINITY) ?? NOTHING,
    ),
    at: options.at,
    purpose: options.purpose,
    allowLegacy: options.allowLegacy,
    ...(options.iin === undefined ? {} : { expectedIin: options.iin }),
  };
  const bytes = readInput('FILE', resolve(cwd, file));
  if (values.data === undefined) {
    return bytes === undefined
      ? TOO_LARGE
      : isXml(bytes)
        ? verifyXml(bytes, policy)
        : verifyCms(bytes, policy);
  }
  const data = readInput('--data', resolve(cwd, values.data));
  if (bytes !== undefined && isXml(bytes))
    throw new UsageError('--data: an XML signature has no separate data');
  return bytes === undefined || data === undefined ? TOO_LARGE : verifyCms(bytes, policy, data);
}

const NOTHING = new Uint8Array(0);
/** Whether a file is meant to be XML: after a byte order mark and white space comes "<". */
function isXml(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  return (
    /^(?:\u00ef\u00bb\u00bf)*[ \t\r\n]*</.test(start) || /^(?:\u00ff\u00fe<|\u00fe\u00ff\0<)/.test(start)
  );
}

/** A verdict as it is printed. */
export function answerOf(verdict: Verdict): Readonly<Record<string, unknown>> {
  return {
    valid: verdict.valid,
    ...(verdict.valid ? {} : { reason: verdict.reason }),
    signers: verdict.signers.map(signerOf),
    ...(verdict.content === undefined ? {} : { content: verdict.content }),
  };
}
