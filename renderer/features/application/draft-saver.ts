/** Saves the latest state a little after it stopped changing, and at once when asked to; never two at a time. */
export type DraftSaver<State> = {
  /** The state changed: it will be saved after the pause. */
  readonly changed: (state: State) => void;
  /** Saves now what has not been saved yet. */
  readonly flush: () => Promise<void>;
};

/** The pause after the last key (ms): short enough that a crash costs a word, long enough not to save every letter. */
export const DRAFT_PAUSE_MS = 400;

/** @param save writes one state; it tells its own failures */
export function createDraftSaver<State>(
  save: (state: State) => Promise<void>,
  pause: number = DRAFT_PAUSE_MS,
): DraftSaver<State> {
  let waiting: { readonly state: State } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    running = running.then(async () => {
      const next = waiting;
      waiting = null;
      if (next !== null) await save(next.state);
    });
    return running;
  };
  return {
    changed(state) {
      waiting = { state };
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), pause);
    },
    flush,
  };
}
