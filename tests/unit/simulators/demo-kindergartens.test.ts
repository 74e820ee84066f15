import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KindergartenFileSchema } from '../../../core/protocol/kindergarten-entry.ts';
import { demoKindergartens } from '../../simulators/demo-kindergartens.ts';
import { demoStaff } from '../../simulators/demo-people.ts';

const { kindergartens } = KindergartenFileSchema.parse(demoKindergartens(2026));
const { districts }: { districts: { code: string }[] } = JSON.parse(
  readFileSync(new URL('../../../assets/reference/districts.json', import.meta.url), 'utf8'),
);

test('every district has kindergartens with groups of the present birth years in both languages', () => {
  expect(districts).toHaveLength(20);
  for (const { code } of districts) {
    const groups = kindergartens.filter(({ district }) => district === code).flatMap((each) => each.groups);
    for (const birthYear of [2021, 2022, 2023, 2024]) {
      for (const language of ['kk', 'ru'])
        expect(groups, code).toContainEqual(
          expect.objectContaining({ birthYear, language, kind: 'general' }),
        );
      expect(groups, code).toContainEqual(expect.objectContaining({ birthYear, kind: 'special' }));
    }
  }
});

test('no BIN twice, and the demo director has a kindergarten to head', () => {
  expect(new Set(kindergartens.map(({ bin }) => bin)).size).toBe(kindergartens.length);
  const headed = demoStaff.flatMap(({ kindergarten }) => (kindergarten === null ? [] : [kindergarten]));
  expect(kindergartens.map(({ id }) => id)).toEqual(expect.arrayContaining(headed));
});
