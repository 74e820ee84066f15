import { expect, test } from 'vitest';
import type { Command } from '../../../core/protocol/command.ts';
import { commandText } from '../../../core/protocol/command-wording.ts';

const choice: Command = {
  ...{ do: 'choosePlace', application: '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d', group: 'g-7-2023-kk' },
  place: {
    kindergarten: { kk: '«Үлгі» балабақшасы', ru: 'Детский сад «Пример»' },
    ...{ address: 'Көкшетау, Сынақ көшесі, 1', group: '«Бота»', birthYear: 2023, language: 'mixed' },
  },
};
const NUMBER = 'ОДО.2026.000017';

test.each([
  ['kk', ['«Үлгі» балабақшасы', '«Бота», 2023 жылғы балалар', 'оқыту тілі: аралас']],
  ['ru', ['Детский сад «Пример»', '«Бота», дети 2023 года рождения', 'язык обучения: смешанный']],
  ['en', ['«Үлгі» балабақшасы', 'born in 2023', 'language: mixed']],
] as const)('a chosen place is signed in words (%s)', (locale, said) => {
  const text = commandText(choice, NUMBER, locale);
  for (const each of [NUMBER, 'Көкшетау, Сынақ көшесі, 1', ...said]) expect(text).toContain(each);
  expect(text).not.toMatch(/\{\{|g-7-2023|undefined/);
});

test('days are written as people here write them', () => {
  const { application } = choice;
  expect(commandText({ do: 'extendReferral', application, until: '2026-12-01' }, NUMBER, 'kk')).toContain(
    '01.12.2026',
  );
});
