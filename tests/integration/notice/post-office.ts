/** The queue with its families, the two gateways, and a clock that the test moves. */
import { sql } from 'kysely';
import type { Instant } from '../../../core/domain/instant.ts';
import { POLICIES } from '../../../core/domain/policy.ts';
import type { Command } from '../../../core/domain/queue/command.ts';
import { type Office, openOffice, originOf, receiveForm } from '../../../scripts/kezek/scenario/office.ts';
import { openTemporaryDatabase } from '../../../scripts/kezek/scenario/temporary-database.ts';
import { executeDeadlines } from '../../../server/deadline/execute.ts';
import { callList } from '../../../server/notice/call-list.ts';
import { noticeLog } from '../../../server/notice/log.ts';
import { createMailGateway } from '../../../server/notice/mail.ts';
import { followSent, type Sending, sendDue } from '../../../server/notice/send.ts';
import { createSmsGateway } from '../../../server/notice/sms.ts';
import { runCommand, runCommandWithin } from '../../../server/queue/command.ts';
import { inTransaction, type ServerQueue } from '../../../server/queue/play.ts';
import { loadDistricts } from '../../../server/reference/districts.ts';
import { startSms } from '../../simulators/sms/index.ts';
import { startSmtp } from '../../simulators/smtp/index.ts';
import { at, childIin, PARENT, rulesOf } from '../../unit/domain/story.ts';
import { emptyStage } from '../queue/empty.ts';

export const HERE = '111000000';
const by = 'whoever-may' as const;

/** How a family of a test can be reached. */
export type Contacts = {
  readonly phone?: string;
  readonly additionalPhone?: string | null;
  readonly email?: string | null;
  readonly additionalEmail?: string | null;
};

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;

/** Starts the database and both gateways; `reset` begins a new story at 09:30 of a Monday. */
export async function openPostOffice() {
  const database = await openTemporaryDatabase(undefined, 8);
  const sms = await startSms();
  const smtp = await startSmtp();
  let now: Instant = 0;
  let office: Office;
  let children = 0;
  const clock = () => now;
  const queue: ServerQueue = { db: database.db, rules: rulesOf(), now: clock };
  const mail = (wait: number) =>
    createMailGateway(smtp.url, {
      ...{ dnsTimeout: wait, connectionTimeout: wait, greetingTimeout: wait, socketTimeout: wait },
    });
  /** What a server process has of its own: its gateways, with their breakers. */
  const process = (more: Partial<Sending> = {}): Sending => ({
    ...{ db: database.db, now: clock, policy: POLICIES.classic, districts: loadDistricts() },
    sms: createSmsGateway(sms.url, clock),
    mail: mail(10_000),
    ...more,
  });
  let first = process();
  const run = async (command: Command) => {
    const done = await runCommand(queue, command, originOf(office, null));
    if (!done.ok) throw new Error(done.error);
  };

  return {
    db: database.db,
    sms,
    smtp,
    queue,
    /** A client of the mail server that waits so long, in ms. */
    mail,
    process,
    run,
    now: clock,
    /** Sets the clock, and lets the deadlines act that fell due. */
    async goTo(moment: string) {
      now = at(moment);
      await executeDeadlines(queue, now);
    },
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    async reset() {
      now = at('2026-03-02 09:30');
      children = 0;
      first = process();
      await emptyStage(database.db);
      sms.clear();
      smtp.clear();
      sms.behaviour.reset();
      smtp.behaviour.reset();
      const group = { birthYear: 2022, language: 'kk' as const, kind: 'general' as const };
      office = await openOffice(database.db, {
        start: now,
        kindergartens: [{ id: 'k1', district: HERE, groups: [{ ...group, id: 'g1', capacity: 25 }] }],
      });
    },
    /** A family files; gives its application. What is told of that has gone out already. */
    async file(contacts: Contacts = {}): Promise<string> {
      children += 1;
      const id = uuid(children);
      const filing = {
        ...{ form: uuid(children + 1_000_000), district: HERE, kind: 'general' as const, applicant: PARENT },
        ...{ benefit: null, nonResident: false, registered: true },
        children: [{ id, iin: childIin('2022-05-05', children) }],
      };
      await inTransaction(queue.db, async (trx) => {
        await receiveForm(trx, office, filing.form, now);
        const origin = originOf(office, { filing, language: 'kk', now });
        const command: Command = { do: 'apply', by, filedAt: null, movesFrom: null, filing };
        const done = await runCommandWithin(trx, queue, command, origin);
        if (!done.ok) throw new Error(done.error);
        return done;
      });
      await this.setContacts(id, {
        ...{ phone: '+77010000001', additionalPhone: null },
        ...{ email: 'family@demo.kezek.example', additionalEmail: null },
        ...contacts,
      });
      return id;
    },
    async setContacts(id: string, contacts: Contacts) {
      const name = { surname: 'Ойдан', name: 'Әсел', patronymic: 'Бекқызы' };
      await sql`update application set form = jsonb_set(jsonb_set(form, '{applicant}',
          form -> 'applicant' || ${JSON.stringify({ ...contacts, name })}::jsonb), '{children,0,name}',
          ${JSON.stringify({ surname: 'Ойдан', name: 'Тимур', patronymic: '' })}::jsonb)
        where uuid = ${id}`.execute(database.db);
    },
    publish: (places: number) => run({ do: 'publishPlaces', group: 'g1', places, by }),
    choose: (application: string) => run({ do: 'choosePlace', application, group: 'g1', by }),
    /** One round of a server process: what is due, then what became of the SMS. */
    async round(sending: Sending = first) {
      const sms = await sendDue(sending, 'sms');
      const email = await sendDue(sending, 'email');
      return { sms, email, followed: await followSent(sending) };
    },
    /** Forgets what has been told so far, as if it had gone out. */
    async told() {
      await database.db.deleteFrom('notice').execute();
    },
    /** A family whose turn has just come; only that is to be told. */
    async notified(contacts: Contacts = {}): Promise<string> {
      const id = await this.file(contacts);
      await this.told();
      await this.publish(1);
      return id;
    },
    calls: () => callList(database.db, HERE, { now, hours: POLICIES.classic.noticeHours }),
    async log(application: string) {
      return (
        await noticeLog(
          database.db,
          { of: { application }, before: null },
          { now, hours: POLICIES.classic.noticeHours },
        )
      ).notices;
    },
    /** Both ways of the latest notice of an application, as `channel state reason`. */
    async ways(application: string): Promise<readonly string[]> {
      const [latest] = await this.log(application);
      return (latest?.ways ?? []).map(({ channel, state, reason }) =>
        [channel, state, reason ?? ''].join(' ').trim(),
      );
    },
    async close() {
      await sms.close();
      await smtp.close();
      await database.close();
    },
  };
}

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
