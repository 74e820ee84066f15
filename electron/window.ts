import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { ORIGIN } from './limits.ts';
import { lockWindow } from './lock-down.ts';

/** Opens the one window: an ordinary one at a desk, the whole screen at a kiosk. */
export function openWindow(mode: 'desk' | 'kiosk'): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 860,
    minWidth: 900,
    minHeight: 640,
    show: false,
    kiosk: mode === 'kiosk',
    fullscreen: mode === 'kiosk',
    autoHideMenuBar: true,
    backgroundColor: '#f6f9fb',
    title: 'Kezek',
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: process.getuid?.() !== 0,
      webSecurity: true,
      devTools: false,
      spellcheck: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  window.removeMenu();
  lockWindow(window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${ORIGIN}/`);
  return window;
}

/**
 * NCALayer's dialog can open behind a window that holds the screen, so ours steps back while a request is open there and
 * returns after (eds/README.md §1.7).
 */
export function stepBack(window: BrowserWindow, mode: 'desk' | 'kiosk', back: boolean): void {
  if (mode === 'kiosk') {
    window.setKiosk(!back);
    window.setFullScreen(!back);
  }
  if (back) window.blur();
  else window.focus();
}
