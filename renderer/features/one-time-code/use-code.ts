import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Result } from '../../../core/domain/result.ts';
import type { Output } from '../../../core/protocol/desk.ts';
import { core } from '../../link/core.ts';
import { CoreError } from '../../link/use-core.ts';
import { type CodeProgress, codeRefused, codeSent } from './code-progress.ts';

type Sent = Output<'consent.requestCode'>;

/** What can be done about a one-time code, and how far that is. */
export type CodeSteps = {
  readonly busy: 'asking' | 'entering' | null;
  /** Why no code could be sent. */
  readonly failure: Failure | null;
  readonly ask: () => void;
  readonly enter: (code: string) => void;
  /** Back to the number: another one, or a mistake in it. */
  readonly reset: () => void;
};

/** Asking for a one-time code and entering it. */
export type Code<Ticket extends Sent> = CodeSteps & {
  readonly sent: Ticket | null;
  readonly progress: CodeProgress | null;
};

/**
 * Follows one code from the request to its end.
 * @param request asks for a code; the ticket of an earlier one is forgotten when another came
 * @param enter gives the code in; its success ends the matter
 */
export function useCode<Ticket extends Sent>(steps: {
  readonly request: () => Promise<Result<Ticket, Failure>>;
  readonly enter: (ticket: string, code: string) => Promise<Result<null, Failure>>;
}): Code<Ticket> {
  const [busy, setBusy] = useState<CodeSteps['busy']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sent, setSent] = useState<Ticket | null>(null);
  const [progress, setProgress] = useState<CodeProgress | null>(null);

  const ask = async () => {
    setBusy('asking');
    setFailure(null);
    const answer = await steps.request();
    setBusy(null);
    if (!answer.ok) return setFailure(answer.error);
    setSent(answer.value);
    setProgress(codeSent(answer.value, Date.now()));
  };
  const enter = async (code: string) => {
    if (progress === null) return;
    setBusy('entering');
    setFailure(null);
    const answer = await steps.enter(progress.ticket, code);
    setBusy(null);
    if (!answer.ok) setProgress(codeRefused(progress, answer.error));
  };
  return {
    busy,
    failure,
    sent,
    progress,
    ask: () => void ask(),
    enter: (code) => void enter(code),
    reset() {
      setFailure(null);
      setSent(null);
      setProgress(null);
    },
  };
}

/** The moment, told again every second while the component stands. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const ASK_AGAIN_MS = 3_000;

export type Delivery = Output<'code.delivery'>['state'];

/** How far the SMS has come; null while nobody knows. Asked for until it arrived or failed. */
export function useDelivery(ticket: string): Delivery | null {
  const delivery = useQuery<Delivery, CoreError>({
    queryKey: ['code.delivery', { ticket }],
    queryFn: async () => {
      const answer = await core.call('code.delivery', { ticket });
      if (!answer.ok) throw new CoreError(answer.error);
      return answer.value.state;
    },
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : ASK_AGAIN_MS),
    staleTime: 0,
    gcTime: 0,
  });
  return delivery.data ?? null;
}

function isSettled(state: Delivery | undefined): boolean {
  return state === 'delivered' || state === 'failed';
}
