import type { JournalQuery } from '../../../core/protocol/journal.ts';

/** The journal as it is opened. */
export const FIRST_QUERY: JournalQuery = {
  search: '',
  status: null,
  submission: null,
  groupYear: null,
  queueClass: null,
  kind: null,
  sort: 'filedAt',
  descending: true,
  page: 1,
  pageSize: 25,
};
