import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatAlmaty } from '../../core/domain/almaty.ts';
import { checkSlip, readSlipKey } from '../../core/ledger/slip.ts';
import type { Config } from '../../core/protocol/config.ts';
import { findServerConfiguration } from '../server-configuration.ts';
import type { CommandIo } from './command-io.ts';

const USAGE =
  'usage: kezek slip TEXT --key KEY [--json]   (KEY: a file or its text; else KEZEK_LEDGER_KEY, else the key of the server here)';

/**
 * `kezek slip TEXT`: checks the text of a document's QR code offline. The key is the server's slip key, given by `--key` or
 * `KEZEK_LEDGER_KEY`, as a file or as its text (PEM or base64); at the server, the key it is configured with or made for itself. Prints `valid` and what the document says, or `invalid` and
 * `malformed` or `signature`; with `--json` the same as one object. Exit code 0 valid, 1 invalid, 2 usage.
 */
export function slipCommand(
  args: readonly string[],
  io: Pick<CommandIo, 'cwd' | 'env' | 'out' | 'err'>,
): number {
  const request = readRequest(args, io);
  if (typeof request === 'string') {
    io.err(`${request}\n`);
    return 2;
  }
  const key = readSlipKey(request.key);
  if (!key.ok) {
    io.err(`${request.from}: takes an Ed25519 key in PEM or base64, or a file with one\n`);
    return 2;
  }
  const checked = checkSlip(request.text, key.value);
  if (request.json) {
    io.out(
      `${JSON.stringify(checked.ok ? { valid: true, ...checked.value } : { valid: false, reason: checked.error })}\n`,
    );
  } else if (!checked.ok) io.out(`invalid ${checked.error}\n`);
  else {
    const { uuid, number, queueNumber, filedAt, hash } = checked.value;
    io.out(
      `valid\nnumber ${number}\nqueue number at registration ${queueNumber}\n` +
        `filed ${formatAlmaty(Date.parse(filedAt))} Asia/Almaty\nuuid ${uuid}\nfacts sha256 ${hash}\n`,
    );
  }
  return checked.ok ? 0 : 1;
}

/** The key that `kezek.config.json` names, or the one that the server here made for itself; empty where there is neither. */
function configuredKey({ config, base }: { readonly config: Config; readonly base: string }): string {
  const { dataDir = '.kezek', ledgerKey } = config;
  const own = resolve(base, dataDir, 'server', 'ledger.key');
  return ledgerKey ?? (existsSync(own) ? own : '');
}

type Request = { readonly text: string; readonly key: string; readonly from: string; readonly json: boolean };

function readRequest(args: readonly string[], io: Pick<CommandIo, 'cwd' | 'env'>): Request | string {
  let parsed: { values: { key?: string; json?: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: 'string' }, json: { type: 'boolean' } },
    });
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
  const { values, positionals } = parsed;
  if (positionals.length === 0) return USAGE;
  const from = values.key !== undefined ? '--key' : 'KEZEK_LEDGER_KEY';
  let given = values.key ?? io.env.KEZEK_LEDGER_KEY ?? '';
  if (given === '') {
    const found = findServerConfiguration(io.cwd, io.env, []);
    if (!found.ok) return found.line;
    given = configuredKey(found);
  }
  if (given === '') return `no key to check with\n${USAGE}`;
  const file = resolve(io.cwd, given);
  const key = !given.startsWith('-----') && existsSync(file) ? readFileSync(file, 'utf8') : given;
  return { text: positionals.join(''), key, from, json: values.json === true };
}
