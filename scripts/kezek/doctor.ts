/** `kezek doctor`: looks this computer over. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCALES, type Locale } from '../../core/domain/wording.ts';
import { REPLICA_FILE } from '../../core/replica/replica.ts';
import { type Found, readConfiguration } from '../../electron/configuration.ts';
import type { CommandIo } from './command-io.ts';
import { keyStore, pairing, readReplica, replica, server } from './doctor/desk.ts';
import { endOf, type Finding, type Step, wordsOf } from './doctor/finding.ts';
import { calendar, dataFolder, electron, printer, timeZone } from './doctor/machine.ts';
import { ncalayer, revocationLists, trust } from './doctor/signing.ts';

const USAGE = 'usage: kezek doctor [--json]';

/**
 * `kezek doctor [--json]`: checks this computer step by step and prints one report that can be sent to anybody: it holds no
 * IIN, name, phone, key, address or whole path. Language: KEZEK_LOCALE. Exit code 0 when nothing failed, 1 otherwise, 2 usage.
 */
export async function doctorCommand(args: string[], io: CommandIo): Promise<number> {
  let json: boolean;
  try {
    json = parseArgs({ args, options: { json: { type: 'boolean' } } }).values.json ?? false;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    io.err(`${error.message}\n${USAGE}\n`);
    return 2;
  }
  const found = readConfiguration([io.cwd], { ...io.env, INIT_CWD: io.cwd }, []);
  const locale = found.ok ? found.config.locale : localeOf(io.env.KEZEK_LOCALE);
  const report: {
    readonly name: string;
    readonly finding: Finding;
    readonly words: ReturnType<typeof wordsOf>;
  }[] = [];
  for (const { name, look } of stepsOf(found, io.cwd, Date.now())) {
    const finding = await seen(look);
    const words = wordsOf(name, finding, locale);
    report.push({ name, finding, words });
    if (json) continue;
    io.out(`${report.length}. ${words.title}: ${words.state}. ${words.text}\n`);
    if (words.next !== null) io.out(`   → ${words.next}\n`);
  }
  const failed = report.some(({ finding }) => finding.state === 'failed');
  if (json) {
    const steps = report.map(({ name, finding: { state, code }, words: { text, next } }) => ({
      ...{ step: name, state, code, text },
      ...(next === null ? {} : { next }),
    }));
    io.out(`${JSON.stringify({ ok: !failed, steps })}\n`);
  } else io.out(`${endOf(failed, locale)}\n`);
  return failed ? 1 : 0;
}

function localeOf(text: string | undefined): Locale {
  return LOCALES.find((each) => each === text) ?? 'kk';
}

/** A look that itself breaks is a finding too, and the steps after it are still taken. */
async function seen(look: Step['look']): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { state: 'failed', code: 'step-broken', facts: { why } };
  }
}

/** The steps in their order; with a configuration that cannot be read only those that need none. */
function stepsOf(found: Found, cwd: string, now: number): readonly Step[] {
  const own: readonly Step[] = [
    { name: 'timeZone', look: () => timeZone(now) },
    { name: 'calendar', look: () => calendar(now) },
    { name: 'electron', look: electron },
  ];
  if (!found.ok) {
    const [field = '', takes = ''] = found.line.split(/: got [\s\S]*, takes /);
    const wrong: Finding = { state: 'failed', code: 'configuration-wrong', facts: { field, takes } };
    return [{ name: 'configuration', look: () => wrong }, ...own];
  }
  const { config } = found;
  const folder = folderOf(found.dataFolder, cwd);
  const atServer = server(config.serverUrl);
  return [
    { name: 'configuration', look: () => ({ state: 'ok', code: 'configuration-well' }) },
    { name: 'dataFolder', look: () => dataFolder(folder) },
    ...own,
    { name: 'keyStore', look: () => keyStore(folder) },
    { name: 'replica', look: () => replica(readReplica(folder), now) },
    { name: 'pairing', look: () => pairing(readReplica(folder)) },
    { name: 'server', look: async () => (await atServer).line },
    { name: 'clock', look: async () => (await atServer).clock },
    { name: 'ncalayer', look: () => ncalayer(config) },
    { name: 'trust', look: () => trust(config.trustDir, now) },
    { name: 'revocationLists', look: () => revocationLists(config.crlDir, now) },
    { name: 'printer', look: () => printer(config.printer) },
  ];
}

/** Where the data of the desk lie: the folder itself, or `desk` of a folder of `npm start`. */
function folderOf(folder: string, cwd: string): string {
  const places = [folder, join(folder, 'desk'), join(cwd, '.kezek', 'desk')];
  return places.find((each) => existsSync(join(each, REPLICA_FILE))) ?? folder;
}
