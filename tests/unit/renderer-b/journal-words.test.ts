import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../../core/domain/failure.ts';
import { QUEUE_CLASSES, ROLES, STATUSES } from '../../../core/domain/status.ts';
import { LOCALES } from '../../../core/domain/wording.ts';
import { factText } from '../../../renderer/features/journal/history-facts.ts';
import {
  dateText,
  lastDayText,
  momentText,
  phoneText,
} from '../../../renderer/features/journal/journal-format.ts';
import { FAILURE_WORDS, WORDS } from '../../../renderer/locale/words.ts';

const MINE = ['journal', 'document', 'print', 'kiosk', 'status', 'history'] as const;

/** Every text of a section by its path. */
function texts(section: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof section === 'string') return [[path, section]];
  return Object.entries(Object(section)).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe('the words of the journal, the documents, printing and the kiosk', () => {
  it.each(MINE)('%s says the same things in every language, with the same facts in them', (section) => {
    const first = new Map(texts(WORDS.kk[section]));
    for (const locale of LOCALES) {
      const own = new Map(texts(WORDS[locale][section]));
      expect([...own.keys()]).toEqual([...first.keys()]);
      for (const [path, text] of own) {
        expect(text, `${locale}${path}`).not.toBe('');
        expect(placeholders(text), `${locale}${path}`).toEqual(placeholders(first.get(path) ?? ''));
      }
    }
  });

  it('is Kazakh in Kazakh: no letter of the manuals’ scanning slips through', () => {
    for (const section of MINE)
      for (const [path, text] of texts(WORDS.kk[section]))
        expect(text, path).not.toMatch(/БМУ|NSALayer|\bTAG\b|ИПИН|бұзат/u);
  });

  it('has the words of domain.md §1.9 for the statuses that the manuals name', () => {
    expect(WORDS.kk.status.name.notified).toBe('Хабарлама жіберілді');
    expect(WORDS.ru.status.name.pending).toBe('На подтверждении');
    expect(WORDS.ru.status.name.queued).toBe('В очереди');
    for (const locale of LOCALES) {
      expect(Object.keys(WORDS[locale].status.name)).toEqual([...STATUSES]);
      expect(Object.keys(WORDS[locale].status.meaning)).toEqual([...STATUSES]);
      expect(Object.keys(WORDS[locale].status.queueClass)).toEqual([...QUEUE_CLASSES]);
      expect(Object.keys(WORDS[locale].history.role)).toEqual(expect.arrayContaining([...ROLES]));
    }
  });

  it('tells pages as the manual does, to the letter', async () => {
    const i18n = createInstance({ lng: 'ru', resources: WORDS, interpolation: { escapeValue: false } });
    await i18n.init();
    const facts = { page: 1, pages: 1, total: 2 };
    expect(i18n.t('journal:pager.page', facts)).toBe('Страница 1 из 1 (Всего элементов: 2)');
    await i18n.changeLanguage('kk');
    expect(i18n.t('journal:pager.page', facts)).toBe('1 беттің 1-беті (Барлығы: 2)');
  });

  it('says a next action for every failure a refused row can carry', () => {
    for (const locale of LOCALES)
      for (const code of FAILURE_CODES) expect(FAILURE_WORDS[locale][code].next, code).not.toBe('');
  });
});

describe('how the journal writes', () => {
  it('shows moments in Almaty to the second, as seed 004 does', () => {
    expect(momentText('2025-08-13T10:41:18.250Z')).toBe('13.08.2025 15:41:18');
  });

  it('never moves a birth date by a day', () => {
    expect(dateText('2020-03-12')).toBe('12.03.2020');
  });

  it('names the last day of a deadline that acts at the midnight after it', () => {
    expect(lastDayText('2026-03-06T19:00:00.000Z')).toBe('06.03.2026');
    expect(lastDayText('2026-03-06T18:59:59.999Z')).toBe('06.03.2026');
  });

  it('writes phones in the mask of the manuals', () => {
    expect(phoneText('+77012345678')).toBe('+7 (701) 234-56-78');
  });

  it('tells the facts of the history in words', () => {
    expect(factText('status', 'stopListed', 'kk')).toBe('Стоп-тізімде');
    expect(factText('queueClass', 'P', 'ru')).toBe('Первоочередное право');
    expect(factText('kind', 'free-choice', 'kk')).toBe('Еркін таңдау');
    expect(factText('benefit', 'P4', 'ru')).toBe('Многодетная семья');
    expect(factText('chooseBy', '2026-03-06', 'kk')).toBe('06.03.2026');
    expect(factText('at', '2026-03-06T04:00:00.000Z', 'kk')).toBe('06.03.2026 09:00:00');
    expect(factText('document', 'registration', 'kk')).toBe('Тіркеу туралы құжат');
    expect(factText('queueNumber', 17, 'kk')).toBe('17');
    // A kindergarten called «E» is not a class of the queue.
    expect(factText('kindergarten', 'E', 'kk')).toBe('E');
  });
});
