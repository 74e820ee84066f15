import type { ShellLink } from '../../core/protocol/shell-link.ts';

declare global {
  interface Window {
    readonly kezek?: ShellLink;
  }
}

/** The bridge of the window, or, in a browser at the loopback address, the same over HTTP. */
export function openBridge(): ShellLink {
  return window.kezek ?? { call: callOverHttp, on: listenOverHttp };
}

async function callOverHttp(method: string, input: unknown): Promise<unknown> {
  const response = await fetch(`/call/${method}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input, packBytes),
  });
  return JSON.parse(await response.text(), unpackBytes);
}

function listenOverHttp(listener: (event: unknown) => void): () => void {
  const source = new EventSource('/events');
  source.onmessage = (message: MessageEvent<string>) => listener(JSON.parse(message.data, unpackBytes));
  return () => source.close();
}

/** JSON has no bytes: they travel as `{"$bytes": base64}`. */
export function packBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: toBase64(value) } : value;
}

/** The inverse of {@link packBytes}. */
export function unpackBytes(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value;
  return typeof value.$bytes === 'string' ? fromBase64(value.$bytes) : value;
}

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
