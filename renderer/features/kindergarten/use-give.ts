import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { core } from '../../link/core.ts';
import { useLocale } from '../../locale/i18n.ts';

/** Questions whose answers a command of a kindergarten changes. */
const CHANGED = /^(kindergarten|place|referral)\./;

/** One command on its way: given once, however often the button is pressed; `unanswered` when the server has not said yet. */
export type Giving = {
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly unanswered: boolean;
  readonly give: (command: Command) => void;
};

/** Gives commands of a kindergarten, which need no signature, and asks anew what they change. */
export function useGive(onDone: () => void): Giving {
  const client = useQueryClient();
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [unanswered, setUnanswered] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const give = async (command: Command) => {
    setBusy(true);
    setFailure(null);
    const answer = await core.call('command.give', {
      ...{ uuid: crypto.randomUUID(), command, attachments: [], locale },
      ...{ storage: null, signer: null, consent: null },
    });
    setBusy(false);
    void client.invalidateQueries({ predicate: ({ queryKey: [method] }) => CHANGED.test(String(method)) });
    if (!answer.ok) return setFailure(answer.error);
    if (answer.value.state === 'saved') return setUnanswered(true);
    onDone();
  };
  return {
    busy,
    failure,
    unanswered,
    give: (command) => {
      if (!busy && !unanswered) void give(command);
    },
  };
}
