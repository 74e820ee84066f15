import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../core/domain/wording.ts';
import { fatalWords } from '../../../electron/fatal-words.ts';
import { FAILURE_WORDS } from '../../../renderer/locale/words.ts';

describe('the box that is shown when there is no window', () => {
  const cases = LOCALES.flatMap((locale) =>
    (['replica-broken', 'internal'] as const).map((code) => [locale, code] as const),
  );
  it.each(cases)('says in %s what happened and what to do (%s), then the details', (locale, code) => {
    const { text, next } = FAILURE_WORDS[locale][code];
    expect(fatalWords(code, 'core process ended with 1', locale).split('\n')).toEqual([
      text,
      next,
      '',
      'core process ended with 1',
    ]);
  });
});
