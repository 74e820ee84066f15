import type { z } from 'zod';
import { interestDue, interestWindowStart } from '../../core/domain/application/interest.ts';
import type { Circumstances } from '../../core/domain/application/permitted.ts';
import { whyRefused } from '../../core/domain/application/permitted.ts';
import { type Application, isReferred, isWaiting, placeFrom } from '../../core/domain/application/state.ts';
import { extensionLimit, returnUntil } from '../../core/domain/application/terms.ts';
import { type Instant, toIso } from '../../core/domain/instant.ts';
import { ok } from '../../core/domain/result.ts';
import { CARD_ACTIONS, type CardAction, type PermissionSchema } from '../../core/protocol/permission.ts';
import type { Answer } from '../answer.ts';
import { actingAs, holds } from '../command/acting.ts';
import type { Actor } from '../person/session.ts';
import { positionOf } from '../place/position.ts';
import { choosablePlaces } from '../queue/observe.ts';
import type { Services } from '../services.ts';
import { findVisible } from './visible.ts';

/** What this person may do with an application now, and by when: the rules asked with what the database holds. */
export async function permissionOf(
  { db, rules, now }: Services,
  actor: Actor,
  input: { readonly application: string },
): Promise<Answer<z.input<typeof PermissionSchema>>> {
  const found = await findVisible(db, actor, input.application);
  if (!found.ok) return found;
  const application = found.value;
  const { policy } = rules;
  const places = await choosablePlaces(db, [application.id]);
  const of = (state: 'open' | 'offered') => places.find((place) => place.state === state) ?? null;
  const circumstances = { open: of('open'), offered: of('offered'), duplicate: false };
  const at = now();
  return ok({
    ...{ at: toIso(at), status: application.status },
    position: isWaiting(application) ? await positionOf(db, policy, application.id) : null,
    ...decided(actor, application, circumstances, at, rules),
    places: { offered: circumstances.offered !== null, open: circumstances.open !== null },
    chooseBy: application.status === 'notified' ? application.offer.chooseBy : null,
    placeFrom: placeFrom(application, policy),
    stopListUntil: application.status === 'stopListed' ? application.stopListUntil : null,
    referral: referralOf(application, policy),
    interest:
      isWaiting(application) || application.status === 'stopListed'
        ? { from: interestWindowStart(application, policy), by: interestDue(application, policy) }
        : null,
  });
}

/** Each action of the card as the rules answer it to this person, in the role that the person has there. */
function decided(
  actor: Actor,
  application: Application,
  circumstances: Circumstances,
  at: Instant,
  rules: Services['rules'],
) {
  const { district, parents } = application;
  const permitted: CardAction[] = [];
  const refused: Partial<Record<CardAction, string>> = {};
  for (const action of CARD_ACTIONS) {
    const by = actingAs(actor, action, { district, kindergarten: null, parents });
    const why = mayAsk(actor, action, district)
      ? whyRefused(action, application, by, circumstances, at, rules)
      : 'not-permitted';
    if (why === null) permitted.push(action);
    else refused[action] = why;
  }
  return { permitted, refused };
}

/** A second parent joins where both parents come: at the operator's, or by the head with a document (domain.md §1.10.17). */
function mayAsk(actor: Actor, action: CardAction, district: string): boolean {
  if (action !== 'mergeApplication') return true;
  const scope = { district, kindergarten: null };
  return holds(actor, 'operator', scope) || holds(actor, 'head', scope);
}

function referralOf(application: Application, policy: Services['policy']) {
  if (!isReferred(application)) return null;
  const { number, issuedAt, validUntil, extended } = application.referral;
  return {
    ...{ number, issuedAt: toIso(issuedAt), validUntil, extended },
    returnUntil: toIso(returnUntil(application.referral, policy)),
    extendUntil: extensionLimit(application.referral, policy),
  };
}
