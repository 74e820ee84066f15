import type { Content } from 'pdfmake';
import { formatAlmaty, formatDate } from '../domain/almaty.ts';
import { formatPhone, normalisePhone } from '../domain/phone.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import type { DocumentRecord } from '../protocol/record.ts';
import { drawPdf } from './pdf.ts';
import { qrCode } from './qr.ts';
import { attachedLines, type RegistrationFacts, RegistrationFactsSchema } from './registration-facts.ts';
import {
  COLOURS,
  type Entry,
  entry,
  flowing,
  footer,
  grid,
  heading,
  letterhead,
  MM,
  panel,
  signatureLines,
  titles,
} from './sheet.ts';
import { fill, type Words, wordsOf } from './words.ts';

const SIDES = 15 * MM;
const QR_SIDE = 34 * MM;
/** Letters that surely fit on half the width of the page, and in a list over all of it. */
const HALF = 32;
const WHOLE = 80;

/** «Тіркеу туралы құжат» / «Документ о регистрации» (domain.md §7.1): A4, in one of the two languages, title in both. */
export function drawRegistration(record: DocumentRecord, locale: DocumentLocale): Promise<Uint8Array> {
  const facts = RegistrationFactsSchema.parse(record.facts);
  const words = wordsOf(locale);
  const text = words.registration;
  const district = locale === 'kk' ? facts.districtKk : facts.districtRu;
  const issuedAt = new Date(record.issuedAt);
  return drawPdf(
    { title: `${text.title} ${facts.number}`, locale, issuedAt },
    {
      pageSize: 'A4',
      pageMargins: [SIDES, 11 * MM, SIDES, 13 * MM],
      footer: footer(
        `${fill(words.formed, { at: moment(record.issuedAt) })} · ${record.id}`,
        (page, pages) => fill(words.page, { page, pages }),
        SIDES,
      ),
      content: [
        letterhead(`${words.office}, ${district}`, words.region),
        head(words, record.qr),
        numbers(facts, words),
        { text: text.mayChange, fontSize: 7.5, color: COLOURS.faint, margin: [0, 4, 0, 9] },
        {
          columns: [
            [
              heading(text.child),
              entry({ label: words.field.name, value: facts.childName }, HALF),
              grid(childEntries(facts, words), 2),
              twins(facts, words),
            ],
            [heading(text.applicant), ...applicant(facts, words)],
          ],
          columnGap: 18,
        },
        heading(text.application),
        grid(applicationEntries(facts, words, district), 3),
        benefit(facts, words, locale),
        ...remarks(facts, words),
        ...attachments(facts, words),
        rules(facts, words),
        closing(facts, words),
      ],
    },
  );
}

function moment(iso: string): string {
  return formatAlmaty(Date.parse(iso));
}

function phone(text: string): string {
  const known = normalisePhone(text);
  return known.ok ? formatPhone(known.value) : text;
}

/** What the document is, and its QR code where every counter looks for it. */
function head({ registration: text }: Words, qr: string): Content {
  return {
    columns: [
      [
        { stack: [titles(text.title, text.otherTitle)], margin: [0, 10, 0, 5] },
        { text: text.service, fontSize: 8.5, color: COLOURS.faint },
      ],
      // Its quiet zone lies in the margin, so that the code itself ends where the text does.
      { width: QR_SIDE, stack: [qrCode(qr, QR_SIDE)], margin: [6, 0, -6, 0] },
    ],
    columnGap: 24,
    margin: [0, 0, 0, 4],
  };
}

/** The three things a parent is asked for at every counter. */
function numbers(facts: RegistrationFacts, words: Words): Content {
  const text = words.registration;
  const cell = (label: string, value: string, when: string, size: number, rise: number): Content => ({
    stack: [
      { text: label, fontSize: 7.5, color: COLOURS.faint },
      {
        text: value,
        bold: true,
        fontSize: size,
        color: COLOURS.accent,
        lineHeight: 1,
        margin: [0, rise, 0, rise],
      },
      { text: when, fontSize: 7, color: COLOURS.faint },
    ],
  });
  return panel(
    [
      cell(text.queueNumber, `№ ${facts.queueNumber}`, text.queueNumberWhen, 22, 0),
      cell(text.number, facts.number, text.numberWhen, 13.5, 4.8),
      cell(text.filedAt, moment(facts.filedAt), text.filedAtWhen, 13.5, 4.8),
    ],
    ['28%', '34%', '*'],
  );
}

function childEntries(facts: RegistrationFacts, { field, sex }: Words): readonly Entry[] {
  return [
    { label: field.iin, value: facts.childIin },
    { label: field.birthDate, value: formatDate(facts.childBirthDate) },
    { label: field.sex, value: sex[facts.childSex] },
    { label: field.groupYear, value: String(facts.groupYear) },
  ];
}

function twins(facts: RegistrationFacts, words: Words): Content {
  return facts.children === 1
    ? []
    : {
        text: fill(words.registration.twins, { count: facts.children }),
        fontSize: 7.5,
        color: COLOURS.faint,
        margin: [0, 0, 0, 4],
      };
}

/** An e-mail address has a line of its own: it is long and must be read letter by letter. */
function applicant(facts: RegistrationFacts, { field, relation, notGiven }: Words): readonly Content[] {
  return [
    entry({ label: field.name, value: facts.applicantName }, HALF),
    grid(
      [
        { label: field.iin, value: facts.applicantIin },
        { label: field.phone, value: phone(facts.applicantPhone) },
      ],
      2,
    ),
    entry({ label: field.email, value: facts.applicantEmail ?? notGiven }, HALF),
    entry({ label: field.relation, value: relation[facts.relation] }, HALF),
  ];
}

function applicationEntries(facts: RegistrationFacts, words: Words, district: string): readonly Entry[] {
  const { field, registration: text } = words;
  const entries: Entry[] = [
    { label: field.region, value: district },
    { label: field.settlement, value: facts.settlement },
    { label: field.language, value: words.language[facts.language] },
    { label: field.queueKind, value: words.queueKind[facts.kind] },
    { label: field.groupKind, value: words.groupKind[facts.groupKind] },
    { label: field.queueClass, value: words.queueClass[facts.queueClass] },
    { label: field.operator, value: facts.operatorName ?? text.ownHand },
  ];
  if (facts.deskCode !== null) entries.push({ label: field.desk, value: facts.deskCode });
  if (facts.papersClaim !== 'none')
    entries.push({ label: field.nonResident, value: text.papersState[facts.papersClaim] });
  if (facts.receipt !== null && facts.receiptAt !== null) {
    const at = moment(facts.receiptAt);
    entries.push({ label: field.receipt, value: fill(text.receiptAt, { label: facts.receipt, at }) });
  }
  return entries;
}

/** The category in full: its name is a sentence of the law and takes the width of the page. */
function benefit(facts: RegistrationFacts, words: Words, locale: DocumentLocale): Content {
  const text = words.registration;
  const name = locale === 'kk' ? facts.benefitKk : facts.benefitRu;
  const value =
    facts.benefit === null || facts.benefitClaim === 'none'
      ? text.noBenefit
      : `${name ?? facts.benefit} — ${text.benefitState[facts.benefitClaim]}`;
  return grid([{ label: words.field.benefit, value }], 1);
}

function remarks(facts: RegistrationFacts, { registration: text }: Words): readonly Content[] {
  const lines = [
    ...(facts.relationUnproved === 1 ? [text.relationUnproved] : []),
    ...(facts.manualData === 1 ? [text.manualData] : []),
  ];
  return lines.map((line) => ({ text: line, fontSize: 8, margin: [0, 0, 0, 4] }));
}

function attachments(facts: RegistrationFacts, words: Words): readonly Content[] {
  const lines = attachedLines(facts.attachments);
  return [
    heading(words.registration.attachments),
    lines.length === 0
      ? { text: words.none, fontSize: 8.5, margin: [0, 0, 0, 7] }
      : {
          ol: lines.map(({ purpose, name }) => flowing(`${words.purpose[purpose]} — ${name}`, WHOLE)),
          fontSize: 8.5,
          margin: [0, 0, 0, 7],
        },
  ];
}

function rules(facts: RegistrationFacts, { registration: text }: Words): Content {
  const { rule } = text;
  const lines = [
    fill(rule.interest, { months: facts.interestMonths, date: formatDate(facts.confirmInterestUntil) }),
    fill(rule.turn, { days: facts.offerWorkingDays }),
    fill(rule.referral, {
      days: facts.referralWorkingDays,
      stopDays: facts.stopListWorkingDays,
      expiries: facts.expiriesToRemoval,
    }),
    fill(rule.extension, { hours: facts.returnHours, days: facts.extensionCalendarDays }),
    rule.contacts,
  ];
  return panel(
    [
      {
        stack: [
          { text: text.rules, bold: true, fontSize: 9, margin: [0, 0, 0, 2] },
          {
            ul: lines.map((line) => ({ text: line, margin: [0, 0, 0, 1.5] })),
            fontSize: 8,
            markerColor: COLOURS.accent,
          },
        ],
      },
    ],
    ['*'],
  );
}

/** Who signed, what the QR code holds, the two lines for pens: kept on one page together. */
function closing(facts: RegistrationFacts, { consentMeans, registration: text }: Words): Content {
  const by = facts.signerRole === 'applicant' ? text.signedApplicant : text.signedOperator;
  const role = facts.consent === null ? by : `${by}; ${consentMeans[facts.consent]}`;
  // No algorithm: a one-time code stood in for the signature (policy `codeSigns`).
  const byCode = facts.signatureAlgorithm === '';
  const means = fill(byCode ? text.confirmedByCode : text.signedWith, {
    at: moment(facts.signedAt),
    algorithm: facts.signatureAlgorithm,
    serialNumber: facts.certificateNumber,
    issuer: facts.certificateIssuer,
  });
  return {
    unbreakable: true,
    margin: [0, 7, 0, 0],
    stack: [
      {
        text: [
          { text: `${byCode ? text.confirmed : text.signed}: `, bold: true },
          `${facts.signerName} (${role}), `,
          means,
        ],
        fontSize: 8,
      },
      { text: text.qr, fontSize: 7, color: COLOURS.faint, margin: [0, 3, 0, 16] },
      signatureLines(
        [signer(text.operatorLine, facts.operatorName), signer(text.applicantLine, facts.applicantName)],
        text.signatureHint,
      ),
    ],
  };
}

function signer(role: string, name: string | null): string {
  return name === null ? `${role}:` : `${role}: ${name}`;
}
