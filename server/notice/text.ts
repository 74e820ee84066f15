import kk from '../../assets/notices/kk.json' with { type: 'json' };
import ru from '../../assets/notices/ru.json' with { type: 'json' };
import { APPEAL_MONTHS } from '../../core/documents/index.ts';
import { formatDate } from '../../core/domain/almaty.ts';
import type { NoticeFacts, ToldKind } from '../../core/domain/notice.ts';
import { isPlainDate } from '../../core/domain/plain-date.ts';
import type { Policy } from '../../core/domain/policy.ts';

/** The templates. A text that one language lacks does not compile. */
type Templates = typeof kk & typeof ru;
const TEMPLATES: Readonly<Record<'kk' | 'ru', Templates>> = { kk, ru };
const LANGUAGES = ['kk', 'ru'] as const;
/** What parts the two languages of a letter. */
const RULE = '—'.repeat(12);

export type TemplateName = keyof Templates['notices'];

/** A text that may differ by language. */
export type TwoTexts = { readonly kk: string; readonly ru: string };

/** What a notice is about, as it is told. */
export type Told = {
  readonly template: TemplateName;
  readonly facts: NoticeFacts;
  /** Facts that are words: the kindergarten, the reason of a refusal. */
  readonly words: Readonly<Record<string, TwoTexts>>;
  /** Number of the application, or the label of the provisional slip. */
  readonly number: string;
  readonly official: boolean;
  /** Short name of the child; not part of an SMS. */
  readonly child: string | null;
  readonly office: TwoTexts;
};

/** The numbers of the rules that the texts name. */
export type Numbers = Pick<Policy, 'interestMonths' | 'returnHours' | 'expiriesToRemoval'>;

/** A notice in both languages: the letter, and the SMS. */
export type NoticeText = { readonly subject: string; readonly letter: string; readonly sms: string };

/** The template of a notice; some kinds tell of more than one thing. */
export function templateOf(
  kind: ToldKind,
  facts: NoticeFacts,
  benefitConfirmed: boolean,
  order: Policy['order'] = 'benefit-cycle',
): TemplateName {
  switch (kind) {
    case 'benefit-decided':
      // Where the numbered category orders the queue, a benefit alone moves nobody.
      if (order === 'category-table')
        return benefitConfirmed ? 'benefit-confirmed-by-category' : 'benefit-rejected-by-category';
      return benefitConfirmed ? 'benefit-confirmed' : 'benefit-rejected';
    case 'application-removed':
      return 'confirmInterestBy' in facts ? 'removed-by-interest' : 'removed-by-expiry';
    default:
      return kind;
  }
}

/** Writes a notice: Kazakh first, Russian after it, in one letter and in one SMS of at most two parts. */
export function writeText(told: Told, numbers: Numbers): NoticeText {
  const given = { ...told, facts: { ...told.facts, ...numbersOf(numbers) } };
  const both = (of: (language: 'kk' | 'ru') => string, by: string) => LANGUAGES.map(of).join(by);
  const notice = (language: 'kk' | 'ru') => TEMPLATES[language].notices[told.template];
  return {
    subject: `${told.number}: ${both((language) => fill(notice(language).subject, given, language), ' / ')}`,
    letter: both((language) => letter(given, language), `\n\n${RULE}\n\n`),
    sms: `${told.number}: ${both((language) => fill(notice(language).sms, given, language), ' / ')}`,
  };
}

function numbersOf({ interestMonths, returnHours, expiriesToRemoval }: Numbers) {
  return { interestMonths, returnHours, expiriesToRemoval, appealMonths: APPEAL_MONTHS };
}

function letter(told: Told, language: 'kk' | 'ru'): string {
  const { greeting, facts, closing, notices } = TEMPLATES[language];
  const lines = [
    ...(told.child === null ? [] : [`${facts.child}: ${told.child}`]),
    `${told.official ? facts.number : facts.label}: ${told.number}`,
    `${facts.office}: ${told.office[language]}`,
  ];
  return [greeting, fill(notices[told.template].text, told, language), lines.join('\n'), closing].join(
    '\n\n',
  );
}

/** Puts facts into a text, days as people write them; a place without its fact is a bug and throws. */
function fill(text: string, { facts, words }: Pick<Told, 'facts' | 'words'>, language: 'kk' | 'ru'): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    const fact = words[name]?.[language] ?? facts[name];
    if (fact === undefined) throw new Error(`No fact for ${place}`);
    return typeof fact === 'string' && isPlainDate(fact) ? formatDate(fact) : String(fact);
  });
}

/** The same letter as HTML, for mail programs that show nothing else well. */
export function asHtml(letterText: string): string {
  const paragraphs = letterText
    .split('\n\n')
    .map((part) => (part === RULE ? '<hr>' : `<p>${escapeMarkup(part).replaceAll('\n', '<br>')}</p>`));
  return `<!doctype html><html lang="kk"><meta charset="utf-8"><body style="font-family:sans-serif;max-width:40em;line-height:1.5">${paragraphs.join('')}</body></html>`;
}

function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
