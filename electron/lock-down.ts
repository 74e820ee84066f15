import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { app, type BrowserWindow, protocol, session } from 'electron';

/** The interface's own scheme; nothing else is ever loaded into a window. */
export const ORIGIN = 'app://kezek';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

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
    if (url.host !== 'kezek' || request.method !== 'GET') return new Response(null, { status: 404 });
    const path = normalize(
      join(folder, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)),
    );
    if (!path.startsWith(folder + sep)) return new Response(null, { status: 404 });
    const type = TYPES[extname(path)];
    if (type === undefined) return new Response(null, { status: 404 });
    try {
      const content = await readFile(path);
      if (!path.endsWith('index.html'))
        return new Response(new Uint8Array(content), { headers: { 'content-type': type } });
      const nonce = randomBytes(16).toString('base64');
      return new Response(content.toString('utf8').replaceAll('KEZEK-NONCE', nonce), {
        headers: { 'content-type': type, 'content-security-policy': policy(nonce) },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    'frame-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
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
