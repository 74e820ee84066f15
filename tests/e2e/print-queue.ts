import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The name of the queue the tests print to. */
export const QUEUE = 'KEZEK-TEST';

/**
 * Puts a real, raw CUPS queue before the simulated printer, so that the bytes arrive as they were sent.
 * @returns null when it stands, else why it cannot (no CUPS here, not root)
 */
export function openPrintQueue(deviceUrl: string): string | null {
  if (!existsSync('/usr/sbin/lpadmin') || process.getuid?.() !== 0)
    return 'no CUPS, or not root: the print queue cannot be made';
  if (
    spawnSync('lpstat', ['-r'], { encoding: 'utf8' }).stdout.includes('is not running') ||
    !existsSync('/run/cups/cups.sock')
  )
    spawnSync('/usr/sbin/cupsd', [], { stdio: 'ignore' });
  for (let tries = 0; tries < 50; tries += 1) {
    if (spawnSync('lpstat', ['-r'], { encoding: 'utf8' }).stdout.includes('is running')) break;
    execFileSync('sleep', ['0.1']);
  }
  execFileSync(
    'lpadmin',
    ['-p', QUEUE, '-E', '-v', deviceUrl, '-o', 'printer-error-policy=retry-current-job'],
    {
      stdio: 'ignore',
    },
  );
  return null;
}

/** Removes the queue and whatever waits in it. */
export function closePrintQueue(): void {
  spawnSync('cancel', ['-a', QUEUE], { stdio: 'ignore' });
  spawnSync('lpadmin', ['-x', QUEUE], { stdio: 'ignore' });
}
