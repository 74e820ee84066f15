import { describe, expect, it } from 'vitest';
import { JOURNAL_SORTS } from '../../../core/protocol/journal.ts';
import { COLUMNS, NAMING_COLUMN, shownColumns } from '../../../renderer/features/journal/journal-columns.ts';
import { WORDS } from '../../../renderer/locale/words.ts';

describe('the columns of the journal', () => {
  it('are those of seed 004, in its order', () => {
    expect(COLUMNS.map(({ id }) => WORDS.ru.journal.column[id])).toEqual([
      'ID',
      'Номер',
      'ФИО ребенка',
      'ИИН ребенка',
      'ФИО заявителя',
      'Дата подачи',
      'Статус',
      'Категория льготности',
      'Дата рождения',
      'Год',
      'Категория очереди',
      'Вид направления',
      'Осталось дней направления',
      'Возраст',
      'Номер очереди',
      'Населённый пункт',
    ]);
  });

  it('are what the core sorts by, every one', () => {
    expect(COLUMNS.map(({ id }) => id).toSorted()).toEqual(JOURNAL_SORTS.toSorted());
  });

  it('keep the child’s name whatever is hidden, and their order', () => {
    expect(shownColumns(COLUMNS.map(({ id }) => id)).map(({ id }) => id)).toEqual([NAMING_COLUMN]);
    expect(shownColumns(['id', 'number']).map(({ id }) => id)).toEqual(
      COLUMNS.map(({ id }) => id).filter((id) => id !== 'id' && id !== 'number'),
    );
  });
});
