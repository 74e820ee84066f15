/** `npm start`: the main job on embedded defaults, in a window; without a display, in a browser at a loopback address. */
import { join, resolve } from 'node:path';
import { findConfiguration } from '../electron/configuration.ts';
import { buildApplication } from './build.ts';
import { startStack } from './stack.ts';
import { electronProgram, hasDisplay, openWindow } from './window.ts';

const root = join(import.meta.dirname, '..');
const say = (text: string): void => console.error(text);

const found = findConfiguration(root);
if (!found.ok) {
  console.error(found.line);
  process.exit(2);
}
const from = process.env.INIT_CWD ?? root;
const dataFolder = process.env.KEZEK_DATA_DIR
  ? resolve(from, process.env.KEZEK_DATA_DIR)
  : join(from, '.kezek');

await buildApplication(say);
const stack = await startStack({ dataFolder, given: process.env, say });
const mode = found.config.mode;
const code = await stack.newPairingCode(mode);
say('');
if (stack.simulators.ncalayer !== undefined)
  say(
    `Demo NCALayer: choose whose key signs, cancel, delay or refuse at ${stack.simulators.ncalayer.control}`,
  );
say(`Demo people and what they are for: README.md. Data: ${dataFolder}`);

let close = async (): Promise<void> => {};
const leave = async (exitCode: number): Promise<void> => {
  await close();
  await stack.close();
  process.exit(exitCode);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(0));

if (hasDisplay() && electronProgram() !== null) {
  const child = openWindow(stack.environment, [`--pair=${code}`]);
  child.on('exit', (exitCode) => void leave(exitCode ?? 0));
  close = async () => {
    child.kill('SIGTERM');
  };
} else {
  const { serveApplication } = await import('./serve.ts');
  const served = await serveApplication({
    environment: { ...process.env, ...stack.environment },
    pairingCode: code,
  });
  close = served.close;
  say(`There is no display here. The same interface is at  ${served.url}`);
}
