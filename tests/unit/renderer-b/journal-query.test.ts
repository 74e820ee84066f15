import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JournalQuerySchema } from '../../../core/protocol/journal.ts';
import { targetRow } from '../../../renderer/features/journal/journal-keys.ts';
import {
  activeFilters,
  cleared,
  FIRST_QUERY,
  filteredBy,
  isNarrowed,
  onPage,
  pagesOf,
  searchedFor,
  sortedBy,
} from '../../../renderer/features/journal/journal-query.ts';

const onPage7 = { ...FIRST_QUERY, page: 7 };

describe('asking the journal', () => {
  it('opens with everything, the newest on top, in a form the core accepts', () => {
    expect(JournalQuerySchema.parse(FIRST_QUERY)).toEqual(FIRST_QUERY);
    expect(FIRST_QUERY).toMatchObject({ sort: 'filedAt', descending: true, page: 1, search: '' });
    expect(isNarrowed(FIRST_QUERY)).toBe(false);
  });

  it('sorts by a heading, and turns the order round at the second click', () => {
    const once = sortedBy(onPage7, 'childName');
    expect(once).toMatchObject({ sort: 'childName', descending: false, page: 1 });
    expect(sortedBy(once, 'childName')).toMatchObject({ sort: 'childName', descending: true });
    expect(sortedBy(sortedBy(once, 'childName'), 'age')).toMatchObject({ sort: 'age', descending: false });
  });

  it('goes back to page 1 whenever a filter or a word changes what is shown', () => {
    expect(filteredBy(onPage7, { status: 'notified' }).page).toBe(1);
    expect(searchedFor(onPage7, 'Әлия').page).toBe(1);
    expect(cleared(onPage7).page).toBe(1);
  });

  it('stays where it is while the words mean the same', () => {
    const searched = { ...searchedFor(FIRST_QUERY, 'Әлия'), page: 3 };
    expect(searchedFor(searched, '  Әлия ')).toBe(searched);
  });

  it('sends composed letters, so that «й» typed in two parts finds the name', () => {
    expect(searchedFor(FIRST_QUERY, 'Сейітқали'.normalize('NFD')).search).toBe('Сейітқали');
  });

  it('never sends more than the core takes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500, unit: 'grapheme' }), (typed) => {
        expect(JournalQuerySchema.safeParse(searchedFor(FIRST_QUERY, typed)).success).toBe(true);
      }),
    );
  });

  it('counts the filters, not the search, and clears both without touching the order', () => {
    const narrowed = searchedFor(
      filteredBy(sortedBy(FIRST_QUERY, 'age'), { status: 'queued', kind: 'special', groupYear: 2022 }),
      'а',
    );
    expect(activeFilters(narrowed)).toBe(3);
    expect(isNarrowed(narrowed)).toBe(true);
    expect(cleared(narrowed)).toEqual(sortedBy(FIRST_QUERY, 'age'));
  });

  it('has one page when empty and keeps the page within what is there', () => {
    expect(pagesOf(0, 25)).toBe(1);
    expect(pagesOf(25, 25)).toBe(1);
    expect(pagesOf(26, 25)).toBe(2);
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 20_000 }), (page, total) => {
        const at = onPage(FIRST_QUERY, page, total).page;
        expect(at).toBeGreaterThanOrEqual(1);
        expect(at).toBeLessThanOrEqual(pagesOf(total, FIRST_QUERY.pageSize));
      }),
    );
    expect(onPage({ ...FIRST_QUERY, page: 400 }, 400, 30).page).toBe(2);
  });
});

describe('moving through the rows by keyboard', () => {
  it('stops at the first and the last row', () => {
    expect(targetRow('ArrowDown', 0, 3)).toBe(1);
    expect(targetRow('ArrowDown', 2, 3)).toBe(2);
    expect(targetRow('ArrowUp', 0, 3)).toBe(0);
    expect(targetRow('End', 0, 3)).toBe(2);
    expect(targetRow('Home', 2, 3)).toBe(0);
  });

  it('leaves every other key alone, so that Enter and Space stay the button’s', () => {
    for (const key of ['Enter', ' ', 'Tab', 'a']) expect(targetRow(key, 1, 3)).toBeNull();
  });
});
