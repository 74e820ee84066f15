import type { Content, TableCell } from 'pdfmake';
import { formatAlmatyMinute, formatDate } from '../domain/almaty.ts';
import type { PersonName } from '../domain/application-form.ts';
import { maskName } from '../domain/name.ts';
import { REFERRAL_KINDS } from '../domain/referral.ts';
import { QUEUE_CLASSES } from '../domain/status.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import { closing } from './block.ts';
import { drawSheet, figures, type Paper, paragraph, small } from './frame.ts';
import type { TwoNames } from './registration-facts.ts';
import { COLOURS, entry, grid, heading } from './sheet.ts';
import { table } from './table.ts';
import { type Words, wordsOf } from './words.ts';

/** What has become of an issued referral. */
export const ISSUED_STATES = [
  'in-force',
  'extended',
  'returned',
  'expired',
  'refused',
  'arrived',
  'removed',
] as const;
export type IssuedState = (typeof ISSUED_STATES)[number];

/** A referral as the register has it. */
export type IssuedReferral = {
  readonly number: string;
  readonly issuedAt: string;
  readonly kind: (typeof REFERRAL_KINDS)[number];
  readonly application: string;
  readonly filedAt: string;
  readonly groupYear: number;
  readonly queueClass: (typeof QUEUE_CLASSES)[number];
  readonly kindergarten: TwoNames;
  readonly group: string;
  readonly state: IssuedState;
  readonly child: PersonName;
};

/** A line of the public register: nobody's name, no IIN. */
export type IssuedLine = Omit<IssuedReferral, 'child'> & { readonly child: string };

/** Everything the protocol of issued referrals says (domain.md §7.4): a public register of a district and a time. */
export type IssuedReferralsFacts = {
  readonly number: string;
  readonly district: TwoNames;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly IssuedLine[];
};

/** The facts of the protocol, in the order of issue; names are masked here. */
export function issuedReferralsFacts(
  issued: readonly IssuedReferral[],
  period: Pick<IssuedReferralsFacts, 'number' | 'district' | 'from' | 'to'>,
): IssuedReferralsFacts {
  return {
    ...period,
    lines: issued
      .map(({ child, ...line }) => ({ ...line, child: maskName(child) }))
      .toSorted((a, b) => Date.parse(a.issuedAt) - Date.parse(b.issuedAt) || (a.number < b.number ? -1 : 1)),
  };
}

/** «Жолдамаларды беру хаттамасы» / «Протокол выдачи направлений», A4 on its side. */
export function renderIssuedReferrals(
  paper: Paper,
  facts: IssuedReferralsFacts,
  locale: DocumentLocale,
): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.register;
  return drawSheet(paper, locale, {
    title: text.title,
    otherTitle: text.otherTitle,
    lead: text.lead,
    number: facts.number,
    district: facts.district[locale],
    landscape: true,
    content: [
      figures(
        [
          {
            label: text.periodLabel,
            value: `${formatDate(facts.from)} – ${formatDate(facts.to)}`,
            when: '',
          },
          { label: text.count, value: String(facts.lines.length), when: '' },
          { label: text.number, value: facts.number, when: '' },
        ],
        ['42%', '28%', '*'],
      ),
      ...(facts.lines.length === 0
        ? [paragraph(text.none)]
        : [lines(facts, words, locale), totals(facts, words)]),
      small(text.note),
      closing(null, words, []),
    ],
  });
}

function lines(facts: IssuedReferralsFacts, words: Words, locale: DocumentLocale): Content {
  const { column, state } = words.register;
  const minute = (iso: string) => formatAlmatyMinute(Date.parse(iso));
  const twice = (first: string, second: string): TableCell => ({
    stack: [first, { text: second, color: COLOURS.faint }],
  });
  const rows = facts.lines.map((line, index): TableCell[] => [
    String(index + 1),
    twice(line.number, minute(line.issuedAt)),
    twice(line.application, minute(line.filedAt)),
    line.child,
    String(line.groupYear),
    words.queueClass[line.queueClass],
    words.referralKind[line.kind],
    twice(line.kindergarten[locale], line.group),
    state[line.state],
  ]);
  return table(
    [
      ...[column.n, column.referral, column.application, column.child, column.year],
      ...[column.class, column.kind, column.kindergarten, column.state],
    ],
    rows,
    { widths: [20, 78, 84, 78, 40, 72, 76, '*', 84], size: 7.5 },
  );
}

function totals(facts: IssuedReferralsFacts, words: Words): Content {
  const text = words.register;
  const count = <K extends string>(
    keys: readonly K[],
    key: (line: IssuedLine) => K,
    name: (key: K) => string,
  ) =>
    keys
      .map((each) => [name(each), facts.lines.filter((line) => key(line) === each).length] as const)
      .filter(([, n]) => n > 0)
      .map(([label, n]) => `${label} — ${n}`)
      .join('; ');
  return {
    unbreakable: true,
    stack: [
      heading(text.totals),
      grid(
        [
          {
            label: text.byKind,
            value: count(
              REFERRAL_KINDS,
              (line) => line.kind,
              (kind) => words.referralKind[kind],
            ),
          },
          {
            label: text.byClass,
            value: count(
              QUEUE_CLASSES,
              (line) => line.queueClass,
              (each) => words.queueClass[each],
            ),
          },
        ],
        2,
      ),
      entry({
        label: text.byState,
        value: count(
          ISSUED_STATES,
          (line) => line.state,
          (state) => text.state[state],
        ),
      }),
    ],
  };
}
