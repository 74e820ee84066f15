import { createHash } from 'node:crypto';

/** JSON with the keys of every object in order, so that the same value always gives the same text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** What tells a repeated mutation from another one under the same number (practices b5.11). */
export function argumentsHash(mutation: unknown): string {
  return createHash('sha256').update(canonicalJson(mutation)).digest('hex');
}
