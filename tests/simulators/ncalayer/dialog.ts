import { randomUUID } from 'node:crypto';
import { pause } from '../loopback.ts';
import type { NcaLayerBehaviour } from './behaviour.ts';

/** What a request asks of the person, as the dialog shows it. */
export interface Ask {
  readonly module: string;
  readonly method: string;
  /** What is to be signed, as text; empty when nothing is. */
  readonly content: string;
  readonly usages: readonly string[];
}

/** A dialog that is open. */
export interface OpenDialog extends Ask {
  readonly id: string;
  readonly since: string;
}

/** How the person at the dialog decided; `gone` when the caller closed the connection before. */
export type Decision = 'sign' | 'cancel' | 'gone';

/** The one modal window of NCALayer: requests come to it one after the other. */
export interface Dialog {
  /** Opens when the ones before are closed. */
  ask(ask: Ask, gone: AbortSignal): Promise<Decision>;
  current(): OpenDialog | null;
  /** Decides the open dialog; false when it is not open any more. */
  decide(id: string, decision: 'sign' | 'cancel'): boolean;
}

/** The dialog; `now` is asked for the behaviour when it opens. */
export function modalDialog(now: () => NcaLayerBehaviour): Dialog {
  let queue: Promise<unknown> = Promise.resolve();
  let open: { readonly shown: OpenDialog; readonly close: (decision: Decision) => void } | null = null;

  const show = async (ask: Ask, gone: AbortSignal): Promise<Decision> => {
    if (gone.aborted) {
      return 'gone';
    }
    await pause(now().delay);
    if (now().approval === 'auto') {
      return gone.aborted ? 'gone' : 'sign';
    }
    const shown = { ...ask, id: randomUUID(), since: new Date().toISOString() };
    const decision = await new Promise<Decision>((close) => {
      open = { shown, close };
      gone.addEventListener('abort', () => close('gone'), { once: true });
    });
    open = null;
    return decision;
  };
  return {
    ask(ask, gone) {
      const turn = queue.then(() => show(ask, gone));
      queue = turn;
      return turn;
    },
    current: () => open?.shown ?? null,
    decide(id, decision) {
      if (open?.shown.id !== id) {
        return false;
      }
      open.close(decision);
      return true;
    },
  };
}
