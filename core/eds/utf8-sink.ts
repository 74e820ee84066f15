/** Collects text as UTF-8 in one growing buffer: short pieces, the bulk of canonical XML, are encoded here. */
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
    let at = start;
    for (let i = 0; i < size; i += 1) {
      const code = text.charCodeAt(i);
      if (code < 0x80) {
        buffer[at] = code;
        at += 1;
      } else if (code < 0x800) {
        buffer[at] = 0xc0 | (code >> 6);
        buffer[at + 1] = 0x80 | (code & 0x3f);
        at += 2;
      } else if (code >= 0xd800 && code < 0xe000) {
        this.length = start + buffer.write(text, start, 'utf8');
        return;
      } else {
        buffer[at] = 0xe0 | (code >> 12);
        buffer[at + 1] = 0x80 | ((code >> 6) & 0x3f);
        buffer[at + 2] = 0x80 | (code & 0x3f);
        at += 3;
      }
    }
    this.length = at;
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
