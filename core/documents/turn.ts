import type { Content, TableCell } from 'pdfmake';
import { z } from 'zod';
import { formatDate } from '../domain/almaty.ts';
import { TEACHING_LANGUAGES } from '../domain/application-form.ts';
import type { Policy } from '../domain/policy.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { closing, drawAbout, people } from './block.ts';
import { box, figures, moment, type Paper, small } from './frame.ts';
import { ApplicationPart, applicationPart, type KindergartenFacts } from './part.ts';
import type { TwoNames } from './registration-facts.ts';
import { heading } from './sheet.ts';
import { table } from './table.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** Everything the notice of the turn says (domain.md §7.4; R1–R3). */
export const TurnFactsSchema = z.object({
  ...ApplicationPart,
  offeredAt: z.iso.datetime(),
  chooseBy: z.iso.date(),
  queueNumber: z.int().positive().nullable(),
  offerWorkingDays: z.int(),
  /** One line a group: name in Kazakh, in Russian, address, group, language, places; parted by tabs. */
  places: z.string(),
});
export type TurnFacts = z.infer<typeof TurnFactsSchema>;

/** A group with places on offer. */
export type OfferedGroup = Pick<KindergartenFacts, 'name' | 'address'> & {
  readonly group: Pick<KindergartenFacts['group'], 'name' | 'language'>;
  readonly places: number;
};

/** What the record itself does not say. */
export type TurnContext = {
  readonly district: TwoNames;
  readonly offeredAt: string;
  readonly chooseBy: string;
  readonly queueNumber: number | null;
  /** The places on offer in the cell at that moment. */
  readonly offered: readonly OfferedGroup[];
  readonly policy: Policy;
};

/** The facts of the notice of the turn of an application. */
export function turnFacts(record: ApplicationRecord, context: TurnContext): TurnFacts {
  return {
    ...applicationPart(record, context.district),
    offeredAt: context.offeredAt,
    chooseBy: context.chooseBy,
    queueNumber: context.queueNumber,
    offerWorkingDays: context.policy.offerWorkingDays,
    places: context.offered
      .map(({ name, address, group, places }) =>
        [name.kk, name.ru, address, group.name, group.language, String(places)]
          .map((part) => part.replace(/\s+/g, ' '))
          .join('\t'),
      )
      .join('\n'),
  };
}

/** «Кезектің келгені туралы хабарлама» / «Уведомление о наступлении очереди». */
export function drawTurn(paper: Paper, facts: TurnFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.turn;
  return drawAbout(paper, facts, locale, text, [
    figures(
      [
        {
          label: text.chooseBy,
          value: formatDate(facts.chooseBy),
          when: fill(text.chooseByWhen, { days: facts.offerWorkingDays }),
        },
        { label: text.offeredAt, value: moment(facts.offeredAt), when: words.paper.almaty },
        {
          label: words.paper.queueNumber,
          value: facts.queueNumber === null ? words.notGiven : `№ ${facts.queueNumber}`,
          when: words.paper.queueNumberNow,
        },
      ],
      ['36%', '36%', '*'],
    ),
    people(facts, words),
    ...offered(facts, words, locale),
    box(words.paper.attention, [
      text.rule.how,
      text.rule.look,
      fill(text.rule.lapse, { date: formatDate(facts.chooseBy) }),
      text.rule.free,
    ]),
    closing(null, words, []),
  ]);
}

function offered(facts: TurnFacts, words: Words, locale: DocumentLocale): readonly Content[] {
  const text = words.turn;
  const rows = linesOf(facts.places);
  if (rows.length === 0) return [heading(text.places), small(text.placesNone)];
  const body: TableCell[][] = rows.map(({ name, address, group, language, places }) => [
    { text: [{ text: name[locale], bold: true }, `\n${address}`] },
    group,
    words.language[language],
    places,
  ]);
  const { column } = text;
  return [
    heading(text.places),
    table([column.kindergarten, column.group, column.language, column.places], body, {
      widths: ['*', 110, 60, 40],
      numbers: 1,
    }),
    small(text.placesMay),
  ];
}

const Line = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.enum(TEACHING_LANGUAGES),
  z.string(),
]);

function linesOf(places: string) {
  if (places === '') return [];
  return places.split('\n').map((line) => {
    const [kk, ru, address, group, language, count] = Line.parse(line.split('\t'));
    return { name: { kk, ru }, address, group, language, places: count };
  });
}
