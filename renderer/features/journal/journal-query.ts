import type { JOURNAL_SORTS, JournalQuery } from '../../../core/protocol/journal.ts';

/** Pure steps from one question to the journal to the next. Whatever narrows or reorders it goes back to page 1. */

export type JournalSort = (typeof JOURNAL_SORTS)[number];

/** The filters of the journal; null = all. */
export type JournalFilters = Pick<
  JournalQuery,
  'status' | 'submission' | 'groupYear' | 'queueClass' | 'kind'
>;

export const PAGE_SIZES = [25, 50, 100, 200] as const;
export const NO_FILTERS: JournalFilters = {
  status: null,
  submission: null,
  groupYear: null,
  queueClass: null,
  kind: null,
};

/** What the journal shows when it is opened: everything, the newest on top. */
export const FIRST_QUERY: JournalQuery = {
  ...NO_FILTERS,
  search: '',
  sort: 'filedAt',
  descending: true,
  page: 1,
  pageSize: PAGE_SIZES[0],
};

const SEARCH_LIMIT = 200;

/** A click on a column's heading: sorts by it, or turns the order round if it is sorted by it already. */
export function sortedBy(query: JournalQuery, sort: JournalSort): JournalQuery {
  return { ...query, sort, descending: query.sort === sort ? !query.descending : false, page: 1 };
}

/** The query with other filters. */
export function filteredBy(query: JournalQuery, filters: Partial<JournalFilters>): JournalQuery {
  return { ...query, ...filters, page: 1 };
}

/** The query with another search text: composed letters, single spaces, at most 200 characters. */
export function searchedFor(query: JournalQuery, typed: string): JournalQuery {
  const search = typed.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, SEARCH_LIMIT);
  return search === query.search ? query : { ...query, search, page: 1 };
}

/** The query without search and filters, in the same order. */
export function cleared(query: JournalQuery): JournalQuery {
  return { ...query, ...NO_FILTERS, search: '', page: 1 };
}

/** How many filters narrow the journal now; the search is not counted. */
export function activeFilters(query: JournalQuery): number {
  const { status, submission, groupYear, queueClass, kind } = query;
  return [status, submission, groupYear, queueClass, kind].filter((value) => value !== null).length;
}

/** Whether search or filters hide something. */
export function isNarrowed(query: JournalQuery): boolean {
  return query.search !== '' || activeFilters(query) > 0;
}

/** Number of pages; an empty journal has one. */
export function pagesOf(total: number, pageSize: number): number {
  return Math.max(1, Math.ceil(total / pageSize));
}

/** The query on that page, kept within the pages there are. */
export function onPage(query: JournalQuery, page: number, total: number): JournalQuery {
  const within = Math.min(Math.max(1, page), pagesOf(total, query.pageSize));
  return within === query.page ? query : { ...query, page: within };
}
