import type { Actor } from '../../core/domain/actor.ts';
import type { Command } from '../../core/domain/queue/command.ts';
import type { QueueCommand } from '../../core/protocol/command.ts';

/** A command of the contract as the rules take it, given by `by`. What the rules do not ask for is kept beside the queue. */
export function queueCommand(given: QueueCommand, by: Actor): Command {
  switch (given.do) {
    case 'choosePlace': {
      const { place: _, ...command } = given;
      return { ...command, by };
    }
    case 'updateContacts': {
      const { contacts: _, ...command } = given;
      return { ...command, by };
    }
    case 'claimBenefit': {
      const { certificateDate: _, ...command } = given;
      return { ...command, by };
    }
    case 'decideBenefit':
    case 'decidePapers':
    case 'withdrawPlaces': {
      const { reason: _, ...command } = given;
      return { ...command, by };
    }
    default:
      return { ...given, by };
  }
}
