import type { Command } from '../../../core/domain/queue/command.ts';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { ChosenPlace } from '../../../core/protocol/place.ts';
import type { MutationResult } from '../../../core/protocol/replication.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { runCommand } from '../../../server/queue/command.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { lastCode } from '../../simulators/sms/code.ts';
import { rulesOf } from '../../unit/domain/story.ts';
import { type CommandOrder, type DeskClient, good, type SignedIn } from './desk-client.ts';
import { formOfInvented, SCAN, SCAN_HASH } from './forms.ts';
import { KOKSHETAU, openTheatre, QOSSHY, type Stage, type Theatre } from './stage.ts';

/** A child that was filed here. */
export type Filed = { readonly uuid: string; readonly number: string };

export const GROUP = 'group-near';
export const KINDERGARTEN = 'test-near';
/** The group in the words in which it is chosen. */
export const PLACE: ChosenPlace = {
  kindergarten: { kk: 'Сынақ балабақшасы', ru: 'Проверочный детский сад' },
  address: 'Көкшетау, Тест көшесі, 1',
  group: '«Күншуақ»',
  birthYear: 2023,
  language: 'kk',
};
/** A parent chooses the place of that group. */
export const choosing = ({ uuid }: Filed, place = PLACE) =>
  ({ do: 'choosePlace', application: uuid, group: GROUP, place }) as const;

/** What tests of commands work with: a desk with its staff, a kiosk, a kindergarten with places. */
export type CommandStage = {
  readonly theatre: Theatre;
  readonly stage: Stage;
  readonly desk: DeskClient;
  readonly kiosk: DeskClient;
  readonly staff: Readonly<Record<'operator' | 'operator-two' | 'moderator' | 'head' | 'director', SignedIn>>;
  /** Empties the queue and signs the staff in again. */
  begin(): Promise<void>;
  /** A child born on 17 May 2023, filed for this parent at the desk. */
  file(parent?: string): Promise<Filed>;
  /** A command of the rules alone, whoever may give it. */
  rule(command: Command): Promise<void>;
  /** Gives a command at a desk; `done`, or why not. */
  give(
    order: CommandOrder,
    at?: DeskClient,
  ): Promise<'done' | { readonly code: string; readonly field?: string }>;
  /** The parent's consent by code to an operator of the desk. */
  consentOf(parent: string, session?: SignedIn): Promise<Consent>;
  statusOf(filed: Filed): Promise<string>;
  close(): Promise<void>;
};

export async function openCommandStage(): Promise<CommandStage> {
  const theatre = await openTheatre();
  // Clocks are set here and there: when deadlines act is the test's to say.
  const stage = await theatre.openStage({ runsDeadlines: false });
  const { db } = stage.database;
  await stage.grantOperator('operator');
  await stage.grantOperator('operator-two');
  await stage.grantOperator('operator-qosshy', QOSSHY);
  for (const role of ['moderator', 'head'] as const) {
    const { iin } = demoPerson(role);
    await grantRole(db, { iin, role, district: KOKSHETAU, kindergarten: null }, stage.now());
  }
  const director = { iin: demoPerson('director').iin, role: 'director' as const };
  await grantRole(db, { ...director, district: null, kindergarten: KINDERGARTEN }, stage.now());
  await furnish(stage);
  const desk = await stage.desk();
  const kiosk = await stage.desk(KOKSHETAU, 'kiosk');
  const signedIn = async (): Promise<CommandStage['staff']> => ({
    operator: await desk.signIn('operator'),
    'operator-two': await desk.signIn('operator-two'),
    moderator: await desk.signIn('moderator'),
    head: await desk.signIn('head'),
    director: await desk.signIn('director'),
  });
  let staff = await signedIn();
  let children = 0;
  const said = (result: MutationResult | undefined) =>
    result?.outcome === 'refused' ? withoutFacts(result.failure) : 'done';
  return {
    theatre,
    stage,
    desk,
    kiosk,
    get staff() {
      return staff;
    },
    async begin() {
      await db.deleteFrom('notice').execute();
      await db.deleteFrom('consent').execute();
      await db.updateTable('application').set({ referral_number: null, status: 'withdrawn' }).execute();
      for (const table of ['referral', 'place'] as const) await db.deleteFrom(table).execute();
      await stage.emptyQueue();
      await db.deleteFrom('one_time_code').execute();
      await db.updateTable('kindergarten').set({ closed_at: null }).execute();
      theatre.sms.clear();
      await desk.put(SCAN_HASH, SCAN);
      staff = await signedIn();
    },
    async file(parent = 'synaqova-mother') {
      children += 1;
      const form = formOfInvented(parent, children);
      const [result] = await desk.push(await desk.submission({ form, key: parent, session: staff.operator }));
      if (result?.outcome !== 'done') throw new Error(JSON.stringify(result));
      const [filed] = result.data.applications;
      if (filed === undefined) throw new Error('Nothing was filed');
      return filed;
    },
    async rule(command) {
      const origin = { name: '', desk: null, paper: () => fail('nothing is filed here') };
      const done = await runCommand({ db, rules: rulesOf('classic'), now: stage.now }, command, origin);
      if (!done.ok) throw new Error(done.error);
    },
    async give(order, at = desk) {
      const [result] = await at.push(await at.command(order));
      if (result === undefined) throw new Error('The server did not answer the command');
      return said(result);
    },
    async consentOf(parent, session = staff.operator) {
      const { iin, phone } = demoPerson(parent);
      const with_ = { session: session.token };
      const request = { iin, phone: phone ?? '', locale: 'kk' };
      const { ticket } = good(await desk.call('requestConsent', request, with_));
      const code = lastCode(theatre.sms.inbox());
      const { consent } = good(await desk.call('enterConsent', { ticket, code }, with_));
      return { means: 'code', id: consent };
    },
    async statusOf({ uuid }) {
      const { status } = await db
        .selectFrom('application')
        .select('status')
        .where('uuid', '=', uuid)
        .executeTakeFirstOrThrow();
      return status;
    },
    async close() {
      await stage.close();
      await theatre.close();
    },
  };
}

async function furnish({ database: { db } }: Stage): Promise<void> {
  await db
    .insertInto('kindergarten')
    .values({
      ...{ id: KINDERGARTEN, district: KOKSHETAU, bin: null, director: null, kind: 'kindergarten' },
      ...{ name_kk: 'Сынақ балабақшасы', name_ru: 'Проверочный детский сад', settlement: 'Көкшетау' },
      ...{ address: 'Тест көшесі, 1', phone: '+77162000000', latitude: null, longitude: null },
    })
    .execute();
  await db
    .insertInto('kindergarten_group')
    .values({
      ...{ id: GROUP, kindergarten: KINDERGARTEN, kind: 'general', birth_year: 2023 },
      ...{ language: 'kk', name: '«Күншуақ»', capacity: 6 },
    })
    .execute();
}

function withoutFacts({ code, field }: { readonly code: string; readonly field?: string | undefined }) {
  return field === undefined ? { code } : { code, field };
}

function fail(text: string): never {
  throw new Error(text);
}
