import type { Origin } from '../queue/origin.ts';
import type { StandingCommand } from './standing.ts';

/**
 * Who stands behind a command in history, audit and ledger: the acting person, for which parent, with which consent and signature,
 * for what reason. A command of this road files nothing.
 */
export function originOf({ args, consent, desk, giver, signed }: StandingCommand): Origin {
  const { command } = args;
  const reason = 'reason' in command ? command.reason : null;
  return {
    name: giver.name,
    desk: { id: desk.id, code: desk.code },
    facts: {
      ...(reason === null ? {} : { reason }),
      ...(consent === null ? {} : { consent: consent.means }),
      ...(giver.operator === null ? {} : { operator: giver.operator.name }),
      ...(signed === null ? {} : { signed: args.uuid }),
    },
    eds: signed === null ? null : edsOf(signed),
    document: signed === null ? null : signed.signature.report.document,
    paper() {
      throw new Error('Only a filed form makes an application');
    },
  };
}

function edsOf({ signature, at }: NonNullable<StandingCommand['signed']>): NonNullable<Origin['eds']> {
  const { algorithm, serialNumber, issuer } = signature.owner;
  return { at, algorithm, serialNumber, issuer };
}
