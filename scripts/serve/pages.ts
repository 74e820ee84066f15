import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

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

/** Sends a file of the built interface; `/` is the one page it has. */
export async function sendFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const asked = decoded(path);
  const file = normalize(join(folder, asked === '/' ? 'index.html' : asked));
  const type = TYPES[extname(file)];
  const content = file.startsWith(folder + sep) && type !== undefined ? await read(file) : null;
  if (content === null || type === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('404\n');
    return;
  }
  const headers = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  if (extname(file) !== '.html') {
    response.writeHead(200, headers);
    response.end(content);
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    ...headers,
    'cache-control': 'no-store',
    'content-security-policy': policyWith(nonce),
  });
  response.end(content.toString('utf8').replaceAll('KEZEK-NONCE', nonce));
}

/** The policy of the window (`electron/lock-down.ts`), for a browser. */
function policyWith(nonce: string): string {
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

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

async function read(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return null;
    throw error;
  }
}
