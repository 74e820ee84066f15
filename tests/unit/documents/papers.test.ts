import { describe, expect, test } from 'vitest';
import {
  fileNameOf,
  receiptFacts,
  referralFacts,
  refusalFacts,
  removalFacts,
  renderDocument,
  turnFacts,
} from '../../../core/documents/index.ts';
import { wordsOf } from '../../../core/documents/words.ts';
import { capitalise } from '../../../core/domain/kazakh.ts';
import { checkSlip, hashFacts } from '../../../core/ledger/slip.ts';
import {
  type ApplicationRecord,
  type DocumentKind,
  type DocumentRecord,
  DocumentRecordSchema,
} from '../../../core/protocol/record.ts';
import { flat, readPdf } from './paper.ts';
import { application, contexts, kindergarten, paperOf, papersOf, removedByExpiry } from './papers.ts';
import { LOCALES, type Locale, SAID } from './papers-said.ts';
import { keys, record } from './sample.ts';

const PAPERS = papersOf();
const EACH = PAPERS.flatMap((paper) => LOCALES.map((locale) => [paper.kind, locale, paper] as const));
const KAZAKH = 'АӘБВГҒДЕЕЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';
/** 15 mm. */
const MARGIN = 42.5;
/** Papers of the sample that carry an EDS of the authority. */
const CARRYING: readonly DocumentKind[] = ['referral', 'refusal', 'referral-extension'];
const LAW = { kk: '7 бабының 1 тармағына сәйкес', ru: 'равнозначен документу на бумажном носителе' } as const;

async function read(paper: DocumentRecord, locale: Locale) {
  return readPdf(await renderDocument(paper, locale));
}

function named(part: string): ApplicationRecord {
  const [child] = application.form.children;
  if (child === undefined) throw new Error('the sample has a child');
  const name = { surname: part, name: part, patronymic: part };
  const { applicant } = application.form;
  return {
    ...application,
    form: { ...application.form, children: [{ ...child, name }], applicant: { ...applicant, name } },
  };
}

describe('every paper of an application', () => {
  test.each(EACH)('%s says what a person has to act on, on one page (%s)', async (kind, locale, paper) => {
    const { text, pages } = await read(paper, locale);
    const always = ['ҮЛГІБАЕВ ӘЛІШЕР СЫНАҚБЕКҰЛЫ', 'ҮЛГІБАЕВ СЫНАҚБЕК ДЕМОҰЛЫ', 'ОДО.2026.000123'];
    for (const each of [...always, ...(SAID[kind]?.[locale] ?? [kind])])
      expect(text, each).toContain(flat(each));
    expect(pages).toHaveLength(1);
    expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
    // The words of the law on electronic documents stand only on what carries an EDS of the authority (domain.md §7).
    expect(text.includes(flat(LAW[locale]))).toBe(CARRYING.includes(kind));
    // The applicant's IIN is neither shown nor kept in full.
    expect(`${text} ${JSON.stringify(paper)}`).not.toContain('850717300014');
  });

  test.each(EACH)(
    '%s holds every Kazakh letter and the longest names, and nothing leaves the page (%s)',
    async (kind, locale) => {
      const part = `${KAZAKH}${KAZAKH.toLowerCase()}-${'Ғ'.repeat(15)}`;
      const paper = papersOf(named(part)).find((each) => each.kind === kind);
      if (paper === undefined) throw new Error(`no ${kind}`);
      const { pages, text } = await read(paper, locale);
      expect(text).toContain(flat(`${part} ${part} ${part}`));
      expect(pages.length).toBeLessThanOrEqual(2);
      for (const { width, pieces } of pages)
        for (const piece of pieces) {
          expect(piece.left, piece.text).toBeGreaterThanOrEqual(MARGIN - 0.5);
          expect(piece.right, piece.text).toBeLessThanOrEqual(width - MARGIN + 0.5);
        }
    },
  );

  test.each(PAPERS.map((paper) => [paper.kind, paper] as const))(
    '%s travels as a flat record, and its QR code binds number and facts',
    (_kind, paper) => {
      expect(DocumentRecordSchema.parse(JSON.parse(JSON.stringify(paper)))).toEqual(paper);
      const slip = checkSlip(paper.qr, keys.publicKey);
      expect(slip.ok && slip.value).toMatchObject({
        uuid: record.uuid,
        number: paper.facts.number,
        hash: hashFacts(paper.facts),
      });
    },
  );

  test('is the same file whenever it is printed again', async () => {
    for (const paper of PAPERS.slice(0, 2)) {
      const [first, again] = [await renderDocument(paper, 'kk'), await renderDocument(paper, 'kk')];
      expect(Buffer.from(again).equals(Buffer.from(first)), paper.kind).toBe(true);
    }
  });
});

describe('the referral', () => {
  test('without an EDS of the authority has no words of the law, though the parent signed the choice', async () => {
    const { text } = await read(draw({ eds: null }), 'kk');
    expect(text).not.toContain(flat(LAW.kk));
    expect(text).toContain('56d1a0f3c2b4e6980712345678abcdef90123456');
  });

  const draw = (change: Partial<typeof contexts.referral>, of = application) =>
    paperOf('referral', '2026-03-06T05:10:12.345Z', referralFacts(of, { ...contexts.referral, ...change }));

  test('once extended names the new day and no further extension', async () => {
    const referral = { ...contexts.referral.referral, extended: true, validUntil: '2026-04-03' };
    const { text } = await read(draw({ referral }), 'ru');
    expect(text).toContain(flat('до 03.04.2026 включительно: срок направления продлен'));
    expect(text).toContain(flat('продлено; этот день включительно'));
    expect(text).not.toContain(flat('можно один раз продлить'));
  });

  test('asks for the conclusion in a special group, and says free choice', async () => {
    const special = { ...kindergarten, group: { ...kindergarten.group, kind: 'special' as const } };
    const free = { ...contexts.referral.referral, kind: 'free-choice' as const };
    const chosen = await read(
      draw({ kindergarten: special, referral: free, benefit: null }, { ...application, queueClass: 'G' }),
      'ru',
    );
    expect(chosen.text).toContain(flat('заключение ПМПК или врача'));
    expect(chosen.text).toContain(flat('свободный выбор: место, открытое всем детям очереди, общая очередь'));
  });

  test.each(LOCALES)(
    'of a transfer says from where to where, and asks nothing of the family (%s)',
    async (locale) => {
      const moved = { ...contexts.referral.referral, kind: 'transfer' as const };
      const from = { ...kindergarten, group: { ...kindergarten.group, name: '«Ақбота»' } };
      const nothing = { returnUntil: null, extendUntil: null, queueNumber: null, benefit: null } as const;
      const director = { name: 'ДЕМОБАЕВА ҮМІТ', role: 'director' } as const;
      const paper = draw({ ...nothing, referral: moved, from, chosenBy: director, choice: null, eds: null });
      const { text, pages } = await read(paper, locale);
      const { referral, signer } = wordsOf(locale);
      for (const said of [
        referral.groundText.transfer,
        referral.transfer.from,
        '«Ақбота»',
        kindergarten.group.name,
        referral.transfer.enrolled,
        'ДЕМОБАЕВА ҮМІТ',
        capitalise(signer.director),
      ])
        expect(text, said).toContain(flat(said));
      for (const not of [referral.queueAt, referral.bringTitle, referral.tearLine, referral.validUntil])
        expect(text, not).not.toContain(flat(not));
      expect(text).not.toMatch(/стоп|24 (сағат|час)/);
      expect(pages).toHaveLength(1);
    },
  );

  test.each(LOCALES)(
    'to a kindergarten by its full official name keeps the part to be torn off on the same page (%s)',
    async (locale) => {
      const facts = referralFacts(application, {
        ...contexts.referral,
        kindergarten: {
          ...kindergarten,
          name: {
            kk: '«Көкшетау қаласы бойынша білім бөлімі жанындағы «Балдырған-Күншуақ» № 27 бөбекжай-балабақшасы» мемлекеттік коммуналдық қазыналық кәсіпорны',
            ru: 'Государственное коммунальное казенное предприятие «Ясли-сад № 27 «Балдырган-Куншуак» при отделе образования по городу Кокшетау управления образования Акмолинской области»',
          },
        },
        benefit: {
          kk: 'әскери қызметшілердің, оның ішінде қызмет өткеру кезінде қаза тапқан, қайтыс болған немесе хабар-ошарсыз кеткен әскери қызметшілердің балалары',
          ru: 'дети военнослужащих, в том числе погибших, умерших или пропавших без вести во время прохождения службы',
        },
      });
      const { pages } = await readPdf(
        await renderDocument(paperOf('referral', '2026-03-06T05:10:12.345Z', facts), locale),
      );
      expect(pages).toHaveLength(1);
    },
  );

  test('issued before transfers had papers of their own is still drawn', async () => {
    const { fromKk: _kk, fromRu: _ru, fromGroup: _group, ...old } = draw({}).facts;
    const { text } = await read({ ...draw({}), facts: old }, 'kk');
    expect(text).toContain(flat('Ж.2026.000045'));
  });

  test('counts the age group by the school year, which begins in August', async () => {
    const issued = (issuedAt: string) =>
      read(draw({ referral: { ...contexts.referral.referral, issuedAt } }), 'ru');
    expect((await issued('2026-07-31T06:00:00.000Z')).text).toContain(flat('средняя группа (от 3 лет)'));
    expect((await issued('2026-08-03T06:00:00.000Z')).text).toContain(flat('старшая группа (от 4 лет)'));
  });

  test('leaves blanks visible where the kindergarten gave no number, telephone or director', async () => {
    const bare = { ...kindergarten, bin: null, phone: null, director: null };
    const { text } = await read(draw({ kindergarten: bare }), 'ru');
    expect(text.split(flat('не указан')).length).toBeGreaterThan(3);
  });
});

test('a removal names its cause: missed interest, or the office with its reason', async () => {
  const of = (cause: Parameters<typeof removalFacts>[1]['cause']) =>
    paperOf('removal', removedByExpiry.removedAt, removalFacts(application, { ...removedByExpiry, cause }));
  const missed = await read(of({ kind: 'interest', due: '2027-03-02' }), 'ru');
  expect(missed.text).toContain(
    flat('Заинтересованность не подтверждена: это нужно было сделать до конца дня 02.03.2027'),
  );
  const { rule } = wordsOf('kk').removal;
  const moved = await read(of({ kind: 'office', reason: 'departure' }), 'kk');
  expect(moved.text).toContain(flat('бала басқа жерге көшті'));
  expect(moved.text).toContain(flat(rule.anew));
  // Nobody is told to queue anew for a child who has died.
  const died = await read(of({ kind: 'office', reason: 'death' }), 'kk');
  expect(died.text).not.toContain(flat(rule.anew));
  const left = await read(of({ kind: 'office', reason: 'көшіп кетті' }), 'kk');
  expect(left.text).toContain(flat('Білім бөлімінің шешімі: көшіп кетті'));
});

test('a refusal without a hearing date or a detail says what there is, and how to put it right', async () => {
  const context = {
    ...contexts.refusal,
    detail: null,
    rulesPoint: null,
    fix: 'Түпнұсқаны әкеліңіз.',
    hearing: { on: null, result: 'Өтініш беруші тыңдаудан бас тартты.' },
  };
  const { text } = await read(
    paperOf('refusal', contexts.refusal.refusedAt, refusalFacts(application, context)),
    'kk',
  );
  for (const each of ['Түпнұсқаны әкеліңіз.', 'Өтініш беруші тыңдаудан бас тартты.'])
    expect(text).toContain(flat(each));
  expect(text).not.toContain(flat('-тармақ.'));
});

test('the notice of the turn says where to look when no list of places was at hand', async () => {
  const facts = turnFacts(application, { ...contexts['turn-notice'], offered: [], queueNumber: null });
  const { text } = await read(paperOf('turn-notice', contexts['turn-notice'].offeredAt, facts), 'ru');
  expect(text).toContain(flat('Список свободных мест — в личном кабинете'));
});

describe('a receipt', () => {
  test('of an incomplete set refuses the papers, not the service, and lists what is missing', async () => {
    const facts = receiptFacts({
      ...contexts.receipt,
      application: null,
      handed: [],
      missing: ['Свидетельство о рождении', 'Справка\nо льготе'],
      receiver: { name: 'СЫНАҚОВА ДЕМОГҮЛ', role: 'operator' },
    });
    const { text } = await read(paperOf('receipt', contexts.receipt.at, facts), 'ru');
    for (const each of [
      'Расписка об отказе в приеме документов',
      'Это не отказ в государственной услуге',
      'Свидетельство о рождении',
      'Справка о льготе',
      'Оператор',
    ])
      expect(text, each).toContain(flat(each));
    expect(text).not.toContain(flat('30 минут'));
  });

  test('of many papers goes on over the page, with the head of the table again', async () => {
    const handed = Array.from({ length: 60 }, (_, index) => ({
      name: `Құжат ${index + 1}`,
      sheets: 2,
      form: 'copy' as const,
    }));
    const { text, pages } = await read(
      paperOf('receipt', contexts.receipt.at, receiptFacts({ ...contexts.receipt, handed })),
      'kk',
    );
    expect(pages).toHaveLength(2);
    expect(text).toContain(flat('Барлығы: 60 құжат, 120 парақ'));
    expect(text.split(flat('Құжат атауы'))).toHaveLength(3);
  });
});

test('files of referrals have names of Latin letters', () => {
  expect(fileNameOf('referral', 'Ж.2026.000045', 'kk')).toBe('kezek-referral-Zh-2026-000045-kk.pdf');
});
