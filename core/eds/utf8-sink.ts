/** Collects text as UTF-8 in one growing buffer: short ASCII pieces, the bulk of canonical XML, are copied without a call. */
export class Utf8Sink {
  private buffer = Buffer.allocUnsafe(1 << 14);
  private length = 0;

  /** Appends a text. */
  write(text: string): void {
    const size = text.length;
    if (this.length + 3 * size > this.buffer.length) this.grow(3 * size);
    if (size > 64) {
      this.length += this.buffer.write(text, this.length, 'utf8');
      return;
    }
    const { buffer } = this;
    const start = this.length;
    for (let i = 0; i < size; i += 1) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) {
        this.length = start + buffer.write(text, start, 'utf8');
        return;
      }
      buffer[start + i] = code;
    }
    this.length = start + size;
  }

  /** All that was written. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(2 * this.buffer.length, this.length + needed));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
