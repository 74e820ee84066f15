/** A place is chosen in the words that the parent reads and signs; what is not so any more is not chosen (R4, domain.md §1.11). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChosenPlace } from '../../../core/protocol/place.ts';
import { type CommandStage, choosing, type Filed, GROUP, openCommandStage, PLACE } from './command-stage.ts';
import { good, type SignedIn } from './desk-client.ts';
import { saysWhatToDo, untouched } from './untouched.ts';

const MOTHER = 'synaqova-mother';

let on: CommandStage;
let child: Filed;
let mother: SignedIn;

beforeAll(async () => {
  on = await openCommandStage();
});
afterAll(() => on.close());
beforeEach(async () => {
  await on.begin();
  await db()
    .updateTable('kindergarten')
    .set({ name_kk: PLACE.kindergarten.kk, address: 'Тест көшесі, 1' })
    .execute();
  await db().updateTable('kindergarten_group').set({ name: PLACE.group }).execute();
  child = await on.file();
  mother = await on.kiosk.signIn(MOTHER);
  await on.rule({ do: 'publishPlaces', group: GROUP, places: 1, by: 'whoever-may' });
});

const db = () => on.stage.database.db;
const signed = (place: ChosenPlace = PLACE) => ({
  ...{ command: choosing(child, place), session: mother, key: MOTHER, number: child.number },
});
/** Nothing was done: the offer stands, no place is taken, no paper and no command were kept. */
async function nothingDone(): Promise<void> {
  expect(await on.statusOf(child)).toBe('notified');
  const places = await db().selectFrom('place').select('state').execute();
  expect(places).toEqual([{ state: 'offered' }]);
  const papers = await db().selectFrom('document').select('kind').where('kind', '=', 'referral').execute();
  expect(papers).toEqual([]);
  const kept = await db().selectFrom('command').select('uuid').where('name', '=', 'choosePlace').execute();
  expect(kept).toEqual([]);
}

describe('what the parent signs', () => {
  it('names kindergarten, address, group, year and language in plain words, never a code', async () => {
    expect(await on.give(signed(), on.kiosk)).toBe('done');
    const { uuid } = await db()
      .selectFrom('command')
      .select('uuid')
      .where('name', '=', 'choosePlace')
      .executeTakeFirstOrThrow();
    const { xml } = good(await on.kiosk.call('command.signed', { uuid }, { session: mother.token }));
    const text = /<text>([^<]*)<\/text>/.exec(xml)?.[1] ?? '';
    for (const said of [
      child.number,
      'Сынақ балабақшасы',
      'Көкшетау, Тест көшесі, 1',
      '«Күншуақ»',
      '2023 жылғы балалар',
      'оқыту тілі: қазақ',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain(GROUP);
    // The referral names what was chosen.
    const { facts } = await db()
      .selectFrom('document')
      .select('facts')
      .where('kind', '=', 'referral')
      .executeTakeFirstOrThrow();
    expect(facts).toMatchObject({
      ...{ kindergartenKk: PLACE.kindergarten.kk, kindergartenRu: PLACE.kindergarten.ru },
      ...{ address: PLACE.address, group: PLACE.group, groupLanguage: 'kk' },
    });
  });

  it('is refused where its words are not those of the command', async () => {
    const text = `${child.number} өтініші бойынша балабақшадағы орынды таңдау: Басқа балабақша.`;
    expect(await on.give({ ...signed(), signed: { text } }, on.kiosk)).toEqual({ code: 'content' });
    await nothingDone();
  });
});

describe('what the group is by now', () => {
  const others: readonly (readonly [string, ChosenPlace])[] = [
    ['another kindergarten’s name', { ...PLACE, kindergarten: { kk: 'Басқа балабақша', ru: 'Другой сад' } }],
    ['another name in Russian alone', { ...PLACE, kindergarten: { ...PLACE.kindergarten, ru: 'Другой' } }],
    ['another address', { ...PLACE, address: 'Көкшетау, Басқа көше, 2' }],
    ['another group', { ...PLACE, group: '«Ақбота»' }],
    ['another language', { ...PLACE, language: 'ru' }],
    ['another year', { ...PLACE, birthYear: 2022 }],
  ];
  it.each(others)('is compared with what was signed: %s is refused', async (_, place) => {
    expect(await untouched(db(), () => on.give(signed(place), on.kiosk))).toEqual({ code: 'place-changed' });
    saysWhatToDo('place-changed');
    await nothingDone();
  });

  it('renamed while the parent was signing, it is chosen only after the new name was read and signed', async () => {
    await db().updateTable('kindergarten').set({ name_kk: 'Жаңа атау' }).execute();
    expect(await on.give(signed(), on.kiosk)).toEqual({ code: 'place-changed' });
    await nothingDone();
    const read = { ...PLACE, kindergarten: { ...PLACE.kindergarten, kk: 'Жаңа атау' } };
    expect(await on.give(signed(read), on.kiosk)).toBe('done');
    expect(await on.statusOf(child)).toBe('referred');
  });

  it('where the rules refuse as well, theirs is the answer', async () => {
    await on.rule({ do: 'withdraw', application: child.uuid, by: 'whoever-may' });
    const other = { ...PLACE, group: '«Ақбота»' };
    expect(await on.give(signed(other), on.kiosk)).toEqual({ code: 'wrong-status' });
  });

  it('a consent to the old words is not used up by the refusal', async () => {
    const consent = await on.consentOf(MOTHER);
    const order = (place: ChosenPlace) => ({
      ...{
        ...signed(place),
        session: on.staff.operator,
        key: 'operator',
        signer: 'operator' as const,
        consent,
      },
    });
    expect(await on.give(order({ ...PLACE, group: '«Ақбота»' }))).toEqual({ code: 'place-changed' });
    expect(await on.give(order(PLACE))).toBe('done');
  });

  it('closed meanwhile, it has no place for anybody', async () => {
    await db()
      .updateTable('kindergarten')
      .set({ closed_at: new Date(on.stage.now()) })
      .execute();
    expect(await on.give(signed(), on.kiosk)).toEqual({ code: 'no-free-place' });
    await nothingDone();
  });
});
