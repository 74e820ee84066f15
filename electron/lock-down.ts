import { app, type BrowserWindow, protocol, session } from 'electron';
import { interfaceFile } from './interface-file.ts';

/** The interface's own scheme; nothing else is ever loaded into a window. */
export const ORIGIN = 'app://kezek';

/** Before the app is ready: the scheme is standard and secure; the sandbox holds for every process (not as root). */
export function prepareLockDown(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  if (process.getuid?.() !== 0) app.enableSandbox();
}

/** Serves the interface from `folder` under its policy and denies every permission. */
export function serveInterface(folder: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const file =
      url.host === 'kezek' && request.method === 'GET' ? await interfaceFile(folder, url.pathname) : null;
    return file === null
      ? new Response(null, { status: 404 })
      : new Response(file.content, { headers: file.headers });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

/** A window that cannot go anywhere, open anything or hold a webview. */
export function lockWindow(window: BrowserWindow): void {
  const contents = window.webContents;
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stay = (event: { preventDefault: () => void }, url: string): void => {
    if (!isOwn(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Whether an address is the interface itself: parsed, never compared by a part of its text. */
export function isOwn(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol: scheme, host } = new URL(url);
  return scheme === 'app:' && host === 'kezek';
}
