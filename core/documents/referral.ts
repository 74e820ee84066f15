import type { Content } from 'pdfmake';
import { z } from 'zod';
import { formatDate } from '../domain/almaty.ts';
import type { Policy } from '../domain/policy.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { askedBy, closing, drawAbout, kindergarten, people, signer } from './block.ts';
import { box, figures, moment, numberedInHalves, type Paper } from './frame.ts';
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
import { COLOURS, entry, grid, heading, MM } from './sheet.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** Everything the referral says (domain.md §7.2). */
export const ReferralFactsSchema = z.object({
  ...ApplicationPart,
  ...ReferralPart,
  ...ActPart,
  ...EdsPart,
  extended: z.int(),
  /** Last moment of a return by the applicant; null for a transfer, which is not returned. */
  returnUntil: z.iso.datetime().nullable(),
  /** Latest day to which it can be extended; null for a transfer. */
  extendUntil: z.iso.date().nullable(),
  /** Position when it was issued; null for a transfer. */
  queueNumber: z.int().positive().nullable(),
  benefitKk: z.string().nullable(),
  benefitRu: z.string().nullable(),
  referralWorkingDays: z.int(),
  stopListWorkingDays: z.int(),
  expiriesToRemoval: z.int(),
  returnHours: z.int(),
  /** Where a transferred child comes from; null for any other referral. */
  fromKk: z.string().nullable().default(null),
  fromRu: z.string().nullable().default(null),
  fromGroup: z.string().nullable().default(null),
});
export type ReferralFacts = z.infer<typeof ReferralFactsSchema>;

/** What the records themselves do not say. */
export type ReferralContext = {
  readonly district: TwoNames;
  readonly referral: ReferralGiven & { readonly extended: boolean };
  readonly kindergarten: KindergartenFacts;
  /** The group that a transferred child comes from; else null. */
  readonly from: KindergartenFacts | null;
  readonly returnUntil: string | null;
  readonly extendUntil: string | null;
  readonly queueNumber: number | null;
  /** The confirmed benefit by which the child stands in its order; null for the general one. */
  readonly benefit: TwoNames | null;
  readonly chosenBy: { readonly name: string; readonly role: PaperRole };
  /** The EDS with which the place was chosen. */
  readonly choice: Eds | null;
  /** The EDS of the authority on the referral itself. */
  readonly eds: Eds | null;
  readonly policy: Policy;
};

/** The facts of the referral of an application. */
export function referralFacts(record: ApplicationRecord, context: ReferralContext): ReferralFacts {
  const { referral, policy } = context;
  return {
    ...applicationPart(record, context.district),
    ...referralPart(referral, context.kindergarten),
    ...actPart(context.chosenBy, context.choice),
    ...edsPart(context.eds),
    number: referral.number,
    extended: referral.extended ? 1 : 0,
    returnUntil: context.returnUntil,
    extendUntil: context.extendUntil,
    queueNumber: context.queueNumber,
    benefitKk: context.benefit?.kk ?? null,
    benefitRu: context.benefit?.ru ?? null,
    referralWorkingDays: policy.referralWorkingDays,
    stopListWorkingDays: policy.stopListWorkingDays,
    expiriesToRemoval: policy.expiriesToRemoval,
    returnHours: policy.returnHours,
    fromKk: context.from?.name.kk ?? null,
    fromRu: context.from?.name.ru ?? null,
    fromGroup: context.from?.group.name ?? null,
  };
}

/** «Жолдама» / «Направление»: A4 with the part that stays in the kindergarten. */
export function drawReferral(
  paper: Paper,
  facts: ReferralFacts,
  locale: DocumentLocale,
): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.referral;
  if (facts.referralKind === 'transfer') return drawTransfer(paper, facts, locale);
  return drawAbout(paper, facts, locale, text, [
    figures(
      [
        { label: text.number, value: facts.referral, when: words.referralKind[facts.referralKind] },
        {
          label: words.paper.issuedAt,
          value: moment(facts.referralIssuedAt),
          when: words.paper.almaty,
        },
        {
          label: text.validUntil,
          value: formatDate(facts.validUntil),
          when: facts.extended === 1 ? text.validExtended : text.validWhen,
        },
      ],
      ['34%', '36%', '*'],
    ),
    people(facts, words),
    ...kindergarten(facts, words, locale),
    ground(facts, words, locale),
    rules(facts, words),
    heading(text.bringTitle),
    numberedInHalves(toBring(facts, words)),
    askedBy(facts, words, text.chosen),
    closing(facts, words, []),
    tearOff(facts, words),
  ]);
}

/** A referral of the kind «ауыстыру»: the child is enrolled in the other group at once, so nothing is asked of the family. */
function drawTransfer(paper: Paper, facts: ReferralFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.referral;
  const from = locale === 'kk' ? facts.fromKk : facts.fromRu;
  const titles = {
    ...text,
    lead: text.transfer.lead,
  };
  return drawAbout(paper, facts, locale, titles, [
    figures(
      [
        { label: text.number, value: facts.referral, when: words.referralKind.transfer },
        { label: text.transfer.at, value: moment(facts.referralIssuedAt), when: words.paper.almaty },
      ],
      ['50%', '*'],
    ),
    people(facts, words),
    ...kindergarten(facts, words, locale),
    grid(
      [
        {
          label: text.transfer.from,
          value: [from, facts.fromGroup].filter((part) => part !== null).join(', '),
        },
        { label: text.ground, value: text.groundText.transfer },
      ],
      2,
    ),
    box(words.paper.attention, [text.transfer.enrolled, text.transfer.queue]),
    closing(facts, words, [
      signer(words.signer.director, facts.byName),
      signer(words.paper.representative, facts.applicantName),
    ]),
  ]);
}

/** Why this child got this place: turn, benefit or free choice; and where it stood. */
function ground(facts: ReferralFacts, words: Words, locale: DocumentLocale): Content {
  const text = words.referral;
  const benefit = locale === 'kk' ? facts.benefitKk : facts.benefitRu;
  const queue = fill(text.groundText[`queue${facts.queueClass}`], {
    benefit: benefit ?? words.queueClass[facts.queueClass],
  });
  const reason = entry({ label: text.ground, value: fill(text.groundText[facts.referralKind], { queue }) });
  if (facts.queueNumber === null) return reason;
  const position = entry({ label: text.queueAt, value: `№ ${facts.queueNumber}` });
  return {
    columns: [
      { width: '*', stack: [reason] },
      { width: 118, stack: [position] },
    ],
    columnGap: 14,
  };
}

function rules(facts: ReferralFacts, words: Words): Content {
  const { rule } = words.referral;
  const come = facts.extended === 1 ? rule.comeExtended : rule.come;
  return box(words.paper.attention, [
    fill(come, {
      date: formatDate(facts.validUntil),
      days: facts.referralWorkingDays,
      stopDays: facts.stopListWorkingDays,
    }),
    fill(rule.expiries, { expiries: facts.expiriesToRemoval }),
    ...(facts.returnUntil === null
      ? []
      : [fill(rule.return, { at: moment(facts.returnUntil), hours: facts.returnHours })]),
    ...(facts.extended === 1 || facts.extendUntil === null
      ? []
      : [fill(rule.extend, { date: formatDate(facts.extendUntil) })]),
  ]);
}

function toBring(facts: ReferralFacts, { referral: { bring } }: Words): readonly string[] {
  const { conclusion, ...always } = bring;
  return [...Object.values(always), ...(facts.groupKind === 'special' ? [conclusion] : [])];
}

type Column = { readonly width: number; readonly stack: Content[] };

/** The part that the kindergarten tears off and keeps. */
function tearOff(facts: ReferralFacts, words: Words): Content {
  const text = words.referral;
  const line = (label: string): Content => ({
    text: label,
    fontSize: 7,
    color: COLOURS.faint,
    alignment: 'center',
  });
  const rule = (width: number): Content => ({
    canvas: [{ type: 'line', x1: 0, y1: 14, x2: width, y2: 14, lineWidth: 0.75, lineColor: COLOURS.ink }],
  });
  const pen = (label: string, width: number): Column => ({ width, stack: [rule(width), line(label)] });
  return {
    unbreakable: true,
    margin: [0, 4, 0, 0],
    stack: [
      {
        canvas: [
          {
            type: 'line',
            x1: 0,
            y1: 0,
            x2: 180 * MM,
            y2: 0,
            lineWidth: 0.75,
            lineColor: COLOURS.faint,
            dash: { length: 4, space: 3 },
          },
        ],
      },
      { text: text.tearLine, fontSize: 6.5, color: COLOURS.faint, alignment: 'center', margin: [0, 1, 0, 3] },
      { text: fill(text.tearTitle, { number: facts.referral }), bold: true, fontSize: 9.5 },
      {
        text: `${facts.childName}, ${words.field.iin} ${facts.childIin}, ${formatDate(facts.childBirthDate)}. ${text.tearAccepted}.`,
        fontSize: 8.5,
        margin: [0, 1, 0, 2],
      },
      {
        columns: [
          pen(text.tearDate, 32 * MM),
          pen(text.tearSignature, 36 * MM),
          pen(`${text.tearDirector}: ${text.tearName}`, 72 * MM),
          {
            width: '*',
            stack: [{ text: words.paper.stamp, fontSize: 8, color: COLOURS.faint, margin: [0, 8, 0, 0] }],
          },
        ],
        columnGap: 10,
      },
    ],
  };
}
