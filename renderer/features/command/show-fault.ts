/**
 * Brings the first field of a dialog that is marked as wrong into view, and the keyboard to it: the button that was pressed may
 * stand a page below. Looks when the marks have been drawn.
 */
export function showFault(button: HTMLElement): void {
  const dialog = button.closest('[role="dialog"]');
  requestAnimationFrame(() => {
    const field = dialog?.querySelector<HTMLElement>('[aria-invalid="true"], input[data-error]');
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: 'center' });
  });
}
