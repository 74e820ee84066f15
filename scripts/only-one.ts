import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark of a running `npm start`, or the process that has it already. */
export type Mark =
  | { readonly held: true; readonly release: () => void }
  | { readonly held: false; readonly by: number };

/**
 * Marks a data folder as in use by this process, so that a second `npm start` can say so. A mark that a killed process left
 * behind does not count.
 */
export function holdFolder(dataFolder: string): Mark {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, 'start.pid');
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      return { held: true, release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const by = readPid(file);
    if (by !== null && by !== process.pid && isStart(by)) return { held: false, by };
    rmSync(file, { force: true });
  }
}

function readPid(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Whether the process lives and is a `npm start`; where its command line cannot be read, whether it lives. */
function isStart(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.ts');
  } catch {
    return true;
  }
}
