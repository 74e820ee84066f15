import { describe, expect, test } from 'vitest';
import {
  bulletinFacts,
  issuedReferralsFacts,
  renderBulletin,
  renderIssuedReferrals,
} from '../../../core/documents/index.ts';
import { flat, readPdf } from './paper.ts';
import { free, issued, publicPaper } from './papers.ts';

const LOCALES = ['kk', 'ru'] as const;
const district = { kk: 'Көкшетау қаласы', ru: 'г. Кокшетау' };
const period = { number: 'Х-2026-03', district, from: '2026-03-01', to: '2026-03-31' };
const given = { number: 'Б-2026-03-31', district, at: '2026-03-31T13:00:00.000Z' };

describe('the public register of issued referrals', () => {
  test.each(LOCALES)(
    'shows numbers and times of each, first letters of a child, and no name or IIN (%s)',
    async (locale) => {
      const facts = issuedReferralsFacts(issued(40), period);
      expect(JSON.stringify(facts)).not.toMatch(/ҮЛГІБАЕВ|ӘЛІШЕР|ПРИМЕРОВА|\d{12}/);
      const { text, pages } = await readPdf(await renderIssuedReferrals(publicPaper, facts, locale));
      for (const { number, application } of facts.lines) {
        expect(text).toContain(number);
        expect(text).toContain(application);
      }
      expect(text).toContain(flat('Ү*** Ә*** С***'));
      expect(text).toContain('01.03.2026–31.03.2026');
      for (const { width, height } of pages) expect(width).toBeGreaterThan(height);
    },
  );

  test('stands in the order of issue, and its totals add up', async () => {
    const facts = issuedReferralsFacts(issued(12).toReversed(), period);
    expect(facts.lines.map(({ number }) => number)).toEqual(issued(12).map(({ number }) => number));
    const { text } = await readPdf(await renderIssuedReferrals(publicPaper, facts, 'ru'));
    expect(text).toContain(flat('по очереди — 6; свободный выбор — 3; перевод — 3'));
    expect(text).toContain(flat('внеочередная — 4; первоочередная — 4; общая — 4'));
  });

  test('has room for hundreds, the head of the table on every page', async () => {
    const facts = issuedReferralsFacts(issued(250), period);
    const { text, pages } = await readPdf(await renderIssuedReferrals(publicPaper, facts, 'ru'));
    expect(text).toContain('Ж.2026.000250');
    for (const page of pages.slice(0, -1))
      expect(flat(page.pieces.map((piece) => piece.text).join(''))).toContain(flat('Детский сад, группа'));
  });

  test('says so when nothing was issued', async () => {
    const { text } = await readPdf(
      await renderIssuedReferrals(publicPaper, issuedReferralsFacts([], period), 'kk'),
    );
    expect(text).toContain(flat('Осы кезеңде жолдама берілмеген.'));
  });
});

describe('the bulletin of free places', () => {
  test.each(LOCALES)(
    'lists each group with a free place by settlement, and nothing else (%s)',
    async (locale) => {
      const facts = bulletinFacts(free, given);
      const { text } = await readPdf(await renderBulletin(publicPaper, facts, locale));
      expect(facts.groups.every(({ offered, open }) => offered + open > 0)).toBe(true);
      expect(facts.groups.length).toBeLessThan(free.length);
      for (const { kindergarten } of facts.groups) expect(text).toContain(flat(kindergarten[locale]));
      // In Kazakh order ө stands before р.
      expect([...new Set(facts.groups.map(({ settlement }) => settlement))]).toEqual([
        'Көкшетау',
        'Красный Яр',
      ]);
      const open = facts.groups.reduce((sum, group) => sum + group.open, 0);
      expect(text).toContain(flat(`${locale === 'kk' ? 'Барлығына ашық' : 'Открыты для всех'}${open}`));
    },
  );

  test('says so when nothing is free', async () => {
    const { text } = await readPdf(await renderBulletin(publicPaper, bulletinFacts([], given), 'ru'));
    expect(text).toContain(flat('Сейчас свободных мест нет.'));
  });
});
