import { z } from 'zod';
import { formatDate } from '../domain/almaty.ts';
import type { Policy } from '../domain/policy.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { closing, drawAbout, people, referralInShort } from './block.ts';
import { appeal, box, figures, moment, type Paper } from './frame.ts';
import {
  ApplicationPart,
  applicationPart,
  type KindergartenFacts,
  type ReferralGiven,
  ReferralPart,
  referralPart,
} from './part.ts';
import { APPEAL_MONTHS } from './refusal.ts';
import type { TwoNames } from './registration-facts.ts';
import { COLOURS, heading } from './sheet.ts';
import { fill, wordsOf } from './words.ts';

/** Everything the notice of an annulled referral and the stop-list says (domain.md §7.4; R5, R6). */
export const AnnulmentFactsSchema = z.object({
  ...ApplicationPart,
  ...ReferralPart,
  annulledAt: z.iso.datetime(),
  /** Last day on the stop-list. */
  stopListUntil: z.iso.date(),
  expiries: z.int().positive(),
  expiriesToRemoval: z.int(),
  stopListWorkingDays: z.int(),
  returnHours: z.int(),
  appealMonths: z.int().positive(),
});
export type AnnulmentFacts = z.infer<typeof AnnulmentFactsSchema>;

/** What the record itself does not say. */
export type AnnulmentContext = {
  readonly district: TwoNames;
  /** The referral that expired. */
  readonly referral: ReferralGiven;
  readonly kindergarten: KindergartenFacts;
  readonly annulledAt: string;
  readonly stopListUntil: string;
  readonly policy: Policy;
};

/** The facts of the notice; the record is the one after the expiry, which counts it. */
export function annulmentFacts(record: ApplicationRecord, context: AnnulmentContext): AnnulmentFacts {
  const { policy } = context;
  return {
    ...applicationPart(record, context.district),
    ...referralPart(context.referral, context.kindergarten),
    annulledAt: context.annulledAt,
    stopListUntil: context.stopListUntil,
    expiries: record.expiries,
    expiriesToRemoval: policy.expiriesToRemoval,
    stopListWorkingDays: policy.stopListWorkingDays,
    returnHours: policy.returnHours,
    appealMonths: APPEAL_MONTHS,
  };
}

/** «Жолдаманың жойылғаны және стоп-тізім туралы хабарлама» / «Уведомление об аннулировании направления и стоп-листе». */
export function drawAnnulment(
  paper: Paper,
  facts: AnnulmentFacts,
  locale: DocumentLocale,
): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.annulment;
  const expiries = { expiries: facts.expiries, of: facts.expiriesToRemoval };
  return drawAbout(paper, facts, locale, text, [
    figures(
      [
        {
          label: text.stopListUntil,
          value: formatDate(facts.stopListUntil),
          when: fill(text.stopListWhen, { days: facts.stopListWorkingDays }),
        },
        { label: text.annulledAt, value: moment(facts.annulledAt), when: words.paper.almaty },
        { label: text.expiries, value: fill(text.expiriesOf, expiries), when: '' },
      ],
      ['36%', '36%', '*'],
      COLOURS.warning,
    ),
    people(facts, words),
    ...referralInShort(facts, words, locale, { title: text.was, valid: text.wasValid }),
    box(words.paper.next, [
      fill(text.rule.stop, { date: formatDate(facts.stopListUntil) }),
      fill(text.rule.again, { expiries: facts.expiriesToRemoval, hours: facts.returnHours }),
      text.rule.interest,
    ]),
    heading(words.paper.appealTitle),
    appeal(words, facts.appealMonths),
    closing(null, words, []),
  ]);
}
