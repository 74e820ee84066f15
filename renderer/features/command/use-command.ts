import { useRef, useState } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { CommandFacts } from '../../../core/protocol/command.ts';
import { core } from '../../link/core.ts';
import { useCoreEvent } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { type Identity, identityFor, mayHaveBeenKept, type Order } from './command-order.ts';

export const COMMAND_STEPS = ['preparing', 'signing', 'verifying', 'saved', 'sending'] as const;
export type CommandStep = (typeof COMMAND_STEPS)[number];

/** How far a command is. */
export type Giving =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running';
      readonly step: CommandStep;
      readonly atNcaLayer: boolean;
      readonly signed: boolean;
    }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** Kept at this computer: the server has not answered yet. */
  | { readonly state: 'saved' }
  | { readonly state: 'done'; readonly facts: CommandFacts };

/**
 * The one road by which pages give a command. The same command given again goes under the same identity until it is decided, so
 * that a lost answer does no harm; after a refusal it is a new one.
 */
export function useCommand(): {
  readonly giving: Giving;
  /** Identity of the command to be: what a consent on paper names. */
  readonly uuid: () => string;
  readonly give: (order: Order) => Promise<Giving>;
  readonly abandon: () => void;
  readonly reset: () => void;
} {
  const locale = useLocale();
  const [giving, setGiving] = useState<Giving>({ state: 'idle' });
  const identity = useRef<Identity | null>(null);
  const known = (): Identity => {
    identity.current ??= { uuid: crypto.randomUUID(), of: '' };
    return identity.current;
  };

  useCoreEvent((event) => {
    if (event.topic === 'ncalayer')
      setGiving((now) => (now.state === 'running' ? { ...now, atNcaLayer: event.open } : now));
    if (event.topic !== 'submission' || event.uuid !== identity.current?.uuid) return;
    const step = COMMAND_STEPS.find((each) => each === event.step);
    if (step !== undefined) setGiving((now) => (now.state === 'running' ? { ...now, step } : now));
  });

  const give = async (order: Order): Promise<Giving> => {
    identity.current = identityFor(order, known(), () => crypto.randomUUID());
    const { uuid } = identity.current;
    const signed = order.storage !== null;
    setGiving({ state: 'running', step: signed ? 'preparing' : 'sending', atNcaLayer: false, signed });
    const answer = await core.call('command.give', { uuid, locale, ...order });
    const next: Giving = answer.ok ? answer.value : { state: 'failed', failure: answer.error };
    if (next.state === 'failed' && !mayHaveBeenKept(next.failure)) {
      // The refusal is read here and now: the card need not show it again.
      await core.call('command.forget', { uuid });
      identity.current = null;
    }
    setGiving(next);
    return next;
  };

  return {
    giving,
    uuid: () => known().uuid,
    give,
    abandon: () => void core.call('ncalayer.abandon', {}),
    reset: () => setGiving({ state: 'idle' }),
  };
}
