import pino, { type DestinationStream, type Logger } from 'pino';

/** Numbers that may be an IIN or a phone, and addresses of e-mail. */
const PERSONAL = /\+?\d{10,}|[^\s"'<>@]+@[^\s"'<>@]+\.[^\s"'<>@]+/g;

/** The log of the server: lines of JSON, without anything that tells of a person, whatever somebody passes to it. */
export function createLog(destination: DestinationStream, level = 'info'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['iin', 'name', 'phone', 'email', 'body', '*.iin', '*.name', '*.phone', '*.email', '*.body'],
        censor: '[removed]',
      },
    },
    destination,
  );
}

/** What of an error may stand in the log: no details of rows, no numbers of people. */
export function errorForLog(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? { constraint: error.constraint } : {};
  return { type: error.constructor.name, ...code, ...constraint, stack: scrub(error.stack ?? error.message) };
}

/** A text without what may be personal in it. */
function scrub(text: string): string {
  return text.replace(PERSONAL, '[removed]');
}
