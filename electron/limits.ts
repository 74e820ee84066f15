/** What the shell allows, as pure rules: addresses, files, switches. */

/** The interface's own scheme; nothing else is ever loaded into a window. */
export const ORIGIN = 'app://kezek';

/** Whether an address is the interface itself: parsed, never compared by a part of its text. */
export function isOwn(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol: scheme, host } = new URL(url);
  return scheme === 'app:' && host === 'kezek';
}

/** Whether something may be saved as a file: at a desk what the interface itself made; at a kiosk nothing. */
export function maySave(mode: 'desk' | 'kiosk', url: string): boolean {
  if (mode === 'kiosk' || !URL.canParse(url)) return false;
  const { protocol: scheme, pathname } = new URL(url);
  return scheme === 'blob:' && isOwn(pathname);
}

/** Switches that let another program look into Kezek, or loosen the policy of its pages. */
const PRYING =
  /^(inspect|debug|remote-debugging|remote-allow-origins|auto-open-devtools|js-flags|disable-web-security|load-extension)/;

/**
 * The first switch of a command line that Kezek does not start with, or null. Chromium takes one dash for two and, on
 * Windows, a slash; case does not matter to it.
 */
export function pryingSwitch(
  arguments_: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | null {
  const mark = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/;
  const found = arguments_.find(
    (each) => mark.test(each) && PRYING.test(each.replace(mark, '').toLowerCase()),
  );
  return found === undefined ? null : (found.split('=')[0] ?? found);
}
