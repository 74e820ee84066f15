import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { almatyDay, endOfDay, startOfDay } from '../../core/domain/almaty.ts';
import type { PersonName, TeachingLanguage } from '../../core/domain/application-form.ts';
import { DAY, type Instant, toIso } from '../../core/domain/instant.ts';
import { maskName } from '../../core/domain/name.ts';
import type { ReferralEnd, ReferralKind } from '../../core/domain/referral.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { QueueClass } from '../../core/domain/status.ts';
import { signSlip } from '../../core/ledger/slip.ts';
import type { publicPaperQuestions } from '../../core/protocol/public-paper.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Services } from '../services.ts';

type Questions = typeof publicPaperQuestions;
type Told<N extends keyof Questions> = Promise<Answer<z.input<Questions[N]['output']>>>;
type Needs = Pick<Services, 'db' | 'now' | 'districts' | 'slipKey'>;

/** Longest time that one protocol tells of, in days. */
const LONGEST_DAYS = 366;

/** «Босаған орындар бюллетені» of a desk's district: groups with places that nobody has taken (domain.md §7.4). It names nobody. */
export async function bulletinOf(services: Needs, { district }: Desk): Told<'place.bulletin'> {
  const { db, now } = services;
  const { rows } = await sql<{
    settlement: string;
    name_kk: string;
    name_ru: string;
    address: string;
    phone: string | null;
    group: string;
    birth_year: number;
    kind: 'general' | 'special';
    language: TeachingLanguage;
    offered: number;
    open: number;
  }>`select k.settlement, k.name_kk, k.name_ru, k.address, k.phone, g.name as "group", g.birth_year, g.kind,
      g.language, count(*) filter (where p.state = 'offered')::int as offered,
      count(*) filter (where p.state = 'open')::int as open
    from place p join kindergarten_group g on g.id = p.group_id join kindergarten k on k.id = g.kindergarten
    where k.district = ${district} and p.state <> 'taken' group by g.id, k.id`.execute(db);
  const groups = rows.map(({ name_kk, name_ru, birth_year, ...row }) => ({
    ...row,
    kindergarten: { kk: name_kk, ru: name_ru },
    birthYear: birth_year,
  }));
  const at = now();
  const number = `Б-${almatyDay(at)}`;
  return ok({
    paper: publicPaper(services, number, at, groups),
    ...{ number, district: nameOf(services, district), at: toIso(at), groups },
  });
}

/** «Жолдамаларды беру хаттамасы» of a desk's district: a public register, in which children's names are masked. */
export async function issuedReferrals(
  services: Needs,
  { district }: Desk,
  { from, to }: z.output<Questions['referral.issued']['input']>,
): Told<'referral.issued'> {
  const { db, now } = services;
  const [begin, end] = [startOfDay(from), endOfDay(to)];
  if (end <= begin || end - begin > LONGEST_DAYS * DAY) return fail({ code: 'invalid-request', field: 'to' });
  const { rows } = await sql<{
    number: string;
    issued_at: Date;
    kind: ReferralKind;
    ended: ReferralEnd | null;
    extended: boolean;
    application: string;
    filed_at: Date;
    group_year: number;
    queue_class: QueueClass;
    name_kk: string;
    name_ru: string;
    group: string;
    child: PersonName;
  }>`select r.number, r.issued_at, r.kind, r.ended, r.extended, a.number as application, a.filed_at,
      a.group_year, a.queue_class, k.name_kk, k.name_ru, g.name as "group",
      coalesce(nullif(a.corrected -> 'childName', 'null'::jsonb),
        a.form -> 'children' -> a.child_index -> 'name') as child
    from referral r join application a on a.uuid = r.application
      join kindergarten_group g on g.id = r.group_id join kindergarten k on k.id = g.kindergarten
    where k.district = ${district} and r.issued_at >= ${new Date(begin)} and r.issued_at < ${new Date(end)}
    order by r.issued_at, r.number`.execute(db);
  const lines = rows.map((row) => ({
    number: row.number,
    issuedAt: toIso(row.issued_at.getTime()),
    kind: row.kind,
    application: row.application,
    filedAt: toIso(row.filed_at.getTime()),
    groupYear: row.group_year,
    queueClass: row.queue_class,
    kindergarten: { kk: row.name_kk, ru: row.name_ru },
    group: row.group,
    state: row.ended ?? (row.extended ? ('extended' as const) : ('in-force' as const)),
    child: maskName(row.child),
  }));
  const number = `Х-${from}-${to}`;
  return ok({
    paper: publicPaper(services, number, now(), lines),
    ...{ number, district: nameOf(services, district), from, to, lines },
  });
}

/** The paper's identifier, and the QR code by which anybody can check that the server made it. */
export function publicPaper(
  { slipKey }: Pick<Services, 'slipKey'>,
  number: string,
  at: Instant,
  facts: unknown,
): { readonly id: string; readonly issuedAt: string; readonly qr: string } {
  const id = randomUUID();
  const issuedAt = toIso(at);
  const hash = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  const qr = signSlip({ uuid: id, number, queueNumber: 0, filedAt: issuedAt, hash }, slipKey.privateKey);
  return { id, issuedAt, qr };
}

function nameOf({ districts }: Needs, code: string): { readonly kk: string; readonly ru: string } {
  const name = districts.nameOf(code);
  if (name === null) throw new Error('A desk of an unknown district');
  return { kk: name.kk, ru: name.ru };
}
