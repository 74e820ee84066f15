import { z } from 'zod';
import { formatDate } from '../domain/almaty.ts';
import { addDays } from '../domain/plain-date.ts';
import type { Policy } from '../domain/policy.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { askedBy, closing, drawAbout, people } from './block.ts';
import { box, figures, moment, type Paper } from './frame.ts';
import { ActPart, ApplicationPart, actPart, applicationPart, type Eds, type PaperRole } from './part.ts';
import type { TwoNames } from './registration-facts.ts';
import { fill, wordsOf } from './words.ts';

/** Everything the confirmation of interest says (R9; the manual's «Шығыс құжаттар», seed 000, pictures 15 and 17). */
export const InterestFactsSchema = z.object({
  ...ApplicationPart,
  ...ActPart,
  confirmedAt: z.iso.datetime(),
  /** The last day of the confirmation that was given, and of the next. */
  previousDue: z.iso.date(),
  nextDue: z.iso.date(),
  /** First day of the next confirmation. */
  nextFrom: z.iso.date(),
  queueNumber: z.int().positive().nullable(),
  interestMonths: z.int(),
  /** Days of the reminders before the due date: `30, 7, 1`. */
  reminderDays: z.string(),
});
export type InterestFacts = z.infer<typeof InterestFactsSchema>;

/** What the record itself does not say. */
export type InterestContext = {
  readonly district: TwoNames;
  readonly confirmedAt: string;
  readonly previousDue: string;
  readonly nextDue: string;
  readonly queueNumber: number | null;
  readonly confirmedBy: { readonly name: string; readonly role: PaperRole };
  /** Null where it was confirmed in a session opened by a one-time code. */
  readonly eds: Eds | null;
  readonly policy: Policy;
};

/** The facts of a confirmation of interest. */
export function interestFacts(record: ApplicationRecord, context: InterestContext): InterestFacts {
  const { policy, nextDue } = context;
  return {
    ...applicationPart(record, context.district),
    ...actPart(context.confirmedBy, context.eds),
    confirmedAt: context.confirmedAt,
    previousDue: context.previousDue,
    nextDue,
    nextFrom: addDays(nextDue, -policy.interestWindowDays),
    queueNumber: context.queueNumber,
    interestMonths: policy.interestMonths,
    reminderDays: policy.interestReminderDays.join(', '),
  };
}

/** «Мүдделілікті растау» / «Подтверждение заинтересованности». */
export function drawInterest(
  paper: Paper,
  facts: InterestFacts,
  locale: DocumentLocale,
): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.interest;
  return drawAbout(paper, facts, locale, text, [
    figures(
      [
        {
          label: text.confirmedAt,
          value: moment(facts.confirmedAt),
          when: `${text.previousDue}: ${formatDate(facts.previousDue)}`,
        },
        { label: text.nextDue, value: formatDate(facts.nextDue), when: text.nextDueWhen },
        {
          label: words.paper.queueNumber,
          value: facts.queueNumber === null ? words.notGiven : `№ ${facts.queueNumber}`,
          when: words.paper.queueNumberNow,
        },
      ],
      ['40%', '30%', '*'],
    ),
    people(facts, words),
    box(words.paper.attention, [
      fill(text.rule.next, {
        months: facts.interestMonths,
        from: formatDate(facts.nextFrom),
        until: formatDate(facts.nextDue),
      }),
      fill(text.rule.remind, { days: facts.reminderDays }),
      text.rule.missed,
      text.rule.place,
    ]),
    askedBy(facts, words, words.paper.signed),
    closing(null, words, []),
  ]);
}
