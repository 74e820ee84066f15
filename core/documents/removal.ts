import { z } from 'zod';
import { formatDate } from '../domain/almaty.ts';
import { OFFICE_REMOVAL_REASONS } from '../domain/application/remove-by-office.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { closing, drawAbout, people } from './block.ts';
import { appeal, box, figures, moment, type Paper, paragraph } from './frame.ts';
import { ApplicationPart, applicationPart } from './part.ts';
import { APPEAL_MONTHS } from './refusal.ts';
import type { TwoNames } from './registration-facts.ts';
import { COLOURS, heading } from './sheet.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** Everything the notice of a removal from the queue says (R6, R9; by the office: domain.md §1.11). */
export const RemovalFactsSchema = z.object({
  ...ApplicationPart,
  removedAt: z.iso.datetime(),
  cause: z.enum(['expiry', 'interest', 'office']),
  expiries: z.int().nonnegative(),
  /** By expiry: the last referral and its last valid day. */
  referral: z.string().nullable(),
  validUntil: z.iso.date().nullable(),
  /** By missed interest: the last day on which it could be confirmed. */
  interestDue: z.iso.date().nullable(),
  /** By the office: its reason. */
  reason: z.string().nullable(),
  appealMonths: z.int().positive(),
});
export type RemovalFacts = z.infer<typeof RemovalFactsSchema>;

/** Why a child left the queue. */
export type RemovalCause =
  | { readonly kind: 'expiry'; readonly referral: string; readonly validUntil: string }
  | { readonly kind: 'interest'; readonly due: string }
  | { readonly kind: 'office'; readonly reason: string };

/** The facts of the notice; the record is the one after the removal. */
export function removalFacts(
  record: ApplicationRecord,
  context: { readonly district: TwoNames; readonly removedAt: string; readonly cause: RemovalCause },
): RemovalFacts {
  const { cause } = context;
  return {
    ...applicationPart(record, context.district),
    removedAt: context.removedAt,
    cause: cause.kind,
    expiries: record.expiries,
    referral: cause.kind === 'expiry' ? cause.referral : null,
    validUntil: cause.kind === 'expiry' ? cause.validUntil : null,
    interestDue: cause.kind === 'interest' ? cause.due : null,
    reason: cause.kind === 'office' ? cause.reason : null,
    appealMonths: APPEAL_MONTHS,
  };
}

/** «Кезектен алынғаны туралы хабарлама» / «Уведомление о снятии с очереди». */
export function drawRemoval(paper: Paper, facts: RemovalFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.removal;
  return drawAbout(paper, facts, locale, text, [
    figures(
      [
        { label: text.removedAt, value: moment(facts.removedAt), when: words.paper.almaty },
        { label: words.paper.application, value: facts.application, when: moment(facts.filedAt) },
      ],
      ['50%', '*'],
      COLOURS.warning,
    ),
    people(facts, words),
    heading(text.cause),
    paragraph(causeOf(facts, words)),
    box(words.paper.next, [
      // Nobody is told to queue anew for a child who has died.
      ...(facts.reason === 'death' ? [] : [text.rule.anew]),
      text.rule.error,
    ]),
    heading(words.paper.appealTitle),
    appeal(words, facts.appealMonths),
    closing(null, words, []),
  ]);
}

function causeOf(facts: RemovalFacts, { removal: { causeText, officeReason } }: Words): string {
  const day = (date: string | null) => formatDate(needed(date));
  switch (facts.cause) {
    case 'expiry':
      return fill(causeText.expiry, {
        expiries: facts.expiries,
        referral: needed(facts.referral),
        validUntil: day(facts.validUntil),
      });
    case 'interest':
      return fill(causeText.interest, { due: day(facts.interestDue) });
    case 'office':
      return fill(causeText.office, { reason: officeReasonOf(needed(facts.reason), officeReason) });
  }
}

/** The code of a reason in words; a reason in the office's own words as it is. */
function officeReasonOf(reason: string, words: Words['removal']['officeReason']): string {
  const code = OFFICE_REMOVAL_REASONS.find((each) => each === reason);
  return code === undefined ? reason : words[code];
}

function needed(fact: string | null): string {
  if (fact === null) throw new Error('A fact that belongs to the cause of a removal is missing');
  return fact;
}
