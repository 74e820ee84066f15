import type { Person } from '../domain/actor.ts';
import { almatyDay } from '../domain/almaty.ts';
import type { ApplicationForm } from '../domain/application-form.ts';
import { checkForm, factsOfForm, refusalsOf } from '../domain/check-form.ts';
import type { FailureCode } from '../domain/failure.ts';
import { POLICIES } from '../domain/policy.ts';
import { ok } from '../domain/result.ts';
import type { Session } from '../protocol/person.ts';
import { type Context, isOperator, serverNow, signedIn } from './context.ts';
import type { Handlers } from './handler.ts';

/** What is wrong with a form, before anybody signs it; by the rules that the server uses. */
export function checkHandlers(context: Context): Pick<Handlers, 'application.check'> {
  return {
    'application.check': async ({ form }) => {
      const open = signedIn(context);
      if (!open.ok) return open;
      return ok({ failures: checkHere(context, open.value.session, form) });
    },
  };
}

/** What stands in the way of signing, by field. */
export type FormFailure = { readonly code: FailureCode; readonly field: string };

/**
 * Everything that is already certain here: faults of fields, refusals that follow from the form and from the rows this
 * computer holds, rights of the person, scans that are not here. One failure a field, faults of the field first. The server
 * decides again.
 */
export function checkHere(context: Context, session: Session, form: ApplicationForm): readonly FormFailure[] {
  const { config, replica } = context;
  const now = serverNow(context);
  const policy = POLICIES[replica.device.policy()];
  const taken = replica.applications.taken(form.children);
  const found: FormFailure[] = [
    ...checkForm(form, almatyDay(now), config.mode, policy),
    ...districtOf(context, form),
    ...refusalsOf(form, { ...factsOfForm(form, taken), by: filerOf(context, session) }, now, policy),
    ...form.attachments.flatMap(({ sha256 }, index) =>
      replica.attachments.has(sha256)
        ? []
        : [{ code: 'file-missing', field: `attachments.${index}` } as const],
    ),
  ];
  const fields = new Set<string>();
  return found.filter(({ field }) => !fields.has(field) && fields.add(field));
}

/** A desk files for its own district only (domain.md §1.11). */
function districtOf({ replica }: Context, form: ApplicationForm): readonly FormFailure[] {
  const district = replica.device.pairing()?.district;
  return district === undefined || form.district === district
    ? []
    : [{ code: 'not-permitted', field: 'district' }];
}

/** In which role the person files: an operator on a parent's behalf, everybody else for himself (domain.md §1.10.17). */
function filerOf(context: Context, session: Session): Person {
  return { iin: session.iin, role: isOperator(context, session) ? 'operator' : 'applicant' };
}
