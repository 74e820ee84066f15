import { type Selectable, sql, type Transaction } from 'kysely';
import { fullName } from '../../core/domain/application-form.ts';
import { correctedForm } from '../../core/domain/corrected-form.ts';
import { shortName } from '../../core/domain/name.ts';
import type { NoticeFacts } from '../../core/domain/notice.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Database } from '../database/schema.ts';
import type { NoticeTable } from '../queue/tables.ts';
import type { DistrictTable } from '../reference/districts.ts';
import { arrivalReason } from '../reference/refusal-reasons.ts';
import type { Contacts } from './address.ts';
import { type NoticeText, type Told, type TwoTexts, templateOf, writeText } from './text.ts';

/** What a notice says and whom it can be sent to. */
export type Composed = { readonly contacts: Contacts; readonly text: NoticeText };

/** What composing needs beside the database. */
export type Composing = { readonly policy: Policy; readonly districts: DistrictTable };

type Notice = Selectable<NoticeTable>;

/** Composes a notice from what the database says now; one that cannot be composed must not keep the others from going out. */
export async function compose(
  trx: Transaction<Database>,
  { notice: id, parent }: { readonly notice: number; readonly parent: 0 | 1 },
  composing: Composing,
): Promise<Composed | Error> {
  const notice = await trx.selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  try {
    return notice.application === null
      ? ofRefused(notice, composing)
      : await ofApplication(trx, notice, { application: notice.application, parent }, composing);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function ofRefused(notice: Notice, { policy, districts }: Composing): Composed {
  const { contact } = notice;
  if (contact === null) throw new Error('A notice has neither an application nor a contact');
  const told: Told = {
    template: templateOf(notice.kind, notice.facts, false),
    facts: notice.facts,
    words: {},
    number: String(notice.facts.label),
    official: false,
    child: null,
    office: officeOf(districts, notice.district),
  };
  return { contacts: contact, text: writeText(told, policy) };
}

async function ofApplication(
  trx: Transaction<Database>,
  notice: Notice,
  { application, parent }: { readonly application: string; readonly parent: 0 | 1 },
  { policy, districts }: Composing,
): Promise<Composed> {
  const row = await trx
    .selectFrom('application')
    .select(['number', 'form', 'corrected', 'contacts', 'child_index', 'queue_number_at_filing', 'parents'])
    .where('uuid', '=', application)
    .executeTakeFirstOrThrow();
  const form = correctedForm(row.form, row.child_index, row.corrected);
  const child = form.children[row.child_index];
  if (child === undefined) throw new Error('The application names a child that its form does not have');
  const told: Told = {
    template: templateOf(
      notice.kind,
      notice.facts,
      await benefitConfirmed(trx, notice, application),
      policy.order,
    ),
    facts: { queueNumber: row.queue_number_at_filing, ...notice.facts },
    words: { ...(await kindergartenWords(trx, notice.facts)), ...reasonWords(notice.facts) },
    number: row.number,
    official: true,
    child: shortName(child.name),
    office: officeOf(districts, notice.district),
  };
  const first = row.contacts ?? form.applicant;
  const contacts = parent === 0 ? first : await ownContacts(trx, row.parents[parent]);
  return { contacts, text: writeText(told, policy) };
}

/** How the second parent can be reached: as that person signed in and gave it. */
async function ownContacts(trx: Transaction<Database>, iin: string | undefined): Promise<Contacts> {
  const known = await trx
    .selectFrom('person')
    .select(['phone', 'email'])
    .where('iin', '=', iin ?? '')
    .executeTakeFirst();
  const { phone = null, email = null } = known ?? {};
  return { phone, email, additionalPhone: null, additionalEmail: null };
}

/** Whether the decision a notice tells of was for the family: the notice and the line of the history are of one event. */
async function benefitConfirmed(
  trx: Transaction<Database>,
  { kind, at }: Notice,
  application: string,
): Promise<boolean> {
  if (kind !== 'benefit-decided') return false;
  const row = await trx
    .selectFrom('history')
    .select('event')
    .where('application', '=', application)
    .where('at', '=', at)
    .where('event', 'in', ['benefit-confirmed', 'benefit-rejected'])
    .executeTakeFirstOrThrow();
  return row.event === 'benefit-confirmed';
}

async function kindergartenWords(
  trx: Transaction<Database>,
  { group }: NoticeFacts,
): Promise<Readonly<Record<string, TwoTexts>>> {
  if (typeof group !== 'string') return {};
  const row = await trx
    .selectFrom('kindergarten_group as g')
    .innerJoin('kindergarten as k', 'k.id', 'g.kindergarten')
    .select(['k.name_kk', 'k.name_ru', sql<string>`concat_ws(', ', k.settlement, k.address)`.as('address')])
    .where('g.id', '=', group)
    .executeTakeFirstOrThrow();
  return {
    kindergarten: { kk: row.name_kk, ru: row.name_ru },
    address: { kk: row.address, ru: row.address },
  };
}

/** A kindergarten's reason by its code, or as it was written. */
function reasonWords({ reason }: NoticeFacts): Readonly<Record<string, TwoTexts>> {
  if (typeof reason !== 'string') return {};
  return { reason: arrivalReason(reason) ?? { kk: reason, ru: reason } };
}

function officeOf(districts: DistrictTable, code: string): TwoTexts {
  const name = districts.nameOf(code);
  if (name === null) throw new Error(`No district ${code} in the reference data`);
  return name;
}

/** The applicant's name and contacts as a notice without an application keeps them. */
export function contactOf(applicant: Contacts & { readonly name: Parameters<typeof fullName>[0] }) {
  const { phone, additionalPhone, email, additionalEmail, name } = applicant;
  return { phone, additionalPhone, email, additionalEmail, name: fullName(name) };
}
