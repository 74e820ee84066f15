import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type IdleLimits, type IdleWatch, type Presence, watchIdle } from './idle-watch.ts';

/** What a person does at the screen; moving the pointer alone counts too: it does not move by itself. */
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'] as const;
/** The dialog that asks is answered by its buttons; touching it is no answer yet. */
export const ASKING = 'data-kiosk-asking';

/**
 * Whether the person is still here, and how to say so.
 * @param limits null while there is nobody to watch: the count starts when there is
 * @param onTouch told of whatever the person does
 */
export function usePresence(
  limits: IdleLimits | null,
  onTouch?: () => void,
): {
  readonly presence: Presence;
  readonly stay: () => void;
} {
  const [presence, setPresence] = useState<Presence>({ state: 'here' });
  const watch = useRef<IdleWatch | null>(null);
  const watching = limits !== null;
  const latest = useRef(limits);
  latest.current = limits;
  const tellTouch = useEffectEvent(() => onTouch?.());
  useEffect(() => {
    const first = latest.current;
    if (!watching || first === null) return;
    const started = watchIdle(first, setPresence);
    watch.current = started;
    const touched = (event: Event): void => {
      if (event.target instanceof Element && event.target.closest(`[${ASKING}]`) !== null) return;
      started.touched();
      tellTouch();
    };
    for (const name of TOUCHES) window.addEventListener(name, touched, { capture: true, passive: true });
    return () => {
      for (const name of TOUCHES) window.removeEventListener(name, touched, { capture: true });
      started.stop();
      watch.current = null;
      setPresence({ state: 'here' });
    };
  }, [watching]);
  useEffect(() => {
    if (limits !== null) watch.current?.limit(limits);
  }, [limits]);
  const stay = useCallback(() => watch.current?.touched(), []);
  return { presence, stay };
}
