import { z } from 'zod';
import { formatDate } from '../domain/almaty.ts';
import type { Policy } from '../domain/policy.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { askedBy, closing, drawAbout, people, referralInShort } from './block.ts';
import { box, figures, moment, type Paper } from './frame.ts';
import {
  ActPart,
  ApplicationPart,
  actPart,
  applicationPart,
  type Eds,
  EdsPart,
  edsPart,
  type KindergartenFacts,
  type PaperRole,
  type ReferralGiven,
  ReferralPart,
  referralPart,
} from './part.ts';
import type { TwoNames } from './registration-facts.ts';
import { fill, wordsOf } from './words.ts';

/** Everything the paper of an extension says (R7); `validUntil` is the new last day. */
export const ExtensionFactsSchema = z.object({
  ...ApplicationPart,
  ...ReferralPart,
  ...ActPart,
  ...EdsPart,
  requestedAt: z.iso.datetime(),
  previousUntil: z.iso.date(),
  stopListWorkingDays: z.int(),
  expiriesToRemoval: z.int(),
});
export type ExtensionFacts = z.infer<typeof ExtensionFactsSchema>;

/** What the record itself does not say. */
export type ExtensionContext = {
  readonly district: TwoNames;
  /** The referral as extended. */
  readonly referral: ReferralGiven;
  readonly kindergarten: KindergartenFacts;
  readonly previousUntil: string;
  readonly requestedAt: string;
  readonly requestedBy: { readonly name: string; readonly role: PaperRole };
  readonly request: Eds | null;
  readonly eds: Eds | null;
  readonly policy: Policy;
};

/** The facts of an extension. */
export function extensionFacts(record: ApplicationRecord, context: ExtensionContext): ExtensionFacts {
  const { policy, referral } = context;
  return {
    ...applicationPart(record, context.district),
    ...referralPart(referral, context.kindergarten),
    ...actPart(context.requestedBy, context.request),
    ...edsPart(context.eds),
    number: referral.number,
    requestedAt: context.requestedAt,
    previousUntil: context.previousUntil,
    stopListWorkingDays: policy.stopListWorkingDays,
    expiriesToRemoval: policy.expiriesToRemoval,
  };
}

/** «Жолдаманың ұзартылғаны туралы анықтама» / «Справка о продлении направления». */
export function drawExtension(
  paper: Paper,
  facts: ExtensionFacts,
  locale: DocumentLocale,
): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.extension;
  return drawAbout(paper, facts, locale, text, [
    figures(
      [
        { label: text.newUntil, value: formatDate(facts.validUntil), when: words.referral.validWhen },
        { label: text.previousUntil, value: formatDate(facts.previousUntil), when: '' },
        { label: text.requestedAt, value: moment(facts.requestedAt), when: words.paper.almaty },
      ],
      ['32%', '30%', '*'],
    ),
    people(facts, words),
    ...referralInShort(facts, words, locale, { title: text.which, valid: text.newUntil }),
    box(words.paper.attention, [
      fill(text.rule.come, { date: formatDate(facts.validUntil), stopDays: facts.stopListWorkingDays }),
      text.rule.once,
      fill(text.rule.expiries, { expiries: facts.expiriesToRemoval }),
      text.rule.show,
    ]),
    askedBy(facts, words, text.requested),
    closing(facts, words, []),
  ]);
}
