import type { Content, TableCell } from 'pdfmake';
import { almatyDay, formatDate } from '../domain/almaty.ts';
import type { TEACHING_LANGUAGES } from '../domain/application-form.ts';
import { compareKazakh } from '../domain/kazakh.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import { closing } from './block.ts';
import { drawSheet, figures, moment, type Paper, paragraph, phone, small } from './frame.ts';
import type { TwoNames } from './registration-facts.ts';
import { heading } from './sheet.ts';
import { table } from './table.ts';
import { type Words, wordsOf } from './words.ts';

/** A group with published places that nobody has taken yet. */
export type FreeGroup = {
  readonly settlement: string;
  readonly kindergarten: TwoNames;
  readonly address: string;
  readonly phone: string | null;
  readonly group: string;
  readonly birthYear: number;
  readonly kind: 'general' | 'special';
  readonly language: (typeof TEACHING_LANGUAGES)[number];
  /** Places on offer to notified children, and open to everybody of the year. */
  readonly offered: number;
  readonly open: number;
};

/** Everything the bulletin of free places says (domain.md §7.4). */
export type BulletinFacts = {
  readonly number: string;
  readonly district: TwoNames;
  readonly at: string;
  readonly groups: readonly FreeGroup[];
};

/** The facts of the bulletin: by settlement, kindergarten and year, groups without a free place left out. */
export function bulletinFacts(
  groups: readonly FreeGroup[],
  given: Pick<BulletinFacts, 'number' | 'district' | 'at'>,
): BulletinFacts {
  return {
    ...given,
    groups: groups
      .filter(({ offered, open }) => offered + open > 0)
      .toSorted(
        (a, b) =>
          compareKazakh(a.settlement, b.settlement) ||
          compareKazakh(a.kindergarten.kk, b.kindergarten.kk) ||
          b.birthYear - a.birthYear ||
          compareKazakh(a.group, b.group),
      ),
  };
}

/** «Босаған орындар бюллетені» / «Бюллетень освободившихся мест». */
export function renderBulletin(
  paper: Paper,
  facts: BulletinFacts,
  locale: DocumentLocale,
): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.bulletin;
  const sum = (pick: (group: FreeGroup) => number) =>
    String(facts.groups.reduce((all, each) => all + pick(each), 0));
  return drawSheet(paper, locale, {
    title: text.title,
    otherTitle: text.otherTitle,
    lead: `${text.lead}, ${formatDate(almatyDay(Date.parse(facts.at)))}`,
    number: facts.number,
    district: facts.district[locale],
    content: [
      figures(
        [
          { label: text.open, value: sum(({ open }) => open), when: text.openHint },
          { label: text.offered, value: sum(({ offered }) => offered), when: text.offeredHint },
          { label: text.at, value: moment(facts.at), when: words.paper.almaty },
        ],
        ['33%', '33%', '*'],
      ),
      ...(facts.groups.length === 0 ? [paragraph(text.none)] : settlements(facts, words, locale)),
      small(text.note),
      closing(null, words, []),
    ],
  });
}

function settlements(facts: BulletinFacts, words: Words, locale: DocumentLocale): readonly Content[] {
  const { column } = words.bulletin;
  const names = [...new Set(facts.groups.map(({ settlement }) => settlement))];
  return names.flatMap((name) => [
    heading(name),
    table(
      [column.kindergarten, column.group, column.language, column.open, column.offered],
      facts.groups.filter(({ settlement }) => settlement === name).map((group) => row(group, words, locale)),
      { widths: ['*', 115, 50, 40, 58], size: 8, numbers: 2 },
    ),
  ]);
}

function row(group: FreeGroup, words: Words, locale: DocumentLocale): TableCell[] {
  const where = group.phone === null ? group.address : `${group.address}, ${phone(group.phone)}`;
  return [
    { text: [{ text: group.kindergarten[locale], bold: true }, `\n${where}`] },
    { text: [group.group, `\n${group.birthYear}, ${words.groupKind[group.kind]}`] },
    words.language[group.language],
    { text: String(group.open), alignment: 'right', bold: group.open > 0 },
    String(group.offered),
  ];
}
