import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { CallOutcome } from '../../../core/domain/notice.ts';
import { core } from '../../link/core.ts';
import { useLocale } from '../../locale/i18n.ts';

/** How the marking of a call goes. */
export type Marking =
  | { readonly step: 'idle' }
  | { readonly step: 'marking'; readonly outcome: CallOutcome }
  /** `saved`: the line went down meanwhile, it goes out by itself. */
  | { readonly step: 'done'; readonly saved: boolean }
  | { readonly step: 'failed'; readonly failure: Failure };

/** Marks a call of the list, for every matter the family was told of in it. */
export function useNoteCall(
  notice: number,
  further: readonly number[],
): readonly [Marking, (outcome: CallOutcome) => Promise<void>] {
  const client = useQueryClient();
  const locale = useLocale();
  const [marking, setMarking] = useState<Marking>({ step: 'idle' });
  const mark = async (outcome: CallOutcome) => {
    setMarking({ step: 'marking', outcome });
    const answer = await core.call('command.give', {
      ...{ uuid: crypto.randomUUID(), command: { do: 'noteCall', notice, further, outcome } },
      attachments: [],
      ...{ storage: null, locale, signer: null, consent: null },
    });
    setMarking(
      answer.ok
        ? { step: 'done', saved: answer.value.state === 'saved' }
        : { step: 'failed', failure: answer.error },
    );
    if (answer.ok)
      await client.invalidateQueries({
        predicate: ({ queryKey: [method] }) => String(method).startsWith('notice.'),
      });
  };
  return [marking, mark];
}
