import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { core, main, preload, renderer } from '../vite.config.ts';

const root = join(import.meta.dirname, '..');
const stamp = join(root, '.vite', 'stamp');

/**
 * Makes the four bundles in `.vite/`, unless they are those of the present sources.
 * @param say told before the work begins, not when there is none
 */
export async function buildApplication(say: (text: string) => void): Promise<void> {
  const present = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === present) return;
  say('building the application…');
  rmSync(join(root, '.vite'), { recursive: true, force: true });
  for (const bundle of [main, preload, core, renderer]) await build(bundle);
  mkdirSync(join(root, '.vite'), { recursive: true });
  writeFileSync(stamp, present);
}

/** Names, sizes and times of everything that is bundled. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}\n${size}\n${mtimeMs}\n`);
      }
    }
  };
  for (const folder of ['assets', 'core', 'electron', 'renderer']) walk(join(root, folder));
  for (const file of ['package-lock.json', 'vite.config.ts']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

if (import.meta.main) await buildApplication((text) => console.error(text));
