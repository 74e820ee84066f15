import { Text } from '@mantine/core';
import { IconHourglass, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '../../../core/domain/instant.ts';
import type { Session } from '../../../core/protocol/person.ts';
import { core } from '../../link/core.ts';
import { keyOf, useCoreEvent } from '../../link/use-core.ts';
import { usePresence } from '../../presence/use-presence.ts';
import { useSession, useStatus } from '../../session.ts';
import { clockText } from '../one-time-code/code-progress.ts';
import { useNow } from '../one-time-code/use-code.ts';
import './lock.css';
import classes from './lock-screen.module.css';
import { LockScreen } from './lock-screen.tsx';
import { markLocked } from './locked-keys.ts';
import { createTouches, STAFF_LIMITS, type Touches } from './staff-idle.ts';

/**
 * Keeps the page, and covers it while the staff session is locked; locks it after ten idle minutes. What is typed underneath
 * stays as it is. Whoever's session is about to end is told so.
 */
export function LockGate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const { mode } = useStatus();
  const staff = mode === 'desk' && session !== null && session.grants.length > 0;
  const locked = staff && session.locked;
  useCover(locked);
  return (
    <>
      <div id="under-lock" style={{ display: 'contents' }}>
        {children}
      </div>
      {locked ? <LockScreen session={session} /> : null}
      {staff && !locked ? <StaffWatch key={session.id} /> : null}
      {session === null || locked ? null : <SessionEnd session={session} />}
    </>
  );
}

/** Marks the page as covered, and gives the focus back to where it was. */
function useCover(locked: boolean): void {
  useLayoutEffect(() => {
    if (!locked) return;
    const focused = document.activeElement;
    markLocked(true);
    return () => {
      markLocked(false);
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    };
  }, [locked]);
}

/** Tells the core that somebody works here, and locks when nobody does. */
function StaffWatch() {
  const { t } = useTranslation('lock');
  const touches = useRef<Touches | null>(null);
  const { presence, stay } = usePresence(STAFF_LIMITS, () => touches.current?.touched());
  useEffect(() => {
    const own = createTouches(() => void core.call('session.touch', {}));
    touches.current = own;
    return () => own.stop();
  }, []);
  // Somebody is at NCALayer, in a window that this one does not see.
  useCoreEvent((event) => {
    if (event.topic !== 'ncalayer') return;
    stay();
    touches.current?.touched();
  });
  useEffect(() => {
    if (presence.state === 'gone') void core.call('session.lock', {});
  }, [presence.state]);
  if (presence.state !== 'asked') return null;
  return (
    <div className={classes.soon} role="status">
      <IconLock size={24} aria-hidden />
      <Text span inherit>
        {t('soon', { seconds: presence.secondsLeft })}
      </Text>
    </div>
  );
}

/** The last minutes of a session, in which the person is told that it ends. */
const TOLD_MS = 2 * 60_000;
/** The server's clock, by which it ends, may differ from this one by so much: from then on the core is asked. */
const DOUBT_MS = 6 * 60_000;
const ASK_EVERY_MS = 10_000;

/** Says when the session ends, and notices that it has. */
function SessionEnd({ session }: { readonly session: Session }) {
  const { t } = useTranslation('lock');
  const client = useQueryClient();
  const kiosk = useStatus().mode === 'kiosk';
  const [near, setNear] = useState(false);
  const endsAt = parseInstant(session.expiresAt) ?? Number.POSITIVE_INFINITY;
  const ask = useEffectEvent(() => {
    const left = endsAt - Date.now();
    setNear(left > 0 && left <= TOLD_MS);
    if (left <= DOUBT_MS) void client.invalidateQueries({ queryKey: keyOf('session.current', {}) });
  });
  useEffect(() => {
    ask();
    const timer = setInterval(() => ask(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (!near) return null;
  return (
    <div className={classes.soon} role="status">
      <IconHourglass size={24} aria-hidden />
      <Text span inherit className="numbers">
        <Ending endsAt={endsAt} words={(clock) => t(kiosk ? 'endingKiosk' : 'ending', { clock })} />
      </Text>
    </div>
  );
}

function Ending(props: { readonly endsAt: number; readonly words: (clock: string) => string }) {
  const seconds = Math.max(0, Math.ceil((props.endsAt - useNow()) / 1000));
  return props.words(clockText(seconds));
}
