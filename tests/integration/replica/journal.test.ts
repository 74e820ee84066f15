import { expect, test } from 'vitest';
import { JOURNAL_SORTS } from '../../../core/protocol/journal.ts';
import { formOf, open, query, recordOf, save, temporaryFolder } from './material.ts';

const NAMES = [
  'Ёлкина Анна',
  'Әбдіқалықова Гүлнұр Бекқызы',
  'Іскаков Нұрлан',
  'Ахметов Тимур',
  'Қасымова Айгүл',
  'Яковлева Мария',
  'Өмірбек Ұлан',
  'Ғабитова Һажар',
];

function register() {
  const replica = open(temporaryFolder());
  NAMES.forEach((child, index) => {
    const form = formOf({
      child,
      serial: index + 1,
      birthDate: `202${index % 3}-0${index + 1}-11`,
      settlement: index % 2 === 0 ? 'Көкшетау' : 'Красный Яр',
    });
    replica.applications.putRecord(recordOf(form, { id: index + 1 }), index + 1);
  });
  return replica;
}

test('names stand in Kazakh order', () => {
  const replica = register();
  const { rows, total } = replica.journal(query({ sort: 'childName' }), null);
  expect(total).toBe(8);
  expect(rows.map((row) => row.child_name.split(' ')[0])).toEqual([
    'Ахметов',
    'Әбдіқалықова',
    'Ғабитова',
    'Ёлкина',
    'Қасымова',
    'Өмірбек',
    'Іскаков',
    'Яковлева',
  ]);
});

test.each([
  ['a part of a name in other case, Kazakh letters', 'ДІҚАЛЫ', ['Әбдіқалықова Гүлнұр Бекқызы']],
  ['two words in any order', 'гүлнұр әбді', ['Әбдіқалықова Гүлнұр Бекқызы']],
  ['two letters', 'һа', ['Ғабитова Һажар']],
  ['ё typed as е', 'елкин', ['Ёлкина Анна']],
  ['the application number', 'ОДО.2026.000003', ['Іскаков Нұрлан']],
  ['quotes and wildcards are letters like others', '"*%_', []],
])('search finds %s', (_, search, names) => {
  const found = register().journal(query({ search }), null);
  expect(found.rows.map((row) => row.child_name)).toEqual(names);
  expect(found.total).toBe(names.length);
});

test('search finds any part of an IIN of child or applicant', () => {
  const replica = register();
  const all = replica.journal(query(), null).rows;
  for (const row of all)
    for (const part of [row.child_iin.slice(3, 11), row.applicant_iin, row.child_iin.slice(-4)]) {
      const found = replica.journal(query({ search: part }), null).rows.map(({ uuid }) => uuid);
      const expected = all.filter((each) => `${each.child_iin} ${each.applicant_iin}`.includes(part));
      expect(found).toEqual(expected.map(({ uuid }) => uuid));
    }
});

test('filters narrow, pages do not overlap, the total counts all of them', () => {
  const replica = register();
  const all = replica.journal(query({ groupYear: 2020 }), null);
  expect(all.rows.every((row) => row.group_year === 2020)).toBe(true);
  expect(all.total).toBe(3);
  const pages = [1, 2, 3, 4].map((page) => replica.journal(query({ page, pageSize: 3 }), null));
  expect(pages.map(({ total }) => total)).toEqual([8, 8, 8, 8]);
  const uuids = pages.flatMap(({ rows }) => rows.map(({ uuid }) => uuid));
  expect(new Set(uuids).size).toBe(8);
});

test.each(JOURNAL_SORTS)('turning the order by %s round reverses it', (sort) => {
  const replica = register();
  const up = replica.journal(query({ sort }), null).rows.map(({ uuid }) => uuid);
  const down = replica.journal(query({ sort, descending: true }), null).rows.map(({ uuid }) => uuid);
  expect(down).toEqual(up.toReversed());
});

test('the youngest come first when sorted by age', () => {
  const { rows } = register().journal(query({ sort: 'age' }), null);
  expect(rows.map((row) => row.birth_date)).toEqual(
    rows
      .map((row) => row.birth_date)
      .toSorted()
      .toReversed(),
  );
});

test('sorted by queue number, those who wait come by it and page by page, those who do not wait last either way', () => {
  const replica = open(temporaryFolder());
  const put = (serial: number, queueClass: 'E' | 'P' | 'G', status: 'queued' | 'enrolled' = 'queued') =>
    replica.applications.putRecord(
      recordOf(formOf({ child: `Бала ${serial}`, serial }), { id: serial, queueClass, status }),
      1,
    );
  put(1, 'G');
  put(2, 'G', 'enrolled');
  put(3, 'E');
  put(4, 'P');
  const ids = (page: number, descending = false) =>
    replica
      .journal(query({ sort: 'queueNumber', descending, page, pageSize: 2 }), null)
      .rows.map(({ id }) => id);
  expect([ids(1), ids(2)]).toEqual([
    [3, 4],
    [1, 2],
  ]);
  expect([ids(1, true), ids(2, true)]).toEqual([
    [1, 4],
    [3, 2],
  ]);
});

test('what is only saved here stands in the journal at once, counts as the newest, and can be filtered', () => {
  const replica = register();
  save(replica, formOf({ child: 'Жаңа Бала', serial: 50 }));
  expect(replica.journal(query({ submission: 'saved' }), null).rows).toMatchObject([
    { child_name: 'Жаңа Бала', number: null, status: null, label: 'K01-260302-1' },
  ]);
  expect(replica.journal(query({ sort: 'id', descending: true }), null).rows[0]?.child_name).toBe(
    'Жаңа Бала',
  );
});

test('a person without a role sees the own rows only', () => {
  const replica = register();
  const mine = replica.journal(query(), null).rows[2];
  const seen = replica.journal(query({ search: '2' }), mine?.applicant_iin ?? '');
  expect(seen.rows.map(({ uuid }) => uuid)).toEqual([mine?.uuid]);
  expect(seen.total).toBe(1);
});

test('queue numbers follow the cycle of the cell and move when a row changes', () => {
  const replica = open(temporaryFolder());
  const classes = ['G', 'G', 'G', 'G', 'P', 'E'] as const;
  const records = classes.map((queueClass, index) =>
    recordOf(formOf({ child: `Бала ${index}`, serial: index + 1 }), { id: index + 1, queueClass }),
  );
  for (const record of records) replica.positions.changed(replica.applications.putRecord(record, 1));
  const numbers = () =>
    replica.journal(query({ sort: 'id' }), null).rows.map((row) => replica.positions.of(row));
  expect(numbers()).toEqual([3, 4, 5, 6, 2, 1]);
  const first = records[5];
  if (first === undefined) throw new Error('no record');
  replica.positions.changed(replica.applications.putRecord({ ...first, status: 'withdrawn' }, 2));
  expect(numbers()).toEqual([2, 3, 4, 5, 1, null]);

  // A referral by turn moves the cycle on (domain.md §1.10.3): the slots of three general children come first now.
  expect(replica.positions.turned([{ key: '111000000/general/2022', cycleIndex: 1 }])).toBe(true);
  expect(numbers()).toEqual([1, 2, 3, 5, 4, null]);
  expect(replica.positions.turned([{ key: '111000000/general/2022', cycleIndex: 1 }])).toBe(false);
  expect(replica.positions.turned([{ key: '111000000/general/2021', cycleIndex: 3 }])).toBe(true);
  expect(numbers()).toEqual([1, 2, 3, 5, 4, null]);
});
