import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A display that windows open on. */
export type Display = { readonly name: string; readonly close: () => void };

/**
 * The display this is called on, or, on a Linux machine without one, a virtual one (Xvfb) of one's own: windows of two
 * offices on one display would take the focus from each other.
 * @throws Error when Xvfb is missing
 */
export async function openDisplay(): Promise<Display> {
  const given = process.env.DISPLAY;
  if (given !== undefined || process.platform !== 'linux')
    return { name: given ?? '', close: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    // It says the number it took once windows can be opened.
    (server.stdio[3] as Readable).once('data', (number) => resolve(`:${String(number).trim()}`));
  });
  return { name, close: () => void server.kill() };
}
