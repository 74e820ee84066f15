import type { Content } from 'pdfmake';
import { z } from 'zod';
import type { DocumentLocale } from '../protocol/locale.ts';
import { HANDED_FORMS } from '../protocol/receipt.ts';
import { closing, drawAbout, signer } from './block.ts';
import { figures, moment, numbered, type Paper, paragraph, small } from './frame.ts';
import type { TwoNames } from './registration-facts.ts';
import { type Entry, grid, HALF, heading } from './sheet.ts';
import { table } from './table.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** Minutes in which the service is rendered (domain.md §1.2). */
const SERVICE_MINUTES = 30;

/**
 * Everything a receipt of documents says, also of the refusal to take an incomplete set (domain.md §1.6, §7.4), which is no
 * refusal of the service: then there need be no application.
 */
export const ReceiptFactsSchema = z.object({
  number: z.string(),
  accepted: z.int(),
  at: z.iso.datetime(),
  districtKk: z.string(),
  districtRu: z.string(),
  place: z.enum(['office', 'kindergarten']),
  placeKk: z.string(),
  placeRu: z.string(),
  application: z.string().nullable(),
  childName: z.string(),
  applicantName: z.string(),
  /** Masked (`maskIin`). */
  applicantIin: z.string(),
  /** One line a document: form, sheets, name; parted by tabs. */
  documents: z.string(),
  /** One line a document that is missing. */
  missing: z.string(),
  receiverName: z.string(),
  receiverRole: z.enum(['operator', 'head', 'director']),
});
export type ReceiptFacts = z.infer<typeof ReceiptFactsSchema>;

/** A document that was handed in. */
export type Handed = {
  readonly name: string;
  readonly sheets: number;
  readonly form: (typeof HANDED_FORMS)[number];
};

/** What a receipt is made from. */
export type ReceiptGiven = {
  readonly number: string;
  readonly at: string;
  readonly district: TwoNames;
  /** The office, or the kindergarten by its name. */
  readonly place: { readonly kind: 'office' | 'kindergarten'; readonly name: TwoNames };
  readonly application: string | null;
  readonly childName: string;
  readonly applicant: { readonly name: string; readonly maskedIin: string };
  readonly handed: readonly Handed[];
  /** Empty where the set is complete: else its taking is refused. */
  readonly missing: readonly string[];
  readonly receiver: { readonly name: string; readonly role: 'operator' | 'head' | 'director' };
};

/** The facts of a receipt; documents that are missing make it one of a refusal to take them. */
export function receiptFacts(given: ReceiptGiven): ReceiptFacts {
  const line = (text: string) => text.replace(/\s+/g, ' ').trim();
  return {
    number: given.number,
    accepted: given.missing.length === 0 ? 1 : 0,
    at: given.at,
    districtKk: given.district.kk,
    districtRu: given.district.ru,
    place: given.place.kind,
    placeKk: given.place.name.kk,
    placeRu: given.place.name.ru,
    application: given.application,
    childName: given.childName,
    applicantName: given.applicant.name,
    applicantIin: given.applicant.maskedIin,
    documents: given.handed.map(({ form, sheets, name }) => `${form}\t${sheets}\t${line(name)}`).join('\n'),
    missing: given.missing.map(line).join('\n'),
    receiverName: given.receiver.name,
    receiverRole: given.receiver.role,
  };
}

/** «Құжаттарды қабылдау (қабылдаудан бас тарту) туралы қолхат» / «Расписка о приеме (об отказе в приеме) документов». */
export function drawReceipt(paper: Paper, facts: ReceiptFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.receipt;
  const accepted = facts.accepted === 1;
  const titles = {
    title: accepted ? text.title : text.refusedTitle,
    otherTitle: accepted ? text.otherTitle : text.refusedOtherTitle,
    lead: accepted ? text.accepted : text.refused,
  };
  return drawAbout(paper, facts, locale, titles, [
    figures(
      [
        { label: text.number, value: facts.number, when: '' },
        {
          label: accepted ? text.receivedAt : text.refusedAt,
          value: moment(facts.at),
          when: words.paper.almaty,
        },
      ],
      ['45%', '*'],
    ),
    heading(words.paper.representative),
    grid(parties(facts, words, locale), 2, HALF),
    ...handed(facts, words),
    ...(accepted ? [] : [heading(text.missing), numbered(facts.missing.split('\n'))]),
    ...(accepted ? [paragraph(fill(text.term, { minutes: SERVICE_MINUTES }))] : []),
    small(text.twoCopies),
    closing(
      null,
      words,
      [
        signer(text.from, facts.applicantName),
        signer(
          `${accepted ? text.receiver : text.refuser} (${facts.receiverRole === 'operator' ? words.field.operator : words.signer[facts.receiverRole]})`,
          facts.receiverName,
        ),
      ],
      text.qr,
    ),
  ]);
}

function parties(facts: ReceiptFacts, words: Words, locale: DocumentLocale): readonly Entry[] {
  const { field, paper, receipt } = words;
  return [
    { label: field.name, value: facts.applicantName },
    { label: field.iin, value: facts.applicantIin },
    { label: paper.child, value: facts.childName === '' ? words.none : facts.childName },
    { label: paper.application, value: facts.application ?? words.none },
    { label: receipt.place[facts.place], value: locale === 'kk' ? facts.placeKk : facts.placeRu },
  ];
}

function handed(facts: ReceiptFacts, words: Words): readonly Content[] {
  const { brought, column, form: forms, total } = words.receipt;
  const rows = handedOf(facts.documents);
  if (rows.length === 0) return [heading(brought), paragraph(words.none)];
  const sheets = rows.reduce((sum, row) => sum + row.sheets, 0);
  return [
    heading(brought),
    table(
      ['№', column.name, column.form, column.sheets],
      rows.map(({ name, form, sheets: count }, index) => [
        String(index + 1),
        name,
        forms[form],
        String(count),
      ]),
      { widths: [18, '*', 100, 60], numbers: 1 },
    ),
    paragraph(fill(total, { documents: rows.length, sheets })),
  ];
}

const Line = z.tuple([z.enum(HANDED_FORMS), z.coerce.number().int(), z.string()]);

function handedOf(documents: string): readonly Handed[] {
  if (documents === '') return [];
  return documents.split('\n').map((line) => {
    const [form, sheets, name] = Line.parse(line.split('\t'));
    return { form, sheets, name };
  });
}
