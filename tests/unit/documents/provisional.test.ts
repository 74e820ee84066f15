import { describe, expect, test } from 'vitest';
import { renderProvisional } from '../../../core/documents/index.ts';
import { flat, readPdf } from './paper.ts';
import { provisional } from './sample.ts';

const SAID = {
  kk: [
    'Уақытша түбіртек',
    'Өтініш әлі қабылданған жоқ',
    'Кімге хабарласу керек',
    'Білім бөлімі, Көкшетау қаласы',
  ],
  ru: ['Временный талон', 'Заявление еще не принято', 'К кому обращаться', 'Отдел образования, г. Кокшетау'],
} as const;

describe('§1.11 Notices: the provisional slip', () => {
  test.each(['kk', 'ru'] as const)('is one A5 page that promises nothing (%s)', async (locale) => {
    const { pages, text } = await readPdf(await renderProvisional(provisional, locale));
    expect(pages).toHaveLength(1);
    expect(pages[0]?.width).toBeCloseTo(419.53, 1);
    expect(pages[0]?.height).toBeCloseTo(595.28, 1);
    const said = [
      ...SAID[locale],
      ...SAID[locale === 'kk' ? 'ru' : 'kk'].slice(0, 2),
      'K01-260302-7',
      '02.03.2026 09:04:58',
      '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d',
      'ҮЛГІБАЕВ ӘЛІШЕР СЫНАҚБЕКҰЛЫ',
      '220105501235',
      '8507******14',
      'СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ',
      '02.03.2026 09:04:51',
    ];
    for (const each of said) expect(text, each).toContain(flat(each));
    expect(text).not.toMatch(/[ОС]ДО\.20/);
    expect(text).not.toContain('850717300014');
  });

  test('names the telephone of the office where it is known', async () => {
    const { text } = await readPdf(
      await renderProvisional({ ...provisional, officePhone: '8 (7162) 00-00-00' }, 'ru'),
    );
    expect(text).toContain(flat('Телефон: 8 (7162) 00-00-00'));
  });

  test('has room for eight children with long names', async () => {
    const child = { name: 'ҚОСАРЛЫ-ӨТЕҰЗЫНТЕГІБАЕВ НҰРСҰЛТАН', iin: '220105501235', birthDate: '2022-01-05' };
    const { text, pages } = await readPdf(
      await renderProvisional({ ...provisional, children: Array.from({ length: 8 }, () => child) }, 'kk'),
    );
    expect(text.split(flat(child.name))).toHaveLength(9);
    expect(pages.length).toBeLessThanOrEqual(2);
  });
});
