import type { Content } from 'pdfmake';
import { formatAlmaty, formatDate } from '../domain/almaty.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import { drawPdf } from './pdf.ts';
import { qrCode } from './qr.ts';
import type { TwoNames } from './registration-facts.ts';
import { COLOURS, entry, footer, grid, heading, letterhead, MM, panel, titles } from './sheet.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** What the provisional slip says: nothing that only the server can decide (domain.md §1.11 "Notices"). */
export type ProvisionalFacts = {
  /** UUID of the document; it is what the QR code holds. */
  readonly uuid: string;
  /** `‹desk code›-‹yymmdd›-‹n›`. */
  readonly label: string;
  readonly deskCode: string;
  /** The desk's clock when the application was saved, ISO 8601. */
  readonly deskTime: string;
  readonly district: TwoNames;
  readonly applicantName: string;
  /** Masked (`maskIin`). */
  readonly applicantIin: string;
  readonly children: readonly {
    readonly name: string;
    readonly iin: string;
    readonly birthDate: string;
  }[];
  /** Name on the certificate and the time of the signature. */
  readonly signedBy: { readonly name: string; readonly at: string };
  /** A one-time code stands in for the signature (policy `codeSigns`). */
  readonly byCode: boolean;
  /** How the applicant consented to the operator's signature; null where the applicant signed. */
  readonly consent: 'code' | 'paper' | null;
  /** Who entered it at a desk; null at a kiosk. */
  readonly operatorName: string | null;
  /** The office's telephone; null leaves a line to write it on. */
  readonly officePhone: string | null;
};

const SIDES = 11 * MM;
const QR_SIDE = 30 * MM;

/** «Уақытша түбіртек» / «Временный талон», A5: saved here, not yet accepted, and whom to call. */
export function renderProvisional(facts: ProvisionalFacts, locale: DocumentLocale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const text = words.provisional;
  const district = facts.district[locale];
  return drawPdf(
    { title: `${text.title} ${facts.label}`, locale, issuedAt: new Date(facts.deskTime) },
    {
      pageSize: 'A5',
      pageMargins: [SIDES, 9 * MM, SIDES, 12 * MM],
      footer: footer(facts.uuid, (page, pages) => fill(words.page, { page, pages }), SIDES),
      content: [
        letterhead(`${words.office}, ${district}`, words.region),
        { stack: [titles(text.title, text.otherTitle)], margin: [0, 6, 0, 6] },
        notAccepted(words),
        label(facts, words),
        people(facts, words),
        heading(text.next),
        { ol: [text.steps.sent, text.steps.number, text.steps.exchange], fontSize: 8, margin: [0, 0, 0, 6] },
        closing(facts, words, district),
      ],
    },
  );
}

/** A frame that survives a bad copier. */
function notAccepted({ provisional: text }: Words): Content {
  return {
    table: {
      widths: ['*'],
      body: [
        [
          {
            stack: [
              { text: text.notAccepted, bold: true, fontSize: 13, lineHeight: 1 },
              { text: text.notAcceptedOther, fontSize: 8.5 },
            ],
            alignment: 'center',
            color: COLOURS.warning,
          },
        ],
      ],
    },
    layout: {
      hLineWidth: () => 1.25,
      vLineWidth: () => 1.25,
      hLineColor: () => COLOURS.warning,
      vLineColor: () => COLOURS.warning,
      paddingTop: () => 4,
      paddingBottom: () => 2,
    },
    margin: [0, 0, 0, 7],
  };
}

function label(facts: ProvisionalFacts, { provisional: text, field }: Words): Content {
  const cell = (name: string, value: string, size: number): Content => ({
    stack: [
      { text: name, fontSize: 7, color: COLOURS.faint },
      { text: value, bold: true, fontSize: size, color: COLOURS.accent },
    ],
  });
  const time = cell(text.deskTime, formatAlmaty(Date.parse(facts.deskTime)), 10.5);
  return {
    stack: [
      panel(
        [cell(text.label, facts.label, 13), time, cell(field.desk, facts.deskCode, 10.5)],
        ['auto', '*', 'auto'],
      ),
      { text: text.deskTimeWhen, fontSize: 6.5, color: COLOURS.faint, margin: [0, 1, 0, 6] },
    ],
  };
}

function people(facts: ProvisionalFacts, words: Words): Content {
  const { provisional: text, field } = words;
  return {
    stack: [
      heading(facts.children.length === 1 ? text.child : text.children),
      {
        ol: facts.children.map(({ name, iin, birthDate }) => ({
          text: [{ text: name, fontSize: 9.5 }, ` — ${field.iin} ${iin}, ${formatDate(birthDate)}`],
        })),
        fontSize: 8.5,
        margin: [0, 0, 0, 5],
      },
      heading(text.applicant),
      grid(
        [
          { label: field.name, value: facts.applicantName },
          { label: field.iin, value: facts.applicantIin },
          ...(facts.operatorName === null ? [] : [{ label: field.operator, value: facts.operatorName }]),
        ],
        2,
      ),
    ],
  };
}

function closing(facts: ProvisionalFacts, words: Words, district: string): Content {
  const text = words.provisional;
  return {
    unbreakable: true,
    margin: [0, 4, 0, 0],
    columns: [
      { width: QR_SIDE, stack: [qrCode(facts.uuid, QR_SIDE)], margin: [-9, -9, 0, 0] },
      {
        width: '*',
        stack: [
          entry({ label: text.call, value: fill(text.callOffice, { office: words.office, district }) }),
          facts.officePhone === null
            ? blankLine(text.callBlank)
            : { text: fill(text.callPhone, { phone: facts.officePhone }), bold: true, fontSize: 10 },
          {
            text: fill(signedWords(facts, text), {
              name: facts.signedBy.name,
              at: formatAlmaty(Date.parse(facts.signedBy.at)),
              consent: facts.consent === null ? '' : words.consentMeans[facts.consent],
            }),
            fontSize: 7.5,
            margin: [0, 5, 0, 3],
          },
          { text: text.qr, fontSize: 6.5, color: COLOURS.faint },
        ],
      },
    ],
    columnGap: 10,
  };
}

function signedWords({ byCode, consent }: ProvisionalFacts, text: Words['provisional']): string {
  if (byCode) return text.confirmedByCode;
  return consent === null ? text.signed : text.signedOnBehalf;
}

function blankLine(label: string): Content {
  return {
    table: {
      widths: ['auto', '*'],
      body: [[{ text: label, bold: true, fontSize: 9, margin: [0, 8, 0, 0] }, '']],
    },
    layout: {
      hLineWidth: (index) => (index === 1 ? 0.75 : 0),
      vLineWidth: () => 0,
      hLineColor: () => COLOURS.ink,
      paddingLeft: () => 0,
      paddingBottom: () => 0,
      paddingTop: () => 0,
    },
  };
}
