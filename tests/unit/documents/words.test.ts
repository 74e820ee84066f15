import { describe, expect, test } from 'vitest';
import { fill, wordsOf } from '../../../core/documents/words.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  );
}

describe('the texts of the documents', () => {
  const kk = leaves(wordsOf('kk'));
  const ru = leaves(wordsOf('ru'));

  test('are the same set in both languages, none empty', () => {
    expect(kk.map(([key]) => key).sort()).toEqual(ru.map(([key]) => key).sort());
    expect([...kk, ...ru].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('ask for the same facts in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    const russian = new Map(ru);
    for (const [key, text] of kk) expect(places(russian.get(key) ?? ''), key).toEqual(places(text));
  });

  test('cannot be printed with a fact missing', () => {
    expect(fill('{{a}} of {{b}}', { a: 1, b: 'x' })).toBe('1 of x');
    expect(() => fill('{{a}}', {})).toThrow();
  });
});
