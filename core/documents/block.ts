import type { Content } from 'pdfmake';
import reference from '../../assets/reference/groups.json' with { type: 'json' };
import { almatyDay, formatDate } from '../domain/almaty.ts';
import { ageOfGroup } from '../domain/group.ts';
import { capitalise } from '../domain/kazakh.ts';
import { partsOf } from '../domain/plain-date.ts';
import type { DocumentLocale } from '../protocol/locale.ts';
import { drawSheet, halves, moment, type Paper, phone, type Sheet } from './frame.ts';
import type { ActPart, ApplicationPart, EdsPart, KindergartenPart, PaperRole, ReferralPart } from './part.ts';
import { COLOURS, entry, grid, HALF, heading, signatureLines } from './sheet.ts';
import { fill, type Words } from './words.ts';

/** Blocks that several papers share, drawn from the parts of their facts. */

/** A paper about one application, under the titles of its kind. */
export function drawAbout(
  paper: Paper,
  facts: Pick<ApplicationPart, 'number' | 'districtKk' | 'districtRu'>,
  locale: DocumentLocale,
  { title, otherTitle, lead }: Pick<Sheet, 'title' | 'otherTitle' | 'lead'>,
  content: readonly Content[],
): Promise<Uint8Array> {
  const district = locale === 'kk' ? facts.districtKk : facts.districtRu;
  return drawSheet(paper, locale, { title, otherTitle, lead, number: facts.number, district, content });
}

/** Name of the kindergarten in the language of the paper. */
function kindergartenOf(
  facts: Pick<KindergartenPart, 'kindergartenKk' | 'kindergartenRu'>,
  locale: DocumentLocale,
): string {
  return locale === 'kk' ? facts.kindergartenKk : facts.kindergartenRu;
}

/** The child at the left, the legal representative at the right, with the application's number and time below. */
export function people(facts: ApplicationPart, words: Words): Content {
  const { field, paper } = words;
  return halves(
    [
      heading(paper.child),
      entry({ label: field.name, value: facts.childName }, HALF),
      grid(
        [
          { label: field.iin, value: facts.childIin },
          { label: field.birthDate, value: formatDate(facts.childBirthDate) },
          { label: field.sex, value: words.sex[facts.childSex] },
          { label: field.groupYear, value: String(facts.groupYear) },
        ],
        2,
      ),
    ],
    [
      heading(paper.representative),
      entry({ label: field.name, value: facts.applicantName }, HALF),
      grid(
        [
          { label: field.iin, value: facts.applicantIin },
          { label: field.relation, value: words.relation[facts.relation] },
          { label: paper.application, value: facts.application },
          { label: paper.filedAt, value: moment(facts.filedAt) },
        ],
        2,
      ),
    ],
  );
}

/** The kindergarten and the group that a referral leads to. */
export function kindergarten(facts: ReferralPart, words: Words, locale: DocumentLocale): readonly Content[] {
  const { kindergarten: text, notGiven } = words;
  const age = ageName(facts, locale);
  const name = `${kindergartenOf(facts, locale)} (${kindergartenKind(facts, locale)})`;
  return [
    heading(text.title),
    grid([{ label: text.nameAndAddress, value: `${name}, ${facts.address}` }], 1),
    grid(
      [
        { label: text.director, value: facts.director ?? notGiven },
        { label: text.phone, value: facts.phone === null ? notGiven : phone(facts.phone) },
        { label: text.bin, value: facts.bin ?? notGiven },
        { label: text.group, value: `${facts.group}, ${facts.groupBirthYear}` },
        ...(age === null ? [] : [{ label: text.age, value: age }]),
        {
          label: text.languageAndKind,
          value: `${words.language[facts.groupLanguage]}, ${words.groupKind[facts.groupKind]}`,
        },
      ],
      3,
    ),
  ];
}

/** The referral a paper speaks of, in short. */
export function referralInShort(
  facts: ReferralPart,
  words: Words,
  locale: DocumentLocale,
  { title, valid }: { readonly title: string; readonly valid: string },
): readonly Content[] {
  return [
    heading(title),
    grid(
      [
        { label: words.referral.number, value: facts.referral },
        { label: words.paper.issuedAt, value: moment(facts.referralIssuedAt) },
        { label: valid, value: formatDate(facts.validUntil) },
      ],
      3,
    ),
    grid(
      [{ label: words.kindergarten.title, value: `${kindergartenOf(facts, locale)}, ${facts.address}` }],
      1,
    ),
    grid(
      [
        { label: words.kindergarten.group, value: `${facts.group}, ${facts.groupBirthYear}` },
        { label: words.kindergarten.language, value: words.language[facts.groupLanguage] },
        { label: words.referral.kind, value: words.referralKind[facts.referralKind] },
      ],
      3,
    ),
  ];
}

function kindergartenKind({ kindergartenKind: code }: KindergartenPart, locale: DocumentLocale): string {
  const found = reference.kindergartenKinds.find((each) => each.code === code);
  if (found === undefined) throw new Error(`No ${code} in the reference data`);
  return found.name[locale];
}

/**
 * The age group in the school year of the referral (domain.md §1.8): new groups are formed in August, and the age is counted at
 * 1 September by the calendar year; null for an age that has no group.
 */
function ageName(facts: ReferralPart, locale: DocumentLocale): string | null {
  const { year, month } = partsOf(almatyDay(Date.parse(facts.referralIssuedAt)));
  const age = ageOfGroup(facts.groupBirthYear, month >= 8 ? year : year - 1);
  return reference.ageGroups.find(({ code }) => code === age)?.name[locale] ?? null;
}

/** Who asked for it, and the EDS it was asked with. */
export function askedBy(facts: ActPart, words: Words, label: string): Content {
  return facts.byAt === null
    ? grid([{ label: words.paper.by, value: personOf(facts.byName, facts.byRole, words) }], 1)
    : {
        text: [
          { text: `${label}: `, bold: true },
          edsLine(words, {
            name: facts.byName,
            role: facts.byRole,
            at: facts.byAt,
            algorithm: facts.byAlgorithm,
            serialNumber: facts.byCertificate,
            issuer: facts.byIssuer,
          }),
        ],
        fontSize: 7.5,
        margin: [0, 1, 0, 2],
      };
}

function personOf(name: string, role: PaperRole, words: Words): string {
  return name === '' ? words.signer[role] : `${name} (${words.signer[role]})`;
}

type Line = {
  readonly name: string;
  readonly role: PaperRole;
  readonly at: string;
  readonly algorithm: string | null;
  readonly serialNumber: string | null;
  readonly issuer: string | null;
};

function edsLine({ paper, signer, notGiven }: Words, line: Line): string {
  return fill(paper.signedWith, {
    name: line.name,
    role: signer[line.role],
    at: moment(line.at),
    algorithm: line.algorithm ?? notGiven,
    serialNumber: line.serialNumber ?? notGiven,
    issuer: line.issuer ?? notGiven,
  });
}

/**
 * The end of a paper, kept on one page together: its own EDS with the words of the law where it carries one, what the QR code
 * holds, and lines for pens.
 * @param qr what the QR code holds, where it is not the slip that the server signs
 */
export function closing(
  facts: EdsPart | null,
  words: Words,
  signers: readonly string[],
  qr: string = words.paper.qr,
): Content {
  return {
    unbreakable: true,
    margin: [0, 3, 0, 0],
    stack: [
      ...(facts === null ? [] : ownEds(facts, words)),
      {
        text: qr,
        fontSize: 6.5,
        color: COLOURS.faint,
        margin: [0, 2, 0, signers.length === 0 ? 0 : 14],
      },
      ...(signers.length === 0 ? [] : [signatureLines(signers, words.paper.signatureHint)]),
    ],
  };
}

function ownEds(facts: EdsPart, words: Words): readonly Content[] {
  if (facts.edsName === null || facts.edsRole === null || facts.edsAt === null) return [];
  const line = edsLine(words, {
    name: facts.edsName,
    role: facts.edsRole,
    at: facts.edsAt,
    algorithm: facts.edsAlgorithm,
    serialNumber: facts.edsCertificate,
    issuer: facts.edsIssuer,
  });
  return [
    { text: [{ text: `${words.paper.signed}: `, bold: true }, line], fontSize: 7.5, margin: [0, 0, 0, 2] },
    { text: words.paper.legal, fontSize: 7.5, margin: [0, 0, 0, 2] },
  ];
}

/** A role with the name of the person, for a line to sign on. */
export function signer(role: string, name: string | null): string {
  const post = capitalise(role);
  return name === null || name === '' ? `${post}:` : `${post}: ${name}`;
}
