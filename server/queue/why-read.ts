import type { z } from 'zod';
import { fail, ok } from '../../core/domain/result.ts';
import type { Role } from '../../core/domain/status.ts';
import type { WhyAnswer, whyQuestions } from '../../core/protocol/why.ts';
import type { Answer } from '../answer.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { whyThisNumber } from './why.ts';

/** Roles that may ask for any application of where they are held; a director knows only children with a referral. */
const ONLOOKERS: readonly Role[] = ['operator', 'moderator', 'head', 'region', 'auditor'];

/** "Why this number", for a parent of the child, staff of its district, the region and the auditor. */
export async function readWhy(
  { db, policy, now }: Services,
  actor: Actor,
  { uuid, from }: z.output<(typeof whyQuestions)['why.read']['request']>,
): Promise<Answer<WhyAnswer>> {
  const held = actor.grants.filter(
    ({ role, kindergarten }) => kindergarten === null && ONLOOKERS.includes(role),
  );
  const districts = held.flatMap(({ district }) => (district === null ? [] : [district]));
  const onlooker = {
    iin: actor.iin,
    session: actor.session,
    districts: districts.length < held.length ? null : districts,
  };
  const answer = await whyThisNumber(db, policy, onlooker, { uuid, from, at: now() });
  return answer === null ? fail({ code: 'not-found' }) : ok(answer);
}
