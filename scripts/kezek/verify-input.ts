/** What `kezek verify` takes and prints, for one file and for a batch alike. */
import { readFileSync, statSync } from 'node:fs';
import { LARGEST_INPUT } from '../../core/eds/form-error.ts';
import type { Purpose } from '../../core/eds/purpose.ts';
import type { Signer, Verdict } from '../../core/eds/verdict.ts';

export const PURPOSES: readonly Purpose[] = ['application', 'sign-in', 'organisation'];

/** A wrong argument: its message is the one line that the operator gets. */
export class UsageError extends Error {}

/** A file that is not there or cannot be read. */
export class UnreadableError extends UsageError {}

/** The settings that a command line and the cases of a batch have in common. */
export type Options = {
  readonly at: Date;
  readonly purpose: Purpose;
  readonly iin: string | undefined;
  readonly allowLegacy: boolean;
};

/** An ISO 8601 instant with its offset, or a date, which means its first instant in UTC; undefined for anything else. */
export function readInstant(text: string): Date | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.getUTCDate() !== Number(match[3])) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** A file above the limit is refused by its size alone. */
export const TOO_LARGE: Verdict = { valid: false, reason: 'structure', signers: [] };

/** Reads a file; undefined when it is larger than may be verified. `name` is the argument or field that names it. */
export function readInput(name: string, path: string, limit = LARGEST_INPUT): Uint8Array | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new UnreadableError(`${name}: ${path} is no file`);
    return stat.size > limit ? undefined : readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UnreadableError(`${name}: ${path} cannot be read`);
  }
}

/** A signer as it is printed. */
export function signerOf(signer: Signer): Readonly<Record<string, unknown>> {
  return {
    iin: signer.iin,
    name: signer.name,
    bin: signer.bin,
    validFrom: signer.validFrom.toISOString(),
    validTo: signer.validTo.toISOString(),
    algorithm: signer.algorithm,
    serialNumber: signer.serialNumber,
    issuer: signer.issuer,
    roles: signer.certificate.roles,
    time: signer.time.toISOString(),
    timeStamped: signer.timeStamped,
    revocation: signer.revocation,
    ...(signer.reason === undefined ? {} : { reason: signer.reason }),
  };
}
