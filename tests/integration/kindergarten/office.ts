/** A district with two kindergartens, its director, head and region, over a real server and PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { toIso } from '../../../core/domain/instant.ts';
import type { Command as QueueCommand } from '../../../core/domain/queue/command.ts';
import type { Role } from '../../../core/domain/status.ts';
import type { Command } from '../../../core/protocol/command.ts';
import type { MutationResult } from '../../../core/protocol/replication.ts';
import { importKindergartens } from '../../../server/kindergarten/import.ts';
import { grantRole } from '../../../server/person/grant.ts';
import { runCommand } from '../../../server/queue/command.ts';
import { BY_ITSELF } from '../../../server/queue/origin.ts';
import { demoKindergartens } from '../../simulators/demo-kindergartens.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { rulesOf } from '../../unit/domain/story.ts';
import { type DeskClient, good, type SignedIn } from '../server/desk-client.ts';
import { formOfInvented, SCAN, SCAN_HASH } from '../server/forms.ts';
import { openTheatre, type Stage, type Theatre } from '../server/stage.ts';

/** The demo director's kindergarten, and another one of the same district. */
export const OWN = 'demo-kindergarten-1';
export const OTHER = 'demo-kindergarten-2';
/** A group of children of the year in which the invented ones were born. */
export const GROUP = `${OWN}-2023-kk`;
export const GROUP_RU = `${OWN}-2023-ru`;

export type GardenOffice = {
  readonly stage: Stage;
  readonly desk: DeskClient;
  signIn(person: string): Promise<SignedIn>;
  grant(person: string, role: Role, where: { district?: string; kindergarten?: string }): Promise<void>;
  /** Gives a command; `done`, or the code of the refusal. */
  give(session: SignedIn, command: Command): Promise<string>;
  refusal(session: SignedIn, command: Command): Promise<object | undefined>;
  /** Files the n-th invented child; gives its application. */
  file(n: number): Promise<string>;
  /** What somebody else does in the queue meanwhile. */
  queue(command: QueueCommand): Promise<string>;
  empty(): Promise<void>;
  close(): Promise<void>;
};

export async function openGardenOffice(): Promise<GardenOffice> {
  const theatre: Theatre = await openTheatre();
  const stage = await theatre.openStage();
  const { db } = stage.database;
  await stage.grantOperator('operator');
  const desk = await stage.desk();
  await db.transaction().execute((trx) => importKindergartens(trx, demoKindergartens(2026), 0));
  let operator: SignedIn | undefined;
  let mutations = 0;
  const push = async (session: SignedIn, command: Command): Promise<MutationResult> => {
    mutations += 1;
    const args = {
      ...{ uuid: randomUUID(), command, attachments: [], signedXml: null, signer: null, consent: null },
      deskTime: toIso(stage.now()),
      clockOffsetMs: 0,
    };
    const [result] = await desk.push({
      ...{ id: mutations, uuid: args.uuid, session: session.id, at: toIso(stage.now()) },
      mutation: { name: 'command', args },
    });
    if (result === undefined) throw new Error('The server left a command without an answer');
    return result;
  };
  return {
    stage,
    desk,
    signIn: (person) => desk.signIn(person),
    grant: async (person, role, { district = null, kindergarten = null }) => {
      await grantRole(db, { iin: demoPerson(person).iin, role, district, kindergarten }, stage.now());
    },
    give: async (session, command) => {
      const result = await push(session, command);
      return result.outcome === 'done' ? 'done' : result.failure.code;
    },
    refusal: async (session, command) => {
      const result = await push(session, command);
      return result.outcome === 'refused' ? result.failure : undefined;
    },
    file: async (n) => {
      operator ??= await desk.signIn('operator');
      await desk.put(SCAN_HASH, SCAN);
      const form = formOfInvented('synaqova-mother', n);
      mutations += 1;
      const sent = await desk.submission({ form, key: 'synaqova-mother', session: operator, id: mutations });
      const [result] = await desk.push(sent);
      if (result?.outcome !== 'done') throw new Error(JSON.stringify(result));
      return form.children[0]?.uuid ?? '';
    },
    queue: async (command) => {
      const done = await runCommand({ db, rules: rulesOf(), now: stage.now }, command, BY_ITSELF);
      return done.ok ? 'done' : done.error;
    },
    empty: async () => {
      await db.deleteFrom('notice').execute();
      await db
        .updateTable('application')
        .set({
          ...{ referral_number: null, status: 'withdrawn', choose_by: null },
          ...{ deadline_at: null, deadline_kind: null },
        })
        .execute();
      await db.deleteFrom('referral').execute();
      await db.deleteFrom('place').execute();
      await db.deleteFrom('kindergarten_log').execute();
      await db.updateTable('kindergarten').set({ closed_at: null }).execute();
      await stage.emptyQueue();
    },
    close: async () => {
      await stage.close();
      await theatre.close();
    },
  };
}

/** What a director and a head say to the kindergarten of the director. */
export const publish = (places: number, group = GROUP): Command => ({ do: 'publishPlaces', group, places });
export const withdraw = (places: number, group = GROUP): Command => ({
  ...{ do: 'withdrawPlaces', group, places, reason: 'Қате жарияланған' },
});
export const group = (changed: Partial<Extract<Command, { do: 'saveGroup' }>> = {}): Command => ({
  ...{ do: 'saveGroup', kindergarten: OWN, group: GROUP, name: '«Құлыншақ»', kind: 'general' },
  ...{ birthYear: 2023, language: 'kk', capacity: 25, enrolledOtherwise: 0 },
  ...changed,
});
export const close = {
  ...{ do: 'closeKindergarten', kindergarten: OWN, reason: 'Жөндеу', endPlaces: false },
} as const satisfies Command;
export const reopen: Command = { do: 'reopenKindergarten', kindergarten: OWN, reason: 'Жөндеу бітті' };

/** That kindergarten with its groups, as somebody sees it. */
export const groupsSeen = async ({ desk }: GardenOffice, session: SignedIn) =>
  good(await desk.call('kindergarten.groups', { kindergarten: OWN }, { session: session.token }));
