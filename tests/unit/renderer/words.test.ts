import { describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../../core/domain/failure.ts';
import { POLICIES, POLICY_NAMES } from '../../../core/domain/policy.ts';
import { LOCALES } from '../../../core/domain/wording.ts';
import { FAILURE_WORDS, WORDS } from '../../../renderer/locale/words.ts';

/** Every text with its path, lists included. */
function texts(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no text`);
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}

/** The facts a text takes, e.g. `number` of `{{number}}`. */
function facts(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
}

const kazakh = new Map(texts(WORDS.kk));

describe('the words of the interface', () => {
  it.each(LOCALES)('are all there in %s, and none is empty', (locale) => {
    const words = new Map(texts(WORDS[locale]));
    expect([...words.keys()].toSorted()).toEqual([...kazakh.keys()].toSorted());
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('write е for ё in Russian, as the manuals do; «населённый» alone keeps it', () => {
    expect(texts(WORDS.ru).filter(([, text]) => /ё/i.test(text.replace(/населённ/gi, '')))).toEqual([]);
  });

  it.each(LOCALES)('say the same facts in %s as in Kazakh', (locale) => {
    const different = texts(WORDS[locale]).filter(
      ([path, text]) => facts(text).join() !== facts(kazakh.get(path) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it.each(LOCALES)('answer every failure in %s with what happened and what to do next', (locale) => {
    const words: Readonly<Record<string, unknown>> = FAILURE_WORDS[locale];
    expect(FAILURE_CODES.filter((code) => words[code] === undefined)).toEqual([]);
  });

  it('are free of the manuals’ misprints (domain.md §2.1)', () => {
    for (const locale of LOCALES)
      for (const [path, text] of texts(WORDS[locale]))
        expect(text, path).not.toMatch(/NSALayer|ИПИН|БМУ|бұзат|\bTAG\b|akmolа/);
  });
});

describe('§1.11 Required: the Algorithm', () => {
  it.each(LOCALES)('says in %s the rules of the preset in force, with its numbers', (locale) => {
    const { rules } = WORDS[locale].application.algorithm;
    for (const name of POLICY_NAMES) {
      const { offerWorkingDays, referralWorkingDays, stopListWorkingDays, interestMonths } = POLICIES[name];
      const text = rules[name].join('\n');
      for (const number of [offerWorkingDays, referralWorkingDays, stopListWorkingDays, interestMonths])
        expect(text, name).toMatch(new RegExp(`(^|\\D)${number} (рабоч|жұмыс|working|месяц|ай|month)`, 'm'));
    }
    expect(rules.classic.join()).toContain('1 : 3');
    expect(rules.voucher2025.join()).not.toContain('1 : 3');
    expect(rules.voucher2025.join()).not.toMatch(/(^|\D)3 (рабоч|жұмыс|working)/);
  });
});

describe('§1.11 Labels: the words of the manuals', () => {
  const { application, start } = WORDS.kk;
  const russian = WORDS.ru;

  it('stand verbatim where a parent is warned', () => {
    expect(WORDS.kk['sign-in'].warning).toBe(
      'Жүйеде тіркеу және авторизациялау кезінде үшінші тұлғаның есептік деректерін заңсыз пайдалану ҚР заңнамасына сәйкес жауапкершілікке әкеп соғады.',
    );
    expect(russian['sign-in'].warning).toBe(
      'Неправомерное использование учетных данных третьего лица при регистрации и авторизации в системе влечет ответственность в соответствии с законодательством РК',
    );
    expect(WORDS.kk['sign-in'].code.bmg).toBe(
      'Бір реттік код арқылы Жүйеге кіру үшін бұл телефон нөмірі мен ЖСН Мобильді МАБ тіркелген болуы қажет!',
    );
    expect(russian['sign-in'].code.bmg).toBe(
      'Для авторизации по одноразовому коду необходимо чтобы этот номер и ИИН был привязан в БМГ!',
    );
    expect(application.upload.quality).toBe(
      'Барлық құжаттардың сапалы көшірмелерін ғана жүктеу қажет. Дұрыс емес (оқылмайтын) құжаттар жүктелген жағдайда, Сіздің мектепке дейінгі ұйымға қабылдау туралы өтінішіңіз мақұлданбайды',
    );
    expect(russian.application.upload.quality).toBe(
      'Необходимо прикладывать только качественные копии всех документов. В случае вложения некорректных (нечитаемых) документов, Вам будет отказано в зачислении в дошкольную организацию',
    );
    expect(application.applicant.registrationRule).toBe(
      'Өтініш беру үшін тұрақты немесе уақытша тұрғылықты жері бойынша тіркеу міндетті.',
    );
    expect(russian.application.applicant.registrationRule).toBe(
      'Для подачи заявки обязательна постоянная или временная прописка.',
    );
    expect(application.applicant.contactsNote).toBe(
      'Өтінішті берген кезде өзекті байланыс деректерін (ұялы телефон нөмірі, электрондық пошта) көрсету қажет. Көрсетілген электрондық пошта мен телефон нөміріне хабарлама жіберіледі',
    );
  });

  it('name the screens and buttons as the manuals do', () => {
    expect(start.enter).toBe('Жүйеге кіру');
    expect(russian.start.enter).toBe('Войти в систему');
    expect(start.instructions.title).toBe('Нұсқаулықтар');
    expect(start.arrival.title).toBe('Баланың келуін белгілеу');
    expect(WORDS.kk['sign-in'].tab).toEqual({ eds: 'ЭЦҚ', code: 'Бір реттік құпия сөз' });
    expect(russian['sign-in'].tab).toEqual({ eds: 'ЭЦП', code: 'Одноразовый пароль' });
    expect(WORDS.kk['sign-in'].code.phone).toBe('Телефон нөмірі');
    expect(russian['sign-in'].code.phone).toBe('Номер телефона');
    expect(WORDS.kk['sign-in'].choose).toBe('Сертификатты таңдаңыз');
    expect(russian['sign-in'].choose).toBe('Выберите сертификат');
    expect(WORDS.kk.common.storage.PKCS12).toBe('Сіздің компьютеріңіз');
    expect(WORDS.kk.cabinet.form.title).toBe('Жалпы білім беру кезегіне қоюға өтініш формасы');
    expect(russian.cabinet.journal.title).toBe('Журнал заявлений на постановку на очередь');
    expect(application.review.submit).toBe('Кезекке тұру');
    expect(russian.application.review.submit).toBe('Встать в очередь');
    expect(application.success.text).toBe('Балаңыз кезекке {{number}} нөмірімен сәтті тұрды');
    expect(russian.application.success.text).toBe(
      'ВАШ РЕБЕНОК УСПЕШНО ВСТАЛ В ОЧЕРЕДЬ ПОД НОМЕРОМ {{number}}',
    );
    expect(russian.application.success.download).toBe('Скачать документ о регистрации');
  });
});
