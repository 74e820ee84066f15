/**
 * Every rule R1–R13 of the manuals, every decision of domain.md §1.10 and every paragraph of §1.11 has a test that says so in its
 * title (issue 4, "Done when"): whoever changes one finds what has to change with it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const TESTS = path.join(import.meta.dirname, '..');
const TITLE =
  /\b(?:describe|it|test)(?:\.each\b[\s\S]*?\)|\.skip|\.only)?\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g;

/** What tests are called, and the stories that are played on a real server. */
const titles: readonly string[] = [
  ...filesOf('', '.test.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(TITLE)].map(([, , title]) => title ?? ''),
  ),
];

function filesOf(folder: string, ending: string): readonly string[] {
  return readdirSync(path.join(TESTS, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

it.each(upTo(13))('R%i of the manuals', (rule) => {
  const named = new RegExp(`\\bR${rule}\\b`);
  expect(titles.filter((title) => named.test(title))).not.toEqual([]);
});

it.each(upTo(17))('decision %i of §1.10', (decision) => {
  const named = new RegExp(`(?:decisions? |decision \\d+ and |§1\\.10\\.)${decision}\\b`);
  expect(titles.filter((title) => named.test(title))).not.toEqual([]);
});

it.each([
  ...[
    'Numbers',
    'Region',
    'Registration',
    'Relation',
    'Required',
    'Labels',
    'Signing',
    'Notices',
    'Roles begin',
  ],
  ...['claimBenefit', 'correct', 'restore', 'reject', 'removeByOffice', 'leave', 'another district'].map(
    (command) => `More commands: ${command}`,
  ),
])('§1.11 %s', (paragraph) => {
  const [head = '', command] = paragraph.split(': ');
  const named = titles.filter((title) => title.includes('§1.11') && title.includes(head));
  expect(
    named.filter((title) => command === undefined || title.includes(command)),
    named.join('\n'),
  ).not.toEqual([]);
});
