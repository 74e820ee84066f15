import { app, type BrowserWindow, protocol, session } from 'electron';
import { interfaceFile } from './interface-file.ts';
import { isOwn, maySave } from './limits.ts';

/** Before the app is ready: the scheme is standard and secure; the sandbox holds for every process (not as root). */
export function prepareLockDown(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  if (process.getuid?.() !== 0) app.enableSandbox();
}

/** Serves the interface from `folder` under its policy, denies every permission, and lets only own files be saved. */
export function serveInterface(folder: string, mode: 'desk' | 'kiosk'): void {
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
  session.defaultSession.on('will-download', (event, item) => {
    if (!maySave(mode, item.getURL())) event.preventDefault();
  });
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
