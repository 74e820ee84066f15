import { expect, test } from 'vitest';
import { type ConsentFacts, renderConsent, renderProvisional } from '../../../core/documents/index.ts';
import { flat, readPdf } from './paper.ts';
import { provisional, record } from './sample.ts';

const facts: ConsentFacts = {
  uuid: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d',
  district: { kk: 'Көкшетау қаласы', ru: 'г. Кокшетау' },
  deskCode: 'K01',
  operatorName: 'СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ',
  at: '2026-03-02T04:04:58.000Z',
  form: record.form,
};

const SAID = {
  kk: [
    'Өтініш берушінің келісімі',
    'Согласие заявителя',
    'дербес деректерін',
    '№ 94-V',
    'Оператор СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ осы өтінішті менің атымнан беруіне',
    'тек осы UUID-і бар өтінішке қатысты',
  ],
  ru: [
    'Согласие заявителя',
    'Өтініш берушінің келісімі',
    'персональных данных',
    '№ 94-V',
    'оператор СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ подал это заявление от моего имени',
    'относится только к заявлению с этим UUID',
  ],
} as const;

test.each(['kk', 'ru'] as const)(
  'the consent on paper is one page that says who consents, to what, to whom (%s)',
  async (locale) => {
    const { pages, text } = await readPdf(await renderConsent(facts, locale));
    expect(pages).toHaveLength(1);
    const { applicant, children } = record.form;
    const said = [
      ...SAID[locale],
      facts.uuid,
      'K01',
      '02.03.2026 09:04:58',
      applicant.iin,
      applicant.name.surname,
      ...children.flatMap(({ iin, name }) => [iin, name.name]),
    ];
    for (const each of said) expect(text, each).toContain(flat(each));
  },
);

test('eight children with the longest names still have the two lines to sign on one page with the consent', async () => {
  const [child] = record.form.children;
  if (child === undefined) throw new Error('the sample has a child');
  const long = { surname: 'Ә'.repeat(40), name: 'Ұлы'.repeat(12), patronymic: 'Қызы '.repeat(8).trim() };
  const form = {
    ...record.form,
    applicant: { ...record.form.applicant, name: long },
    children: Array.from({ length: 8 }, () => ({ ...child, name: long })),
  };
  const { pages } = await readPdf(await renderConsent({ ...facts, form }, 'kk'));
  const last = flat(
    pages
      .at(-1)
      ?.pieces.map(({ text }) => text)
      .join('') ?? '',
  );
  for (const each of ['Келісемін', 'Келісімді қабылдаған оператор', 'қолы, күні'])
    expect(last).toContain(flat(each));
  for (const { pieces, width } of pages)
    for (const { left, right } of pieces) {
      expect(left).toBeGreaterThan(0);
      expect(right).toBeLessThan(width);
    }
});

test.each([
  ['kk', 'Өтінішке оператор өтініш берушінің атынан ЭЦҚ қойған (келісімі бір реттік кодпен алынды)'],
  ['ru', 'Заявление подписано ЭЦП оператором от имени заявителя (согласие получено одноразовым кодом)'],
] as const)('the slip says that the operator signed, and on which consent (%s)', async (locale, said) => {
  const { pages, text } = await readPdf(await renderProvisional({ ...provisional, consent: 'code' }, locale));
  expect(pages).toHaveLength(1);
  expect(text).toContain(flat(said));
});

test('both the applicant and the operator have where to sign', async () => {
  const { pages } = await readPdf(await renderConsent(facts, 'kk'));
  expect(pages[0]?.pieces.filter(({ text }) => text === 'қолы, күні')).toHaveLength(2);
});
