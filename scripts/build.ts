import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { bundles } from '../vite.config.ts';

const root = join(import.meta.dirname, '..');
const stamp = join(root, '.vite', 'stamp');

/**
 * Makes the bundles in `.vite/`, unless they are those of the present sources. They are made aside and then take the
 * place of the former ones, so that a build that fails leaves what ran before.
 * @param say told before the work begins, not when there is none
 */
export async function buildApplication(say: (text: string) => void): Promise<void> {
  const present = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === present) return;
  say('building the application…');
  const aside = join(root, `.vite-${process.pid}`);
  const { NODE_ENV } = process.env;
  try {
    // Whoever calls, a test too, gets what is shipped; vitest's `test` would make a development build of React.
    process.env.NODE_ENV = 'production';
    for (const bundle of bundles(aside)) await build(bundle);
    writeFileSync(join(aside, 'stamp'), present);
    rmSync(join(root, '.vite'), { recursive: true, force: true });
    renameSync(aside, join(root, '.vite'));
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    rmSync(aside, { recursive: true, force: true });
  }
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
