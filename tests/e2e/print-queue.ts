import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';

/** A print queue of the system, or why there is none. */
export type PrintQueue = { readonly name: string } | { readonly missing: string };

/**
 * Puts a real, raw CUPS queue of its own before the simulated printer, so that the bytes arrive as they were sent. Its name
 * is nobody else's: two runs on one machine share its CUPS.
 */
export function openPrintQueue(deviceUrl: string): PrintQueue {
  if (!existsSync('/usr/sbin/lpadmin') || process.getuid?.() !== 0)
    return { missing: 'no CUPS, or not root: the print queue cannot be made' };
  if (
    spawnSync('lpstat', ['-r'], { encoding: 'utf8' }).stdout.includes('is not running') ||
    !existsSync('/run/cups/cups.sock')
  )
    spawnSync('/usr/sbin/cupsd', [], { stdio: 'ignore' });
  for (let tries = 0; tries < 50; tries += 1) {
    if (spawnSync('lpstat', ['-r'], { encoding: 'utf8' }).stdout.includes('is running')) break;
    execFileSync('sleep', ['0.1']);
  }
  const name = `KEZEK-TEST-${randomUUID()}`;
  execFileSync(
    'lpadmin',
    [
      '-p',
      name,
      '-D',
      'Кеңсе принтері',
      '-E',
      '-v',
      deviceUrl,
      '-o',
      'printer-error-policy=retry-current-job',
    ],
    { stdio: 'ignore' },
  );
  return { name };
}

/** Removes the queue and whatever waits in it. */
export function closePrintQueue(name: string): void {
  spawnSync('cancel', ['-a', name], { stdio: 'ignore' });
  spawnSync('lpadmin', ['-x', name], { stdio: 'ignore' });
}
