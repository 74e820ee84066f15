import { describe, expect, it } from 'vitest';
import kk from '../../../assets/notices/kk.json' with { type: 'json' };
import ru from '../../../assets/notices/ru.json' with { type: 'json' };
import { EVENT_KINDS } from '../../../core/domain/application/event.ts';
import { noticeOf, TOLD_KINDS, type ToldKind } from '../../../core/domain/notice.ts';
import { POLICIES, type Policy } from '../../../core/domain/policy.ts';
import { asHtml, templateOf, writeText } from '../../../server/notice/text.ts';

const CHILD = 'Ойдан Ә. Б.';
const NUMBER = 'ОДО.2026.000123';
const SLIP = 'K01A-260302-17';

/** The facts of every kind as the rules give them, in each of its forms, and what of them a letter has to say. */
const TOLD: Readonly<
  Record<
    ToldKind,
    readonly {
      facts: Record<string, string | number>;
      benefit?: boolean;
      order?: Policy['order'];
      says: string[];
    }[]
  >
> = {
  'application-registered': [{ facts: { queueNumber: 1234 }, says: ['1234', '12'] }],
  'benefit-decided': [
    { facts: { benefit: 'P4' }, benefit: true, says: ['расталды', 'подтверждена'] },
    { facts: { benefit: 'P4' }, benefit: false, says: ['расталмады', 'не подтверждена'] },
    ...[true, false].map((benefit) => ({
      ...{ facts: { benefit: 'P4' }, benefit, order: 'category-table' as const },
      says: ['санат нөмірі', 'номер категории'],
    })),
  ],
  'turn-arrived': [{ facts: { chooseBy: '2026-03-06' }, says: ['06.03.2026', '«Балабақшаны таңдау»'] }],
  'offer-lapsed': [{ facts: { chooseBy: '2026-03-06' }, says: ['06.03.2026'] }],
  'offer-withdrawn': [{ facts: {}, says: ['кері алды', 'отозвал'] }],
  'referral-issued': [
    {
      facts: { referral: 'Ж-17', group: 'g1', kind: 'turn', validUntil: '2026-03-10' },
      says: ['Ж-17', '10.03.2026', 'Айгөлек', 'Ромашка', 'Абай к-сі 1', '24', '«Жалпы құжаттар»'],
    },
  ],
  'referral-expired': [
    { facts: { referral: 'Ж-17', until: '2026-03-26' }, says: ['Ж-17', '26.03.2026', 'стоп-тізім'] },
  ],
  'stop-list-ended': [{ facts: {}, says: ['стоп'] }],
  'arrival-refused': [{ facts: { referral: 'Ж-17', reason: 'x' }, says: ['Ж-17', 'себеп', 'причина слов'] }],
  'interest-reminder': [
    { facts: { confirmInterestBy: '2027-03-02' }, says: ['02.03.2027', '«Мүдделілікті растау»'] },
  ],
  'application-removed': [
    { facts: { referral: 'Ж-17', expiries: 2 }, says: ['Ж-17', '2-рет', '3'] },
    { facts: { confirmInterestBy: '2027-03-02' }, says: ['02.03.2027', '3'] },
  ],
  'application-rejected': [{ facts: { ground: 'RJ1' }, says: ['дәлелді бас тарту', 'мотивированный отказ'] }],
  'submission-refused': [{ facts: { label: SLIP }, says: [SLIP] }],
};

const WORDS = {
  kindergarten: { kk: '«Айгөлек»', ru: '«Ромашка»' },
  address: { kk: 'Көкшетау, Абай к-сі 1', ru: 'Көкшетау, Абай к-сі 1' },
  reason: { kk: 'себеп', ru: 'причина словами' },
};

const all = TOLD_KINDS.flatMap((kind) =>
  TOLD[kind].map(({ facts, benefit, order, says }) => {
    const off = kind === 'submission-refused';
    const template = templateOf(kind, facts, benefit ?? false, order);
    const text = writeText(
      {
        ...{ template, facts, words: WORDS, official: !off, child: off ? null : CHILD },
        number: off ? SLIP : NUMBER,
        office: { kk: 'Көкшетау қаласы', ru: 'г. Кокшетау' },
      },
      POLICIES.classic,
    );
    return { kind, template, text, says };
  }),
);

describe('§1.10 Notices: every kind', () => {
  it.each(all)('$template says its facts in Kazakh, then in Russian', ({ text, says, kind }) => {
    for (const each of says) expect(text.letter).toContain(each);
    expect(text.letter.indexOf('Сәлеметсіз бе')).toBe(0);
    expect(text.letter.indexOf('Здравствуйте')).toBeGreaterThan(0);
    expect(text.letter).toContain('Көкшетау қаласы');
    expect(text.letter).toContain('г. Кокшетау');
    const number = kind === 'submission-refused' ? SLIP : NUMBER;
    expect(text.letter).toContain(number);
    for (const short of [text.subject, text.sms]) expect(short.startsWith(`${number}: `)).toBe(true);
    for (const written of [text.subject, text.letter, text.sms])
      expect(written).not.toMatch(/[{}]|undefined/);
  });

  it.each(all)('$template fits into two parts of an SMS and names no child', ({ text }) => {
    expect(text.sms.length).toBeLessThanOrEqual(134);
    expect(text.sms).not.toContain('Ойдан');
    expect(text.sms).not.toMatch(/\d{12}/);
  });

  it.each(all)(
    '$template has no IIN in the letter either, and the child by its initials',
    ({ text, kind }) => {
      expect(text.letter).not.toMatch(/\d{12}/);
      expect(text.letter.includes(CHILD)).toBe(kind !== 'submission-refused');
    },
  );

  it('has every template in use, the same in both languages', () => {
    const used = new Set(all.map(({ template }) => template));
    expect(new Set(Object.keys(kk.notices))).toEqual(used);
    expect(new Set(Object.keys(ru.notices))).toEqual(used);
  });

  it('keeps the numbers of the rules out of the templates: they are those of the policy', () => {
    for (const texts of [kk.notices, ru.notices])
      for (const { subject, text, sms } of Object.values(texts))
        expect(`${subject} ${text} ${sms}`.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/\d/);
  });

  it('throws rather than send a letter with a hole', () => {
    const bare = { facts: {}, words: {}, number: NUMBER, official: true, child: CHILD };
    const office = { kk: '', ru: '' };
    expect(() => writeText({ ...bare, template: 'turn-arrived', office }, POLICIES.classic)).toThrow(
      /chooseBy/,
    );
  });
});

describe('R2: open places', () => {
  it('are announced by no event, and no template speaks of one to be taken', () => {
    const silent = EVENT_KINDS.filter((event) => noticeOf(event) === null);
    expect(silent).toEqual(
      expect.arrayContaining([
        'referral-cancelled',
        'application-withdrawn',
        'removed-by-office',
        'arrival-marked',
      ]),
    );
    expect(TOLD_KINDS.filter((kind) => kind.includes('open') || kind.includes('free'))).toEqual([]);
  });
});

describe('the letter as HTML', () => {
  it('cannot be made to carry markup by a name', () => {
    const html = asHtml('Айгөлек <script>alert(1)</script> & "тағы"\n\nЕкінші');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;тағы&quot;');
    expect(html).not.toContain('<script>');
    expect(html.match(/<p>/g)).toHaveLength(2);
  });
});
