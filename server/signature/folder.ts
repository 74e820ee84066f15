import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../../core/domain/result.ts';

/** How long a folder is believed to be unchanged, ms. */
const LOOK_AGAIN_MS = 2000;

/**
 * What is read from a folder, read again when its files change. A folder that cannot be read any more leaves what was read
 * before, and `onFailure` is told; at the first reading it throws with a message for people.
 */
export function watchFolder<T, E extends { readonly reason: string; readonly file: string }>(
  setting: string,
  folder: string,
  read: (folder: string) => Result<T, E>,
  onFailure: (failure: E) => void,
): () => T {
  const first = read(folder);
  if (!first.ok) throw new Error(`${setting}: ${first.error.file} is ${first.error.reason}`);
  let current = first.value;
  let seen = stateOf(folder);
  let lookedAt = performance.now();
  return () => {
    if (performance.now() - lookedAt < LOOK_AGAIN_MS) return current;
    lookedAt = performance.now();
    const now = stateOf(folder);
    if (now === seen) return current;
    seen = now;
    const again = read(folder);
    if (again.ok) current = again.value;
    else onFailure(again.error);
    return current;
  };
}

/** Names, sizes and times of the files; a folder that has gone is a state too. */
function stateOf(folder: string): string {
  try {
    return readdirSync(folder)
      .map((name) => {
        const { size, mtimeMs } = statSync(path.join(folder, name));
        return `${name} ${size} ${mtimeMs}`;
      })
      .sort()
      .join('\n');
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}
