import type { Content } from 'pdfmake';
import kk from '../../assets/locales/kk/consent-form.json' with { type: 'json' };
import ru from '../../assets/locales/ru/consent-form.json' with { type: 'json' };
import { formatAlmaty, formatDate } from '../domain/almaty.ts';
import { type Address, type ApplicationForm, fullName } from '../domain/application-form.ts';
import { formatPhone, normalisePhone } from '../domain/phone.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import { paragraph } from './frame.ts';
import { drawPdf } from './pdf.ts';
import { qrCode } from './qr.ts';
import type { TwoNames } from './registration-facts.ts';
import {
  COLOURS,
  type Entry,
  entry,
  footer,
  grid,
  HALF,
  heading,
  letterhead,
  MM,
  signatureLines,
  titles,
} from './sheet.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** What the consent on paper says (domain.md §7.4): who consents, to what, to whom. It is signed by hand and scanned. */
export type ConsentFacts = {
  /** UUID of the application's document; it is what the QR code holds. */
  readonly uuid: string;
  readonly district: TwoNames;
  readonly deskCode: string;
  readonly operatorName: string;
  /** When it was prepared, ISO 8601. */
  readonly at: string;
  readonly form: ApplicationForm;
  /** What the operator is to do after filing, in words; without it the filing of the form itself. */
  readonly command?: TwoNames | undefined;
};

type Text = typeof kk & typeof ru;
const TEXT: Readonly<Record<DocumentLocale, Text>> = { kk, ru };

const SIDES = 18 * MM;
const QR_SIDE = 30 * MM;
/** Letters that surely fit over the whole width. */
const WHOLE = 70;

/**
 * «Өтініш берушінің келісімі» / «Согласие заявителя», A4: to the use of personal data, and to the operator's filing in the
 * applicant's name. The IIN stands in full: the paper is evidence, kept by the office.
 */
export function renderConsent(facts: ConsentFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = TEXT[locale];
  const district = facts.district[locale];
  return drawPdf(
    { title: `${text.title} ${facts.uuid}`, locale, issuedAt: new Date(facts.at) },
    {
      pageSize: 'A4',
      pageMargins: [SIDES, 12 * MM, SIDES, 14 * MM],
      footer: footer(facts.uuid, (page, pages) => fill(words.page, { page, pages }), SIDES),
      content: [
        letterhead(`${words.office}, ${district}`, words.region),
        head(facts, text),
        heading(text.applicant),
        grid(applicantEntries(facts.form, words, text), 2, HALF),
        heading(facts.form.children.length === 1 ? text.child : text.children),
        children(facts.form, words),
        heading(text.application),
        grid(applicationEntries(facts, words, text), 3),
        ...(facts.command === undefined
          ? []
          : [heading(text.command.title), paragraph(facts.command[locale])]),
        entry(
          { label: facts.command === undefined ? text.document : text.command.document, value: facts.uuid },
          WHOLE,
        ),
        points(facts, text, locale),
        closing(facts, text),
      ],
    },
  );
}

function head(facts: ConsentFacts, text: Text): Content {
  return {
    columns: [
      [
        { stack: [titles(text.title, text.otherTitle)], margin: [0, 10, 0, 5] },
        {
          text: facts.command === undefined ? text.subject : text.command.subject,
          fontSize: 9.5,
          color: COLOURS.faint,
        },
      ],
      { width: QR_SIDE, stack: [qrCode(facts.uuid, QR_SIDE)], margin: [6, 0, -6, 0] },
    ],
    columnGap: 24,
    margin: [0, 0, 0, 6],
  };
}

function applicantEntries(form: ApplicationForm, words: Words, text: Text): readonly Entry[] {
  const { applicant } = form;
  const phone = normalisePhone(applicant.phone);
  return [
    { label: words.field.name, value: fullName(applicant.name) },
    { label: words.field.iin, value: applicant.iin },
    { label: words.field.birthDate, value: formatDate(applicant.birthDate) },
    { label: text.registrationAddress, value: addressLine(applicant.registrationAddress) || words.notGiven },
    { label: words.field.phone, value: phone.ok ? formatPhone(phone.value) : applicant.phone },
    { label: words.field.email, value: applicant.email ?? words.none },
    { label: words.field.relation, value: words.relation[form.relation] },
  ];
}

function addressLine({ city, district, street, house, flat }: Address): string {
  return [city, district, street, house, flat].filter((part) => part !== '').join(', ');
}

function children(form: ApplicationForm, { field }: Words): Content {
  return {
    ol: form.children.map(({ name, iin, birthDate }) => ({
      text: [{ text: fullName(name), fontSize: 9.5 }, ` — ${field.iin} ${iin}, ${formatDate(birthDate)}`],
    })),
    fontSize: 9,
    margin: [0, 0, 0, 6],
  };
}

function applicationEntries(facts: ConsentFacts, words: Words, text: Text): readonly Entry[] {
  const { form } = facts;
  return [
    { label: words.field.settlement, value: form.settlement },
    { label: words.field.groupKind, value: words.groupKind[form.groupKind] },
    { label: words.field.language, value: words.language[form.language] },
    ...(form.moves === true ? [{ label: text.moves, value: text.movesText }] : []),
    { label: text.preparedAt, value: formatAlmaty(Date.parse(facts.at)) },
    { label: words.field.desk, value: facts.deskCode },
    { label: words.field.operator, value: facts.operatorName },
  ];
}

function points(
  { command, district, operatorName: operator }: ConsentFacts,
  text: Text,
  locale: DocumentLocale,
): Content {
  const { data, filing, truth, scope } = text.points;
  const said = fill(data, { district: district[locale] });
  return {
    ol:
      command === undefined
        ? [said, fill(filing, { operator }), truth, scope]
        : [said, fill(text.command.act, { operator, what: command[locale] }), text.command.scope],
    fontSize: 9.5,
    lineHeight: 1.15,
    margin: [0, 8, 0, 0],
  };
}

/** The two lines for pens, kept on one page with what they are under. */
function closing({ form, operatorName }: ConsentFacts, text: Text): Content {
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    stack: [
      { text: `${text.agree}:`, bold: true, fontSize: 10.5, margin: [0, 0, 0, 8] },
      signatureLines(
        [`${text.applicantLine}: ${fullName(form.applicant.name)}`, `${text.operatorLine}: ${operatorName}`],
        text.signatureHint,
      ),
      { text: text.qr, fontSize: 7, color: COLOURS.faint, margin: [0, 10, 0, 0] },
    ],
  };
}
