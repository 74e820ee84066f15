import { fail, ok } from '../../core/domain/result.ts';
import { holds } from '../command/acting.ts';
import { scopeOfApplication } from '../command/scope.ts';
import type { Caller, Handlers } from '../http/handlers.ts';
import type { Services } from '../services.ts';
import { callList } from './call-list.ts';
import { noticeLog } from './log.ts';

type Questions = 'notice.list' | 'notice.callList';

/** Who of the staff sees the notices of a whole district. */
const READERS = ['operator', 'head', 'region', 'auditor', 'administrator'] as const;

/** Answers the questions about notices; the rights are those of the session. */
export function noticeHandlers({ db, now }: Pick<Services, 'db' | 'now'>): Pick<Handlers, Questions> {
  const reads = ({ actor }: Caller<Questions>, district: string) =>
    READERS.some((role) => holds(actor, role, { district, kindergarten: null }));
  return {
    'notice.list': async ({ application, district, before }, caller) => {
      if (application === null) {
        const asked = district ?? caller.desk.district;
        if (!reads(caller, asked)) return fail({ code: 'not-permitted' });
        return ok(await noticeLog(db, { of: { district: asked }, before }));
      }
      const scope = await scopeOfApplication(db, application);
      if (!scope.ok) return scope;
      // For all others the application does not exist.
      const { district: home, parents } = scope.value;
      if (!parents.includes(caller.actor.iin) && !reads(caller, home)) return fail({ code: 'not-found' });
      return ok(await noticeLog(db, { of: { application }, before }));
    },
    'notice.callList': async (_input, { actor, desk }) => {
      const { district } = desk;
      if (!holds(actor, 'operator', { district, kindergarten: null })) return fail({ code: 'not-permitted' });
      return ok({ rows: await callList(db, district, now()) });
    },
  };
}
