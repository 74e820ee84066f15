import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';

/** The desk's log: what happened to the program, never to a person. */
export type Log = {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** An error of the program; its text and stack are masked. */
  error(event: string, error: unknown, facts?: LogFacts): void;
};

/** What may be told beside the event; no field has room for a name. */
export type LogFacts = {
  readonly method?: string;
  readonly code?: string;
  readonly incident?: string;
  readonly paths?: readonly string[];
  readonly milliseconds?: number;
};

const FILE = 'desk.log';
const LONGEST_BYTES = 5_000_000;

/** Opens the log in `folder`; a full file gives way to a new one, the one before is kept. */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    {
      write(line: string) {
        if (sizeOf(path) > LONGEST_BYTES) renameSync(path, `${path}.1`);
        appendFileSync(path, line, { mode: 0o600 });
      },
    },
  );
  return {
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, error, facts = {}) => logger.error({ ...facts, error: described(error) }, event),
  };
}

/** Numbers of people, phones, addresses and long hexadecimal (keys, tokens) are blotted out of what an error says. */
function masked(text: string): string {
  return text
    .replace(/[^\s@"']+@[^\s@"']+/g, '[mail]')
    .replace(/\+?\d[\d ()-]{8,}\d/g, '[number]')
    .replace(/\b[0-9a-f]{32,}\b/gi, '[hex]')
    .replace(/[А-ЯӘІҢҒҮҰҚӨҺЁ][\p{L}'-]+/gu, '[word]');
}

function described(error: unknown): { name: string; message: string; stack: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, message: '', stack: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    name: error.name,
    message: masked(error.message),
    stack: frames.slice(0, 12).map((at) => at.trim()),
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
