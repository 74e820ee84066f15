import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { Locale } from '../../core/domain/wording.ts';
import { core } from '../link/core.ts';
import { useCoreEvent } from '../link/use-core.ts';
import { LINKS } from '../links.ts';
import { chooseLocale, resetLocale } from '../locale/i18n.ts';
import { AT_NCALAYER, AT_THE_SCREEN } from '../presence/idle-watch.ts';
import { useStatus } from '../session.ts';
import { endVisit } from './end-visit.ts';
import './kiosk.css';
import { usePresence } from '../presence/use-presence.ts';
import { KioskFrame } from './kiosk-frame.tsx';
import { LanguageScreen } from './language-screen.tsx';
import { LeavingScreen } from './leaving-screen.tsx';
import { PresenceDialog } from './presence-dialog.tsx';

/** Between two visitors; during a visit; while it is being erased; when erasing failed and nobody may come in. */
type Visit = 'none' | 'open' | 'ending' | 'stuck';

/**
 * The kiosk in the hall: one visitor after another. A visit begins with the language and ends by «Шығу» or by 60 s of
 * silence; then nothing of the person is left, neither in the core nor on this page.
 */
export function KioskShell({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { locale, desk } = useStatus();
  const [visit, setVisit] = useState<Visit>('none');
  const [atNcaLayer, setAtNcaLayer] = useState(false);
  useKioskPage();
  useCoreEvent((event) => {
    if (event.topic === 'ncalayer') setAtNcaLayer(event.open);
  });

  const begin = (chosen: Locale) => {
    chooseLocale(chosen);
    setVisit('open');
  };
  const end = () => setVisit('ending');
  const erase = useEffectEvent(async () => {
    const ended = await endVisit(core, client);
    if (!ended.ok) return setVisit('stuck');
    setAtNcaLayer(false);
    await navigate({ to: LINKS.start, replace: true });
    window.sessionStorage.clear();
    resetLocale(locale);
    setVisit('none');
  });
  // In an effect, when the visitor's pages are gone already: whatever they still do at leaving comes before the erasing.
  useEffect(() => {
    if (visit === 'ending') void erase();
  }, [visit]);

  const { presence, stay } = usePresence(visit !== 'open' ? null : atNcaLayer ? AT_NCALAYER : AT_THE_SCREEN);
  useEffect(() => {
    if (presence.state === 'gone') setVisit('ending');
  }, [presence.state]);

  // An unpaired kiosk belongs to the staff who set it up.
  if (desk === null) return <KioskFrame onLeave={null}>{children}</KioskFrame>;
  if (visit === 'none') return <LanguageScreen onChoose={begin} />;
  if (visit !== 'open') return <LeavingScreen stuck={visit === 'stuck'} onRetry={end} />;
  return (
    <KioskFrame onLeave={end}>
      {children}
      {presence.state === 'asked' ? (
        <PresenceDialog secondsLeft={presence.secondsLeft} onStay={stay} onLeave={end} />
      ) : null}
    </KioskFrame>
  );
}

/** Marks the page as a kiosk's for its style sheet, and takes away what a long touch would open. */
function useKioskPage(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.kiosk = 'true';
    const prevent = (event: Event): void => event.preventDefault();
    window.addEventListener('contextmenu', prevent);
    window.addEventListener('dragstart', prevent);
    return () => {
      delete dataset.kiosk;
      window.removeEventListener('contextmenu', prevent);
      window.removeEventListener('dragstart', prevent);
    };
  }, []);
}
