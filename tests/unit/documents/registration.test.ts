import { describe, expect, test } from 'vitest';
import {
  fileNameOf,
  RegistrationFactsSchema,
  registrationFacts,
  renderDocument,
} from '../../../core/documents/index.ts';
import { checkSlip, hashFacts } from '../../../core/ledger/slip.ts';
import { type ApplicationRecord, DocumentRecordSchema } from '../../../core/protocol/record.ts';
import { flat, readPdf } from './paper.ts';
import { context, documentOf, keys, record } from './sample.ts';

const LOCALES = ['kk', 'ru'] as const;
const A4 = { width: 595.28, height: 841.89 };
/** 15 mm. */
const MARGIN = 42.5;

const KAZAKH = 'АӘБВГҒДЕЕЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';

function withChild(name: Partial<ApplicationRecord['form']['children'][number]['name']>): ApplicationRecord {
  const [child] = record.form.children;
  if (child === undefined) throw new Error('the sample has a child');
  return {
    ...record,
    form: { ...record.form, children: [{ ...child, name: { ...child.name, ...name } }] },
  };
}

async function read(application: ApplicationRecord, locale: 'kk' | 'ru', given = context) {
  return readPdf(await renderDocument(documentOf(application, given), locale));
}

describe('the registration document', () => {
  test.each([
    [
      'kk',
      [
        'Тіркеу туралы құжат',
        'Документ о регистрации',
        'Білім бөлімі, Көкшетау қаласы',
        'жалпы білім беру кезегі',
        'қазақ',
        'ұл',
        'ата-анасы',
        'көпбалалы отбасылардың балалары — растауда',
        'жеңілдікті растайтын құжат — көпбалалы отбасы анықтамасы.pdf',
        'Кезек нөмірі өзгеруі мүмкін',
        '02.03.2027 күніне дейін',
        '3 жұмыс күні',
        '5 жұмыс күні',
        '10 жұмыс күніне стоп-тізімге',
        'Бұл eGov QR-коды емес',
      ],
    ],
    [
      'ru',
      [
        'Документ о регистрации',
        'Тіркеу туралы құжат',
        'Отдел образования, г. Кокшетау',
        'общеобразовательная очередь',
        'казахский',
        'мужской',
        'родитель',
        'дети из многодетных семей — на подтверждении',
        'документ, удостоверяющий льготу — көпбалалы отбасы анықтамасы.pdf',
        'Номер очереди может измениться',
        'до 02.03.2027 включительно',
        'в течение 3 рабочих дней',
        'в течение 5 рабочих дней',
        'на 10 рабочих дней попадает в стоп-лист',
        'Это не QR-код eGov',
      ],
    ],
  ] as const)('says everything of domain.md §7.1 (%s)', async (locale, said) => {
    const { text, pages } = await read(record, locale);
    const both = [
      'ОДО.2026.000123',
      '№ 148',
      // To the second, in the time of Almaty.
      '02.03.2026 09:05:06',
      'ҮЛГІБАЕВ ӘЛІШЕР СЫНАҚБЕКҰЛЫ',
      '220105501235',
      '05.01.2022',
      '2022',
      'ҮЛГІБАЕВ СЫНАҚБЕК ДЕМОҰЛЫ',
      '8507******14',
      '+7 (701) 234-56-78',
      'ulgi.demo@example.kz',
      'СЫНАҚОВА ДЕМОГҮЛ ҮЛГІҚЫЗЫ',
      'K01-260302-7, 02.03.2026 09:04:58',
      // Who signed, when, with what.
      '02.03.2026 09:04:51',
      'ГОСТ 34.10-2015 (512)',
      '56d1a0f3c2b4e6980712345678abcdef90123456',
      'ДЕМО КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)',
    ];
    for (const each of [...both, ...said]) expect(text, each).toContain(flat(each));
    expect(pages).toHaveLength(1);
    expect(pages[0]?.width).toBeCloseTo(A4.width, 1);
    expect(pages[0]?.height).toBeCloseTo(A4.height, 1);
  });

  test.each(LOCALES)(
    'hides the middle of the applicant’s IIN, and carries no legal footer (%s)',
    async (locale) => {
      const document = documentOf(record, context);
      expect(JSON.stringify(document)).not.toContain('850717300014');
      const { text } = await readPdf(await renderDocument(document, locale));
      expect(text).not.toContain('850717300014');
      expect(text).not.toMatch(/370-II/);
    },
  );

  test.each(LOCALES)(
    'holds every Kazakh letter in both cases, and can be searched for them (%s)',
    async (locale) => {
      const name = { surname: KAZAKH, name: KAZAKH.toLowerCase(), patronymic: '№ ₸ «»—’' };
      const { text } = await read(withChild(name), locale);
      expect(text).toContain(flat(`${KAZAKH} ${KAZAKH.toLowerCase()} № ₸ «»—’`));
    },
  );

  test.each(LOCALES)(
    'loses nothing of the longest names and lists, and nothing leaves the page (%s)',
    async (locale) => {
      const long = withChild({
        surname: 'Ғ'.repeat(100),
        name: `${'Нұрсұлтан'.repeat(5)}-Әбді`,
        patronymic: 'Ұ'.repeat(99),
      });
      // A letter that no other text of the page holds, so that it can be counted.
      const file = 'ӯ'.repeat(196);
      const longest: ApplicationRecord = {
        ...long,
        papersClaim: 'claimed',
        relationUnproved: true,
        queueNumberAtFiling: 123_456,
        form: {
          ...long.form,
          settlement: 'Ауыл'.repeat(50),
          relation: 'representative',
          groupKind: 'sanatorium',
          applicant: {
            ...long.form.applicant,
            source: 'manual',
            email: `${'pochta.'.repeat(20)}x@example.kz`,
          },
          attachments: Array.from({ length: 10 }, (_, index) => ({
            sha256: 'cd'.repeat(32),
            name: `${file}.${index}`,
            type: 'image/png' as const,
            size: 1,
            purpose: 'registration' as const,
          })),
        },
      };
      const { pages, text } = await read(longest, locale);
      expect(pages).toHaveLength(2);
      for (const each of [
        'Ғ'.repeat(100),
        'Ұ'.repeat(99),
        'Ауыл'.repeat(50),
        `${'pochta.'.repeat(20)}x@example.kz`,
        'ӯ.9',
        '123456',
      ])
        expect(text, each).toContain(each);
      expect(text.split('ӯ')).toHaveLength(10 * 196 + 1);
      for (const { width, pieces } of pages)
        for (const piece of pieces) {
          expect(piece.left, piece.text).toBeGreaterThanOrEqual(MARGIN - 0.5);
          expect(piece.right, piece.text).toBeLessThanOrEqual(width - MARGIN + 0.5);
        }
    },
  );

  test('says so where there is no benefit, no file, no e-mail and no operator', async () => {
    const bare: ApplicationRecord = {
      ...record,
      benefitClaim: 'none',
      provisional: null,
      form: {
        ...record.form,
        benefit: null,
        attachments: [],
        applicant: { ...record.form.applicant, email: null },
      },
    };
    const alone = { ...context, operatorName: null, benefit: null };
    const kk = await read(bare, 'kk', alone);
    for (const each of ['жеңілдік жоқ', 'көрсетілмеген', 'өтініш беруші өзі толтырды'])
      expect(kk.text).toContain(flat(each));
    const ru = await read(bare, 'ru', alone);
    for (const each of ['нет льгот', 'не указан', 'заявление заполнено заявителем самостоятельно'])
      expect(ru.text).toContain(flat(each));
    expect(ru.text).not.toContain('K01-260302-7');
  });

  test('says when the operator signed for the applicant, when data are not confirmed, and for twins', async () => {
    const [child] = record.form.children;
    if (child === undefined) throw new Error('the sample has a child');
    const onBehalf: ApplicationRecord = {
      ...record,
      relationUnproved: true,
      signedBy: { ...record.signedBy, iin: '900312445675' },
      signer: 'operator',
      consent: { means: 'paper', sha256: 'ab'.repeat(32) },
      form: {
        ...record.form,
        twins: true,
        children: [child, { ...child, source: 'manual', name: { ...child.name, name: 'ӘДІЛ' } }],
      },
      childIndex: 1,
    };
    const { text } = await read(onBehalf, 'ru');
    for (const each of [
      'оператор, от имени заявителя; согласие подписано на бумаге',
      'не подтвержденные ГБД ФЛ',
      'Родство с ребенком не подтверждено',
      'в заявлении детей — 2',
      'ҮЛГІБАЕВ ӘДІЛ СЫНАҚБЕКҰЛЫ',
    ])
      expect(text, each).toContain(flat(each));
  });

  test('is the same file whenever it is printed again', async () => {
    const document = documentOf(record, context);
    const [first, again] = [await renderDocument(document, 'kk'), await renderDocument(document, 'kk')];
    expect(Buffer.from(again).equals(Buffer.from(first))).toBe(true);
  });

  test('many at once do not disturb one another', async () => {
    const names = ['Ақбота', 'Бекзат', 'Гүлім', 'Дәурен'];
    const all = await Promise.all(names.map((name) => read(withChild({ name }), 'ru')));
    names.forEach((name, index) => {
      expect(all[index]?.text).toContain(name);
    });
  });
});

describe('the facts of the document', () => {
  test('travel as flat values, and the QR code binds them', () => {
    const document = documentOf(record, context);
    expect(DocumentRecordSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(RegistrationFactsSchema.parse(document.facts)).toEqual(registrationFacts(record, context));
    const slip = checkSlip(document.qr, keys.publicKey);
    expect(slip.ok && slip.value).toMatchObject({ number: record.number, hash: hashFacts(document.facts) });
  });

  test('name the last day of interest: the day that ends at the deadline', () => {
    expect(registrationFacts(record, context).confirmInterestUntil).toBe('2027-03-02');
    const unset = { ...record, confirmInterestBy: null, filedAt: '2024-02-29T04:00:00.000Z' };
    expect(registrationFacts(unset, context).confirmInterestUntil).toBe('2025-02-28');
  });
});

test('the file’s name is one that every system takes', () => {
  expect(fileNameOf('registration', 'ОДО.2026.000123', 'kk')).toBe(
    'kezek-registration-ODO-2026-000123-kk.pdf',
  );
  expect(fileNameOf('provisional', 'K01-260302-7', 'ru')).toBe('kezek-provisional-K01-260302-7-ru.pdf');
});
