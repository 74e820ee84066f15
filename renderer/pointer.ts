/**
 * What is shown when a field is left may move the page; were that to happen between pressing and releasing the mouse, the
 * click would miss its button. So it waits for the release.
 */
let pressed = false;
let waiting: (() => void)[] = [];

function release(): void {
  pressed = false;
  const due = waiting;
  waiting = [];
  // After the click that follows the release.
  if (due.length > 0) setTimeout(() => due.forEach((run) => void run()));
}

/** Starts to watch the pointer; once, when the interface starts. */
export function watchPointer(): void {
  window.addEventListener(
    'pointerdown',
    () => {
      pressed = true;
    },
    true,
  );
  window.addEventListener('pointerup', release, true);
  window.addEventListener('pointercancel', release, true);
  window.addEventListener('blur', release);
}

/** Runs at once, or, while a button of the mouse or a finger is down, after it was lifted. */
export function whenReleased(run: () => void): void {
  if (pressed) waiting.push(run);
  else run();
}
