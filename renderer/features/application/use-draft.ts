import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { toIso } from '../../../core/domain/instant.ts';
import type { Draft } from '../../../core/protocol/draft.ts';
import { core } from '../../link/core.ts';
import { createDraftSaver, type DraftSaver } from './draft-saver.ts';
import type { DraftState } from './form-context.tsx';
import type { FormValues } from './form-values.ts';

type Kept = { readonly uuid: string; readonly step: Draft['step']; readonly values: FormValues };

/**
 * Keeps what is typed: after every pause, on leaving a field, on every step and when the page goes away.
 * @param kept the state, or null while there is nothing worth keeping
 */
export function useDraft(kept: Kept | null): {
  readonly state: DraftState;
  readonly flush: () => void;
} {
  const [state, setState] = useState<DraftState>({ savedAt: null, failure: null });
  const saver = useRef<DraftSaver<Kept> | null>(null);
  const save = useEffectEvent(async (next: Kept) => {
    const savedAt = toIso(Date.now());
    const answer = await core.call('draft.save', { ...next, savedAt });
    setState((now) => (answer.ok ? { savedAt, failure: null } : { ...now, failure: answer.error }));
  });
  useEffect(() => {
    const own = createDraftSaver<Kept>((next) => save(next));
    saver.current = own;
    const leave = () => void own.flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      void own.flush();
    };
  }, []);
  useEffect(() => {
    if (kept !== null) saver.current?.changed(kept);
  }, [kept]);
  return {
    state,
    flush: () => void saver.current?.flush(),
  };
}
