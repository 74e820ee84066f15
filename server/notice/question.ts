import type { z } from 'zod';
import { NOTICE_READERS } from '../../core/domain/notice.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { noticeQuestions } from '../../core/protocol/notice.ts';
import type { Answer } from '../answer.ts';
import { holds } from '../command/acting.ts';
import { scopeOfApplication } from '../command/scope.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { callList } from './call-list.ts';
import { noticeLog } from './log.ts';
import type { Clock } from './told.ts';

type Questions = typeof noticeQuestions;
type Asked<N extends keyof Questions> = z.output<Questions[N]['request']>;
type Told<N extends keyof Questions> = Answer<z.input<Questions[N]['response']>>;
type Needed = Pick<Services, 'db' | 'now' | 'policy'>;

/**
 * The notices of an application, for its parents and the staff of its district (for all others it does not exist), or those of a
 * district, for its staff.
 */
export async function listNotices(
  services: Needed,
  desk: Desk,
  actor: Actor,
  { application, district, before }: Asked<'notice.list'>,
): Promise<Told<'notice.list'>> {
  const { db } = services;
  const clock = clockOf(services);
  if (application === null) {
    const asked = district ?? desk.district;
    if (!reads(actor, asked)) return fail({ code: 'not-permitted' });
    return ok(await noticeLog(db, { of: { district: asked }, before }, clock));
  }
  const scope = await scopeOfApplication(db, application);
  if (!scope.ok) return scope;
  if (!scope.value.parents.includes(actor.iin) && !reads(actor, scope.value.district))
    return fail({ code: 'not-found' });
  return ok(await noticeLog(db, { of: { application }, before }, clock));
}

/** Whom to call, for an operator of the desk's district. */
export async function listCalls(
  services: Needed,
  desk: Desk,
  actor: Actor,
): Promise<Told<'notice.callList'>> {
  const { district } = desk;
  if (!holds(actor, 'operator', { district, kindergarten: null })) return fail({ code: 'not-permitted' });
  return ok({ rows: await callList(services.db, district, clockOf(services)) });
}

function clockOf({ now, policy }: Needed): Clock {
  return { now: now(), hours: policy.noticeHours };
}

function reads(actor: Actor, district: string): boolean {
  return NOTICE_READERS.some((role) => holds(actor, role, { district, kindergarten: null }));
}
