import type { z } from 'zod';
import { fullName } from '../../core/domain/application-form.ts';
import { correctedFields, correctedForm, fieldText } from '../../core/domain/corrected-form.ts';
import { mayDecide } from '../../core/domain/proposal.ts';
import { fail, ok } from '../../core/domain/result.ts';
import type { ProposalRow, proposalQuestions } from '../../core/protocol/proposal.ts';
import type { Answer } from '../answer.ts';
import type { Desk } from '../desk/authentication.ts';
import type { Actor } from '../person/session.ts';
import type { Services } from '../services.ts';
import { officeRoles } from './roles.ts';

type Asked = z.output<(typeof proposalQuestions)['proposal.list']['request']>;
type Listed = z.input<(typeof proposalQuestions)['proposal.list']['response']>;

/** Open matters beyond this many are not listed at once; the oldest come first. */
const OPEN_LIMIT = 200;
const DECIDED_LIMIT = 50;

/** The matters of the desk's district, for its operators and heads. */
export async function listProposals(
  services: Services,
  desk: Desk,
  actor: Actor,
  { application }: Asked,
): Promise<Answer<Listed>> {
  const roles = officeRoles(actor, desk);
  if (roles.length === 0) return fail({ code: 'not-permitted' });
  const rows = async (open: boolean) =>
    services.db
      .selectFrom('proposal as p')
      .innerJoin('application as a', 'a.uuid', 'p.application')
      .selectAll('p')
      .select(['a.number', 'a.status', 'a.form', 'a.child_index', 'a.corrected', 'a.parents'])
      .where('p.district', '=', desk.district)
      .where('p.decided_at', open ? 'is' : 'is not', null)
      .$if(application !== null, (query) => query.where('p.application', '=', application))
      .orderBy(open ? 'p.at' : 'p.decided_at', open ? 'asc' : 'desc')
      .limit(open ? OPEN_LIMIT : DECIDED_LIMIT)
      .execute();
  const shown = (row: Awaited<ReturnType<typeof rows>>[number]): ProposalRow => {
    const form = correctedForm(row.form, row.child_index, row.corrected);
    const child = form.children[row.child_index];
    const fields = row.args.kind === 'correct' ? correctedFields(row.args.correction) : [];
    const {
      uuid,
      number,
      status,
      kind,
      proposed_by: proposedBy,
      proposer,
      role,
      decided_at: decidedAt,
    } = row;
    return {
      ...{ uuid, application: row.application, number, status },
      childName: child === undefined ? '' : fullName(child.name),
      childIin: child?.iin ?? '',
      proposal: row.args,
      present: Object.fromEntries(fields.map((field) => [field, fieldText(form, row.child_index, field)])),
      attachments: row.attachments,
      proposedBy: { iin: proposedBy, name: proposer, role },
      at: row.at.toISOString(),
      mayDecide:
        decidedAt === null && mayDecide({ kind, proposedBy, role }, { iin: actor.iin, roles }, row.parents),
      own: proposedBy === actor.iin,
      decided:
        decidedAt === null
          ? null
          : {
              name: row.decider ?? '',
              at: decidedAt.toISOString(),
              approved: row.approved === true,
              reason: row.reason,
            },
    };
  };
  const [open, decided] = await Promise.all([rows(true), rows(false)]);
  return ok({ open: open.map(shown), decided: decided.map(shown) });
}
