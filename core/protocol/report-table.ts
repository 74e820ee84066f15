import { formatDate } from '../domain/almaty.ts';
import type { QueueClass } from '../domain/status.ts';
import { formatNumber, type Locale } from '../domain/wording.ts';
import type { NoticesRow, PlacesRow, QueueRow, ReferralsRow, Report, WaitingRow } from './report.ts';

/** A report as a table and as a chart: the same for the screen, the sheet of cells and the paper. */

/** The columns of all reports; `column` of report.json has a heading for each. */
export type ColumnKey =
  | 'district'
  | Exclude<
      keyof QueueRow | keyof WaitingRow | keyof ReferralsRow | keyof PlacesRow | keyof NoticesRow,
      'id'
    >;

/** What stands in a column: something that has a name in every language, or a figure. */
export type ColumnKind =
  | 'district'
  | 'kindergarten'
  | 'year'
  | 'class'
  | 'benefit'
  | 'notice'
  | 'count'
  | 'days'
  | 'date';

export type ReportColumn = { readonly key: ColumnKey; readonly kind: ColumnKind };
type TwoNames = { readonly kk: string; readonly ru: string };
export type ReportValue = string | number | TwoNames | null;

export type ReportTable = {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportValue[])[];
  /** The figures of all rows together; null in columns that cannot be added up. */
  readonly total: readonly ReportValue[];
};

type Column<Row> = ReportColumn & { readonly of: (row: Row) => ReportValue };

const named = <Row>(
  key: ColumnKey,
  kind: Exclude<ColumnKind, 'count' | 'days'>,
  of: (row: Row) => ReportValue,
): Column<Row> => ({ key, kind, of });
const figure = <K extends ColumnKey>(kind: 'count' | 'days', ...keys: readonly K[]) =>
  keys.map((key): Column<Readonly<Record<K, number>>> => ({ key, kind, of: (row) => row[key] }));

const district: Column<{ readonly district: string }> = named('district', 'district', (row) => row.district);
const kindergarten: Column<{ readonly kindergarten: TwoNames }> = named(
  'kindergarten',
  'kindergarten',
  (row) => row.kindergarten,
);
const year: Column<{ readonly groupYear: number }> = named('groupYear', 'year', (row) => row.groupYear);
const queueClass: Column<{ readonly queueClass: QueueClass }> = named(
  'queueClass',
  'class',
  (row) => row.queueClass,
);

const category: Column<QueueRow> = named('category', 'year', (row) => row.category);
const QUEUE: readonly Column<QueueRow>[] = [
  district,
  year,
  queueClass,
  named('benefit', 'benefit', (row) => row.benefit ?? 'NONE'),
  ...figure('count', 'waiting', 'notified', 'undecided', 'stopListed', 'filed'),
];
const WAITING: readonly Column<WaitingRow>[] = [
  district,
  year,
  queueClass,
  ...figure('count', 'children'),
  ...figure('days', 'median', 'ninetieth', 'longest'),
];
const REFERRALS: readonly Column<ReferralsRow>[] = [
  district,
  kindergarten,
  ...figure('count', 'issued', 'turn', 'freeChoice', 'transfer', 'inForce', 'extended'),
  ...figure('count', 'arrived', 'returned', 'expired', 'refused', 'removed'),
];
const PLACES: readonly Column<PlacesRow>[] = [
  district,
  kindergarten,
  ...figure('count', 'published', 'withdrawn', 'capacity', 'enrolledOtherwise', 'taken', 'offered', 'open'),
  ...figure('count', 'heldBack'),
  named('heldSince', 'date', (row) => row.heldSince),
];
const NOTICES: readonly Column<NoticesRow>[] = [
  district,
  named('kind', 'notice', (row) => row.kind),
  ...figure('count', 'notices', 'reached', 'called', 'underWay', 'outdated', 'unreached'),
  ...figure('count', 'emailFailed', 'smsFailed'),
];

/** The table of a report; the district's column only where several can stand in it. */
export function tableOf(report: Report): ReportTable {
  const one = report.district !== null;
  switch (report.name) {
    case 'queue':
      // Only where the queue goes by the voucher's table is there a category to show.
      return build(
        report.rows.some((row) => row.category !== null) ? QUEUE.toSpliced(2, 0, category) : QUEUE,
        report.rows,
        one,
      );
    case 'waiting': {
      const table = build(WAITING, report.rows, one);
      const { total } = report;
      // Medians cannot be added up: the server tells those of all children together.
      const last = total === null ? [0, null, null, null] : [total.children, total.median, total.ninetieth];
      const ends = total === null ? last : [...last, total.longest];
      return { ...table, total: [...table.total.slice(0, -ends.length), ...ends] };
    }
    case 'referrals':
      return build(REFERRALS, report.rows, one);
    case 'places':
      return build(PLACES, report.rows, one);
    case 'notices':
      return build(NOTICES, report.rows, one);
  }
}

function build<Row>(all: readonly Column<Row>[], rows: readonly Row[], one: boolean): ReportTable {
  const columns = all.filter(({ kind }) => !(one && kind === 'district'));
  return {
    columns: columns.map(({ key, kind }) => ({ key, kind })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
    total: columns.map(({ kind, of }) =>
      kind === 'count' ? rows.reduce((sum, row) => sum + Number(of(row)), 0) : null,
    ),
  };
}

/** A bar: what it stands for, in one or two words, and how long it is. */
export type ReportBar = {
  readonly label: readonly { readonly kind: ColumnKind; readonly value: ReportValue }[];
  readonly value: number;
};
export type ReportChart = {
  /** The column that the bars show, and whether it counts or measures days. */
  readonly measure: ReportColumn;
  readonly bars: readonly ReportBar[];
  /** How many short bars were left out. */
  readonly left: number;
};

/** Most bars of a chart: beyond them nobody compares. */
const MOST_BARS = 20;

/** The chart of a report: by district, or within a single one by year, kindergarten or kind of notice. */
export function chartOf(report: Report): ReportChart {
  const many = new Set(report.rows.map((row) => row.district)).size > 1;
  switch (report.name) {
    case 'queue':
      return chart(
        'waiting',
        report.rows.map((row) => bar(many ? district : year, row, row.waiting)),
      );
    case 'waiting':
      return chart(
        'median',
        many
          ? report.districts.map((row) => bar(district, row, row.median))
          : report.rows.map((row) => ({
              label: [...bar(year, row, 0).label, ...bar(queueClass, row, 0).label],
              value: row.median,
            })),
        'days',
      );
    case 'referrals':
      return largest(
        'issued',
        report.rows.map((row) => bar(many ? district : kindergarten, row, row.issued)),
      );
    case 'places':
      return largest(
        'heldBack',
        report.rows.map((row) => bar(many ? district : kindergarten, row, row.heldBack)),
      );
    case 'notices':
      return chart(
        'unreached',
        report.rows.map((row) =>
          many
            ? bar(district, row, row.unreached)
            : { label: [{ kind: 'notice', value: row.kind }], value: row.unreached },
        ),
      );
  }
}

function bar<Row>({ kind, of }: Column<Row>, row: Row, value: number): ReportBar {
  return { label: [{ kind, value: of(row) }], value };
}

/** Bars of the same label put together, in the order in which they come. */
function chart(key: ColumnKey, bars: readonly ReportBar[], kind: 'count' | 'days' = 'count'): ReportChart {
  const sums = new Map<string, ReportBar>();
  for (const each of bars) {
    const name = JSON.stringify(each.label);
    sums.set(name, { ...each, value: each.value + (sums.get(name)?.value ?? 0) });
  }
  const all = [...sums.values()];
  return { measure: { key, kind }, bars: all.slice(0, MOST_BARS), left: Math.max(0, all.length - MOST_BARS) };
}

/** The same, the longest first. */
function largest(key: ColumnKey, bars: readonly ReportBar[]): ReportChart {
  const names = new Map<string, ReportBar>();
  for (const each of bars) {
    const name = JSON.stringify(each.label);
    names.set(name, { ...each, value: each.value + (names.get(name)?.value ?? 0) });
  }
  return chart(
    key,
    [...names.values()].toSorted((one, other) => other.value - one.value),
  );
}

/** How things are called in one language. */
export type ReportNames = {
  readonly locale: Locale;
  district(code: string): string;
  queueClass(code: string): string;
  benefit(code: string): string;
  notice(kind: string): string;
};

type Named = Readonly<Record<string, string>>;

/** The names in a language, by their codes; the code itself where the server knows more than this desk. */
export function namesIn<L extends Locale>(
  locale: L,
  districts: readonly ({ readonly code: string } & Readonly<Record<L, string>>)[],
  status: { readonly queueClass: Named; readonly benefitShort: Named },
  notice: { readonly kind: Named },
): ReportNames & { readonly locale: L } {
  const wordOf = (words: Named) => (code: string) =>
    (Object.hasOwn(words, code) ? words[code] : undefined) ?? code;
  return {
    locale,
    district: (code) => districts.find((each) => each.code === code)?.[locale] ?? code,
    queueClass: wordOf(status.queueClass),
    benefit: wordOf(status.benefitShort),
    notice: wordOf(notice.kind),
  };
}

/** A value as people read it; nothing where there is none. */
export function valueText(kind: ColumnKind, value: ReportValue, names: ReportNames): string {
  if (value === null) return '';
  if (typeof value === 'object') return names.locale === 'ru' ? value.ru : value.kk;
  if (typeof value === 'number')
    return kind === 'year' ? String(value) : decimalText(Math.round(value * 10) / 10, names.locale);
  switch (kind) {
    case 'district':
      return names.district(value);
    case 'class':
      return names.queueClass(value);
    case 'benefit':
      return names.benefit(value);
    case 'notice':
      return names.notice(value);
    case 'date':
      return formatDate(value);
    default:
      return value;
  }
}

function decimalText(value: number, locale: Locale): string {
  const whole = Math.trunc(value);
  const tenth = Math.round((value - whole) * 10);
  const text = formatNumber(whole, locale);
  return tenth === 0 ? text : `${text}${locale === 'en' ? '.' : ','}${tenth}`;
}
