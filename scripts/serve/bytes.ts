/**
 * JSON has no bytes: they travel as `{"$bytes": base64}` (the other end is `renderer/link/transport.ts`). A replacer for
 * `JSON.stringify`; a Buffer has been turned into an object by its own `toJSON` by then, and is told by that.
 */
export function packBytes(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (typeof value !== 'object' || value === null) return value;
  const { type, data }: { type?: unknown; data?: unknown } = value;
  return type === 'Buffer' && Array.isArray(data) ? { $bytes: Buffer.from(data).toString('base64') } : value;
}

/** The inverse, a reviver for `JSON.parse`. */
export function unpackBytes(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value;
  return typeof value.$bytes === 'string' ? new Uint8Array(Buffer.from(value.$bytes, 'base64')) : value;
}
