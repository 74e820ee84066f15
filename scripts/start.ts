/** `npm start`: the main job on embedded defaults, in a window; without a display, in a browser at a loopback address. */
import { join } from 'node:path';
import { calledFrom, OF_A_DESK, readConfiguration } from '../electron/configuration.ts';
import { buildApplication } from './build.ts';
import { INSIDE, outdatedLists, takenPort } from './configured-files.ts';
import { holdFolder } from './only-one.ts';
import { OF_THE_SERVER } from './server-configuration.ts';
import { startStack } from './stack.ts';
import { electronProgram, hasDisplay, openWindow } from './window.ts';

const root = join(import.meta.dirname, '..');
const say = (text: string): void => console.error(text);
const from = calledFrom(process.env);

/** What has been started, the last first to be closed. */
const running: (() => Promise<void> | void)[] = [];
let leaving: Promise<never> | undefined;

/** Closes everything that was started and ends; asked again, it goes on with that. */
function leave(exitCode: number): Promise<never> {
  leaving ??= (async () => {
    for (const close of running.toReversed()) await close();
    process.exit(exitCode);
  })();
  return leaving;
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0));

const found = readConfiguration([from, root], process.env, [...OF_A_DESK, ...OF_THE_SERVER], INSIDE);
if (!found.ok) stop(found.line);
const { mode, port, serverUrl, crlDir } = found.config;
const taken = serverUrl === undefined ? await takenPort(port ?? 0) : null;
if (taken !== null) stop(taken);
// A server that is started here says it itself.
if (serverUrl !== undefined) for (const line of outdatedLists(crlDir, new Date())) say(line);
const dataFolder = found.given.KEZEK_DATA_DIR ?? join(from, '.kezek');

try {
  await start(found.given);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  await leave(1);
}

async function start(given: Readonly<Record<string, string>>): Promise<void> {
  const mark = holdFolder(dataFolder);
  if (!mark.held)
    throw new Error(
      `Kezek runs already with the data in ${dataFolder} (process ${mark.by}). Use its window or address, or end it; another folder can be named in KEZEK_DATA_DIR.`,
    );
  running.push(mark.release);
  await buildApplication(say);
  const stack = await startStack({ dataFolder, given, say });
  running.push(stack.close);
  const code = await stack.newPairingCode(mode);
  say('');
  if (stack.simulators.ncalayer !== undefined)
    say(
      `Demo NCALayer: choose whose key signs, cancel, delay or refuse at ${stack.simulators.ncalayer.control}`,
    );
  say(`Demo people and what they are for: README.md. Data and logs: ${dataFolder}`);
  if (hasDisplay() && electronProgram() !== null) {
    const child = openWindow(stack.environment, code === null ? [] : [`--pair=${code}`]);
    child.on('exit', (exitCode, signal) => {
      if (leaving === undefined && (exitCode !== 0 || signal !== null))
        say(
          `The window ended by itself (${signal ?? `exit code ${exitCode}`}). What was saved is kept: call npm start again. Logs: ${join(dataFolder, 'desk', 'log')} and ${join(dataFolder, 'log')}`,
        );
      void leave(signal === null ? (exitCode ?? 0) : 1);
    });
    running.push(() => void child.kill('SIGTERM'));
    return;
  }
  const { serveApplication } = await import('./serve.ts');
  const served = await serveApplication({
    environment: { ...process.env, ...stack.environment },
    pairingCode: code,
    onNewAddress: (url) => say(`That address was used already. For another browser:  ${url}`),
  });
  running.push(served.close);
  say(`There is no display here. The same interface is at  ${served.url}`);
}

function stop(line: string): never {
  console.error(line);
  process.exit(2);
}
