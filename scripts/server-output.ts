import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const LogLine = z.looseObject({ level: z.number() });
/** pino's number of a warning. */
const WARNING = 40;

/**
 * Keeps what the server of `npm start` writes in `log/server.log` of the data folder (the one before as `server.log.1`), and
 * shows of it what a person must see: its messages and what is a warning or worse.
 */
export function keepServerOutput(output: Readable, dataFolder: string, say: (text: string) => void): void {
  const folder = join(dataFolder, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'server.log');
  if (existsSync(file)) renameSync(file, `${file}.1`);
  const kept = createWriteStream(file, { mode: 0o600 });
  createInterface({ input: output })
    .on('line', (line) => {
      kept.write(`${line}\n`);
      if (mustBeSeen(line)) say(line);
    })
    .on('close', () => kept.end());
}

function mustBeSeen(line: string): boolean {
  if (!line.startsWith('{')) return line !== '';
  try {
    const parsed = LogLine.safeParse(JSON.parse(line));
    return !parsed.success || parsed.data.level >= WARNING;
  } catch {
    return true;
  }
}
