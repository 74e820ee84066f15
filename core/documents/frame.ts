import type { Content } from 'pdfmake';
import { formatAlmaty } from '../domain/almaty.ts';
import { formatPhone, normalisePhone, phoneKind } from '../domain/phone.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { DocumentRecord } from '../protocol/record.ts';
import { drawPdf } from './pdf.ts';
import { qrCode } from './qr.ts';
import { COLOURS, footer, letterhead, MM, panel, titles } from './sheet.ts';
import { fill, type Words, wordsOf } from './words.ts';

/** What every paper has beside its facts: identifier, moment of issue, the signed text of its QR code. */
export type Paper = Pick<DocumentRecord, 'id' | 'issuedAt' | 'qr'>;

/** A sheet before it is drawn. */
export type Sheet = {
  readonly title: string;
  /** The title in the other language. */
  readonly otherTitle: string;
  /** One line below the titles: what the paper does. */
  readonly lead: string;
  readonly number: string;
  readonly district: string;
  /** Whose paper it is where that is not the office of the district. */
  readonly office?: string;
  readonly content: readonly Content[];
  readonly landscape?: boolean;
};

const SIDES = 15 * MM;
const QR_SIDE = 30 * MM;

/** Draws a paper of the house: A4, letterhead, titles with the QR code beside them, its content, the foot of every page. */
export function drawSheet(paper: Paper, locale: DocumentLocale, sheet: Sheet): Promise<Uint8Array> {
  const words = wordsOf(locale);
  return drawPdf(
    { title: `${sheet.title} ${sheet.number}`, locale, issuedAt: new Date(paper.issuedAt) },
    {
      pageSize: 'A4',
      pageOrientation: sheet.landscape === true ? 'landscape' : 'portrait',
      pageMargins: [SIDES, 10 * MM, SIDES, 12 * MM],
      footer: footer(
        `${fill(words.formed, { at: moment(paper.issuedAt) })} · ${paper.id}`,
        (page, pages) => fill(words.page, { page, pages }),
        SIDES,
      ),
      content: [
        letterhead(`${sheet.office ?? words.office}, ${sheet.district}`, words.region),
        head(sheet, paper.qr),
        ...sheet.content,
      ],
    },
  );
}

/** What the paper is, and its QR code where every counter looks for it; its quiet zone lies in the margin. */
function head({ title, otherTitle, lead }: Sheet, qr: string): Content {
  return {
    columns: [
      [
        { stack: [titles(title, otherTitle)], margin: [0, 10, 0, 5] },
        { text: lead, fontSize: 9.5, color: COLOURS.ink },
      ],
      { width: QR_SIDE, stack: [qrCode(qr, QR_SIDE)], margin: [6, 0, -6, 0] },
    ],
    columnGap: 24,
    margin: [0, 0, 0, 4],
  };
}

/** A value that is asked for at every counter, with what it is above and when it holds below. */
type Figure = { readonly label: string; readonly value: string; readonly when: string };

/** Figures side by side on the tinted panel; the first is the largest. */
export function figures(all: readonly Figure[], widths: readonly string[], bar?: string): Content {
  const cell = ({ label, value, when }: Figure, index: number): Content => {
    const [size, rise] = index === 0 && value.length <= 16 ? [16, 2.4] : [13, 4.8];
    return {
      stack: [
        { text: label, fontSize: 7.5, color: COLOURS.faint },
        {
          text: value,
          bold: true,
          fontSize: size,
          color: bar ?? COLOURS.accent,
          lineHeight: 1,
          margin: [0, rise, 0, rise],
        },
        ...(when === '' ? [] : [{ text: when, fontSize: 7, color: COLOURS.faint }]),
      ],
    };
  };
  return { stack: [panel(all.map(cell), widths, bar)], margin: [0, 0, 0, 5] };
}

/** A tinted box with a title and points. */
export function box(title: string, lines: readonly string[]): Content {
  return {
    unbreakable: true,
    margin: [0, 2, 0, 3],
    stack: [
      panel(
        [
          {
            stack: [
              { text: title, bold: true, fontSize: 9, margin: [0, 0, 0, 2] },
              {
                ul: lines.map((line) => ({ text: line, margin: [0, 0, 0, 1.5] })),
                fontSize: 8,
                markerColor: COLOURS.accent,
              },
            ],
          },
        ],
        ['*'],
      ),
    ],
  };
}

/** Running text of a decision or a statement. */
export function paragraph(text: string): Content {
  return { text, fontSize: 9.5, margin: [0, 0, 0, 4] };
}

/** Small print. */
export function small(text: string): Content {
  return { text, fontSize: 7.5, color: COLOURS.faint, margin: [0, 0, 0, 5] };
}

/** A numbered list. */
export function numbered(lines: readonly string[]): Content {
  return { ol: [...lines], fontSize: 8.5, margin: [0, 0, 0, 6] };
}

/** A numbered list of short lines in two columns. */
export function numberedInHalves(lines: readonly string[]): Content {
  const half = Math.ceil(lines.length / 2);
  const list = (part: readonly string[], start: number): Content => ({ ol: [...part], start, fontSize: 8 });
  return {
    columns: [list(lines.slice(0, half), 1), list(lines.slice(half), half + 1)],
    columnGap: 14,
    margin: [0, 0, 0, 4],
  };
}

/** Two columns of the same width. */
export function halves(left: readonly Content[], right: readonly Content[]): Content {
  return { columns: [[...left], [...right]], columnGap: 18 };
}

/** A moment to the second, in the time of Almaty. */
export function moment(iso: string): string {
  return formatAlmaty(Date.parse(iso));
}

/** A mobile number in the mask of the manuals; others as they were given, because area codes differ in length. */
export function phone(text: string): string {
  const known = normalisePhone(text);
  return known.ok && phoneKind(known.value) === 'mobile' ? formatPhone(known.value) : text;
}

/** The way of an appeal against a decision (АППК art. 91, 92): a right is no small print. */
export function appeal({ paper }: Words, months: number): Content {
  const text = fill(paper.appeal, { months, authority: paper.appealAuthority });
  return { text, fontSize: 8.5, margin: [0, 0, 0, 5] };
}
