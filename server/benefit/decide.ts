import { fail, ok } from '../../core/domain/result.ts';
import type { QueueCommand } from '../../core/protocol/command.ts';
import type { Answer } from '../answer.ts';
import type { Scope } from '../command/acting.ts';

/**
 * What is asked of a moderator's decision beyond the queue's rules: a rejection says why (`required`), and nobody decides about his
 * own child (`not-permitted`).
 */
export function decisionFault(command: QueueCommand, iin: string, { parents }: Scope): Answer<null> {
  if (command.do !== 'decideBenefit' && command.do !== 'decidePapers') return ok(null);
  if (parents.includes(iin)) return fail({ code: 'not-permitted' });
  if (!command.confirmed && command.reason === null) return fail({ code: 'required', field: 'reason' });
  return ok(null);
}
