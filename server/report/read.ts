import { toIso } from '../../core/domain/instant.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { Report, ReportName, ReportQuery } from '../../core/protocol/report.ts';
import type { Answer } from '../answer.ts';
import type { Queries } from '../database/queries.ts';
import { publicPaper } from '../kindergarten/bulletin.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { countNotices } from './notices.ts';
import { type Asked, askedOf } from './period.ts';
import { countPlaces } from './places.ts';
import { countQueue } from './queue.ts';
import { countReferrals } from './referrals.ts';
import { readsReports } from './right.ts';
import { measureWaiting } from './waiting.ts';

/** One report of a district or of the whole region, for who may read it; signed by the server as its papers are. */
export async function readReport(
  services: Services,
  actor: Actor,
  query: ReportQuery,
): Promise<Answer<Report>> {
  const { db, districts, now } = services;
  const { district, from, name, to } = query;
  if (district !== null && !districts.has(district)) return fail({ code: 'not-found', field: 'district' });
  if (!readsReports(actor, district)) return fail({ code: 'not-permitted' });
  const asked = askedOf(query);
  if (asked === null) return fail({ code: 'invalid-request', field: 'to' });
  const at = now();
  const figures = await figuresOf(db, name, asked);
  const paper = publicPaper(services, [name, from, to].join(' '), at, figures);
  return ok({ ...figures, from, to, district, at: toIso(at), paper });
}

/** Each report is one statement, so that its figures belong to one moment. */
async function figuresOf(db: Queries, name: ReportName, asked: Asked) {
  switch (name) {
    case 'queue':
      return { name, rows: await countQueue(db, asked) };
    case 'waiting':
      return { name, ...(await measureWaiting(db, asked)) };
    case 'referrals':
      return { name, rows: await countReferrals(db, asked) };
    case 'places':
      return { name, rows: await countPlaces(db, asked) };
    case 'notices':
      return { name, rows: await countNotices(db, asked) };
  }
}
