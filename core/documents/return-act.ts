import { z } from 'zod';
import type { Policy } from '../domain/policy.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { askedBy, closing, drawAbout, people, referralInShort, signer } from './block.ts';
import { box, figures, moment, type Paper, paragraph } from './frame.ts';
import {
  ActPart,
  ApplicationPart,
  actPart,
  applicationPart,
  type Eds,
  type KindergartenFacts,
  type PaperRole,
  type ReferralGiven,
  ReferralPart,
  referralPart,
} from './part.ts';
import type { TwoNames } from './registration-facts.ts';
import { fill, wordsOf } from './words.ts';

/** Everything the act of a returned referral says (R8). */
export const ReturnFactsSchema = z.object({
  ...ApplicationPart,
  ...ReferralPart,
  ...ActPart,
  returnedAt: z.iso.datetime(),
  /** Last moment at which it could be returned. */
  returnUntil: z.iso.datetime(),
  returnHours: z.int(),
  /** Position after the return. */
  queueNumber: z.int().positive().nullable(),
  operatorName: z.string().nullable(),
});
export type ReturnFacts = z.infer<typeof ReturnFactsSchema>;

/** What the record itself does not say. */
export type ReturnContext = {
  readonly district: TwoNames;
  readonly referral: ReferralGiven;
  readonly kindergarten: KindergartenFacts;
  readonly returnedAt: string;
  readonly returnUntil: string;
  readonly returnedBy: { readonly name: string; readonly role: PaperRole };
  readonly eds: Eds | null;
  readonly queueNumber: number | null;
  /** Who took it back at a desk; null where the applicant did so alone. */
  readonly operatorName: string | null;
  readonly policy: Policy;
};

/** The facts of a return. */
export function returnFacts(record: ApplicationRecord, context: ReturnContext): ReturnFacts {
  const { referral } = context;
  return {
    ...applicationPart(record, context.district),
    ...referralPart(referral, context.kindergarten),
    ...actPart(context.returnedBy, context.eds),
    number: referral.number,
    returnedAt: context.returnedAt,
    returnUntil: context.returnUntil,
    returnHours: context.policy.returnHours,
    queueNumber: context.queueNumber,
    operatorName: context.operatorName,
  };
}

/** «Жолдаманы кері қайтару актісі» / «Акт возврата (отзыва) направления». */
export function drawReturn(paper: Paper, facts: ReturnFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.returnAct;
  return drawAbout(paper, facts, locale, text, [
    figures(
      [
        { label: text.returnedAt, value: moment(facts.returnedAt), when: words.paper.almaty },
        { label: text.returnUntil, value: moment(facts.returnUntil), when: words.paper.almaty },
        {
          label: words.paper.queueNumber,
          value: facts.queueNumber === null ? words.notGiven : `№ ${facts.queueNumber}`,
          when: words.paper.queueNumberNow,
        },
      ],
      ['37%', '37%', '*'],
    ),
    paragraph(fill(text.statement, { hours: facts.returnHours })),
    people(facts, words),
    ...referralInShort(facts, words, locale, { title: text.which, valid: words.referral.validUntil }),
    box(words.paper.next, [text.rule.queue, text.rule.place, text.rule.again]),
    askedBy(facts, words, words.paper.signed),
    closing(null, words, [
      signer(text.returned, facts.applicantName),
      signer(text.received, facts.operatorName),
    ]),
  ]);
}
