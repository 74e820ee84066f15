import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { VoucherCategoryRow } from '../../../core/protocol/reference.ts';

/** Categories as lines: `21 | kk | ru`, the number alone where no name is known. */
export function categoriesText(categories: readonly VoucherCategoryRow[]): string {
  return categories
    .map(({ number, name }) => (name === null ? String(number) : [number, name.kk, name.ru].join(' | ')))
    .join('\n');
}

/** Reads the lines back in the order of the numbers; fails with the line, counted from 1, that cannot be read. */
export function readCategories(text: string): Result<readonly VoucherCategoryRow[], number> {
  const categories: VoucherCategoryRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [first = '', kk = '', ru = ''] = line.split('|').map((part) => part.trim());
    const number = Number(first);
    const known = categories.some((each) => each.number === number);
    const whole = (kk === '') === (ru === '');
    if (!/^\d{1,3}$/.test(first) || number < 1 || known || !whole) return fail(index + 1);
    categories.push({ number, name: kk === '' ? null : { kk, ru } });
  }
  return categories.length === 0
    ? fail(1)
    : ok(categories.toSorted((one, other) => one.number - other.number));
}
