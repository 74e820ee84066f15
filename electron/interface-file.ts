import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** A file of the built interface with the headers it goes out with; the same for the window and for a browser. */
export type InterfaceFile = {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array<ArrayBuffer>;
};

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

/**
 * Reads a file of the interface; the page itself gets a fresh nonce and its policy.
 * @param path path of the address, still percent-encoded; `/` is the one page there is
 * @returns null for what is not there, is of no known type, or lies outside the folder
 */
export async function interfaceFile(folder: string, path: string): Promise<InterfaceFile | null> {
  const asked = decoded(path);
  const file = normalize(join(folder, asked === '/' ? 'index.html' : asked));
  const type = TYPES[extname(file)];
  if (!file.startsWith(folder + sep) || type === undefined) return null;
  const content = await read(file);
  if (content === null) return null;
  const headers = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  if (extname(file) !== '.html') return { headers, content: new Uint8Array(content) };
  const nonce = randomBytes(16).toString('base64');
  return {
    headers: { ...headers, 'cache-control': 'no-store', 'content-security-policy': policy(nonce) },
    content: new TextEncoder().encode(content.toString('utf8').replaceAll('KEZEK-NONCE', nonce)),
  };
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
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
