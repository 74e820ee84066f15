import type { Content } from 'pdfmake';
import { z } from 'zod';
import { formatDate } from '../domain/almaty.ts';
import { capitalise } from '../domain/kazakh.ts';
import { REFUSAL_GROUNDS, type RefusalReason } from '../domain/refusal-reason.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import { closing, drawAbout, people, signer } from './block.ts';
import { appeal, figures, moment, type Paper, paragraph, small } from './frame.ts';
import {
  ApplicationPart,
  applicationPart,
  type Eds,
  EdsPart,
  edsPart,
  PAPER_ROLES,
  type PaperRole,
} from './part.ts';
import type { TwoNames } from './registration-facts.ts';
import { grid, HALF, heading } from './sheet.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** Months in which the decision can be appealed (АППК art. 92; domain.md §7.3). */
export const APPEAL_MONTHS = 3;

/** Everything a reasoned refusal says (domain.md §7.3). */
export const RefusalFactsSchema = z.object({
  ...ApplicationPart,
  ...EdsPart,
  refusedAt: z.iso.datetime(),
  ground: z.enum(REFUSAL_GROUNDS),
  groundKk: z.string(),
  groundRu: z.string(),
  /** The practical reason below the ground; null where none was chosen. */
  detailKk: z.string().nullable(),
  detailRu: z.string().nullable(),
  /** Point of the rules of order № 254, as the officer named it. */
  rulesPoint: z.string().nullable(),
  /** What was found, in the officer's words. */
  facts: z.string(),
  /** What to put right; null says that a new application can be filed. */
  fix: z.string().nullable(),
  hearingOn: z.iso.date().nullable(),
  hearing: z.string(),
  appealMonths: z.int().positive(),
  signerName: z.string(),
  signerRole: z.enum(PAPER_ROLES),
  preparedBy: z.string().nullable(),
});
export type RefusalFacts = z.infer<typeof RefusalFactsSchema>;

/** What the record itself does not say. */
export type RefusalContext = {
  readonly district: TwoNames;
  /** Number of the refusal. */
  readonly number: string;
  readonly refusedAt: string;
  /** Of `assets/reference/refusal-reasons.json`. */
  readonly ground: RefusalReason;
  readonly detail: RefusalReason | null;
  readonly rulesPoint: string | null;
  readonly facts: string;
  readonly fix: string | null;
  readonly hearing: { readonly on: string | null; readonly result: string };
  readonly signer: { readonly name: string; readonly role: PaperRole };
  readonly preparedBy: string | null;
  readonly eds: Eds | null;
};

/** The facts of the refusal of an application. */
export function refusalFacts(record: ApplicationRecord, context: RefusalContext): RefusalFacts {
  return {
    ...applicationPart(record, context.district),
    ...edsPart(context.eds),
    number: context.number,
    refusedAt: context.refusedAt,
    ground: context.ground.ground,
    groundKk: context.ground.name.kk,
    groundRu: context.ground.name.ru,
    detailKk: context.detail?.name.kk ?? null,
    detailRu: context.detail?.name.ru ?? null,
    rulesPoint: context.rulesPoint,
    facts: context.facts,
    fix: context.fix,
    hearingOn: context.hearing.on,
    hearing: context.hearing.result,
    appealMonths: APPEAL_MONTHS,
    signerName: context.signer.name,
    signerRole: context.signer.role,
    preparedBy: context.preparedBy,
  };
}

/** «Дәлелді бас тарту» / «Мотивированный отказ». */
export function drawRefusal(paper: Paper, facts: RefusalFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.refusal;
  const titles = {
    ...text,
    lead: fill(text.decision, { service: words.registration.service }),
  };
  return drawAbout(paper, facts, locale, titles, [
    figures(
      [
        { label: text.number, value: facts.number, when: '' },
        { label: words.paper.issuedAt, value: moment(facts.refusedAt), when: words.paper.almaty },
      ],
      ['50%', '*'],
    ),
    people(facts, words),
    ...reasons(facts, words, locale),
    heading(words.paper.appealTitle),
    appeal(words, facts.appealMonths),
    ...decidedBy(facts, words),
    closing(facts, words, facts.edsName === null ? signers(facts, words) : []),
  ]);
}

/** Who decided and who prepared it, where the paper carries the EDS of the first and nobody signs it with a pen. */
function decidedBy(facts: RefusalFacts, words: Words): readonly Content[] {
  if (facts.edsName === null) return [];
  const people = [
    { label: capitalise(words.signer[facts.signerRole]), value: facts.signerName },
    ...(facts.preparedBy === null ? [] : [{ label: words.field.operator, value: facts.preparedBy }]),
  ];
  return [grid(people, 2, HALF)];
}

function signers(facts: RefusalFacts, words: Words): readonly string[] {
  return [
    signer(words.signer[facts.signerRole], facts.signerName),
    ...(facts.preparedBy === null ? [] : [signer(words.field.operator, facts.preparedBy)]),
  ];
}

function reasons(facts: RefusalFacts, words: Words, locale: DocumentLocale): readonly Content[] {
  const text = words.refusal;
  const [ground, detail] =
    locale === 'kk' ? [facts.groundKk, facts.detailKk] : [facts.groundRu, facts.detailRu];
  const rules =
    facts.rulesPoint === null
      ? text.rules
      : `${text.rules}, ${fill(text.rulesPoint, { point: facts.rulesPoint })}`;
  const hearing =
    facts.hearingOn === null
      ? facts.hearing
      : fill(text.hearingHeld, { date: formatDate(facts.hearingOn), result: facts.hearing });
  return [
    heading(text.facts),
    paragraph(facts.facts),
    heading(text.ground),
    paragraph(`${capitalise(ground)}.`),
    small(`${text.law}; ${rules}.`),
    ...(detail === null ? [] : [paragraph(`${text.detail}: ${detail}.`)]),
    heading(text.fix),
    paragraph(facts.fix ?? text.fixDefault),
    heading(`${text.hearing} (${text.hearingLaw})`),
    paragraph(hearing),
  ];
}
