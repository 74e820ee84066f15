import { pendingClaims } from '../benefit/pending.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import { listProposals } from '../proposal/list.ts';
import type { Services } from '../services.ts';
import { workToday } from '../work/today.ts';

type Caller = { readonly desk: Desk; readonly actor: Actor };

/** Questions of operators, heads and moderators. */
export function officeHandlers(services: Services) {
  return {
    'benefit.pending': (_request: object, { desk, actor }: Caller) => pendingClaims(services, desk, actor),
    'proposal.list': (request: Parameters<typeof listProposals>[3], { desk, actor }: Caller) =>
      listProposals(services, desk, actor, request),
    'work.today': (_request: object, { desk, actor }: Caller) => workToday(services, desk, actor),
  };
}
