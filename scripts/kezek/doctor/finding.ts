import en from '../../../assets/locales/en/doctor.json' with { type: 'json' };
import failureEn from '../../../assets/locales/en/failure.json' with { type: 'json' };
import kk from '../../../assets/locales/kk/doctor.json' with { type: 'json' };
import failureKk from '../../../assets/locales/kk/failure.json' with { type: 'json' };
import ru from '../../../assets/locales/ru/doctor.json' with { type: 'json' };
import failureRu from '../../../assets/locales/ru/failure.json' with { type: 'json' };
import type { FailureCode } from '../../../core/domain/failure.ts';
import type { Locale } from '../../../core/domain/wording.ts';

/** What a step came to. `facts` fill the text; they never hold a person, a key, an address or a whole path. */
export type Finding = {
  readonly state: 'ok' | 'warning' | 'failed';
  readonly code: FailureCode | keyof typeof kk.findings;
  readonly facts?: Readonly<Record<string, string | number>>;
};

export type StepName = keyof typeof kk.steps;

/** One look at this computer. */
export type Step = { readonly name: StepName; readonly look: () => Finding | Promise<Finding> };

const WORDS: Readonly<Record<Locale, typeof kk>> = { kk, ru, en };
const FAILURES: Readonly<Record<Locale, typeof failureKk>> = { kk: failureKk, ru: failureRu, en: failureEn };

/** A finding in words: what is so, and what to do where something is to be done. */
export function wordsOf(name: StepName, { state, code, facts = {} }: Finding, locale: Locale) {
  const words = WORDS[locale];
  const own: { readonly text: string; readonly next?: string } =
    code in words.findings
      ? words.findings[code as keyof typeof kk.findings]
      : FAILURES[locale][code as FailureCode];
  const filled = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, fact: string) => String(facts[fact] ?? ''));
  return {
    title: words.steps[name],
    state: words.states[state],
    text: filled(own.text),
    next: state === 'ok' || own.next === undefined ? null : filled(own.next),
  };
}

/** The last line of the report. */
export function endOf(failed: boolean, locale: Locale): string {
  return failed ? WORDS[locale].end.failed : WORDS[locale].end.well;
}
