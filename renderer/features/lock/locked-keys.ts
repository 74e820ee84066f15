/** Marks the page while the desk is locked; style sheet and keyboard go by it. */
const MARK = 'locked';

/** The page is locked from now on, or no longer. */
export function markLocked(locked: boolean): void {
  if (locked) document.documentElement.dataset[MARK] = 'true';
  else delete document.documentElement.dataset[MARK];
}

/**
 * While the desk is locked no key reaches what lies under the lock: dialogs there listen for Escape on the window, wherever
 * the focus is. Once, before anything is drawn, so that it comes first.
 */
export function guardKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && document.documentElement.dataset[MARK] !== undefined)
        event.stopImmediatePropagation();
    },
    true,
  );
}
