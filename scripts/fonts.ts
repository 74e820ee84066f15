/**
 * Makes the fonts of the printed documents from the npm package @expo-google-fonts/noto-sans: the letters that names and
 * documents here can hold, and no more, because a PDF library reads the whole file for every document. The results are
 * committed (assets/fonts); run `node scripts/fonts.ts` after the package or the list has changed.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const source = dirname(require.resolve('@expo-google-fonts/noto-sans/package.json'));
const target = join(import.meta.dirname, '..', 'assets', 'fonts');

const WEIGHTS = [
  ['400Regular/NotoSans_400Regular.ttf', 'NotoSans-Regular.ttf'],
  ['600SemiBold/NotoSans_600SemiBold.ttf', 'NotoSans-SemiBold.ttf'],
] as const;

/** First and last code point of what is kept. */
const RANGES = [
  [0x0020, 0x007e],
  // Latin with the marks of the neighbours' names.
  [0x00a0, 0x017f],
  [0x0218, 0x021b],
  [0x02bb, 0x02bc],
  [0x0300, 0x0308],
  // All of Cyrillic: Kazakh's letters and those of every neighbour.
  [0x0400, 0x052f],
  [0x1e80, 0x1e9e],
  // Dashes, quotes, dots, no-break spaces.
  [0x2000, 0x2044],
  // Tenge, rouble; the number sign; arrows, minus and the like.
  [0x20b8, 0x20bd],
  [0x2116, 0x2116],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x25a0, 0x25cf],
] as const;

const text = RANGES.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
).join('');

mkdirSync(target, { recursive: true });
for (const [from, to] of WEIGHTS) {
  const whole = readFileSync(join(source, from));
  const subset = await subsetFont(whole, text, { targetFormat: 'sfnt' });
  writeFileSync(join(target, to), subset);
  console.error(`${to}: ${whole.length} → ${subset.length} bytes`);
}
copyFileSync(join(source, 'LICENSE_FONT'), join(target, 'LICENSE.txt'));
