import { createHash } from 'node:crypto';

const node = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();

/**
 * The root of a Merkle tree (RFC 6962 §2.1) that grows leaf by leaf, in memory that grows with the logarithm of their number: of
 * every whole subtree only its root is kept.
 */
export function growingRoot(): { add(leaf: Buffer): void; value(): Buffer } {
  const peaks: { readonly height: number; readonly hash: Buffer }[] = [];
  return {
    add(leaf) {
      let peak = { height: 0, hash: leaf };
      for (let last = peaks.at(-1); last?.height === peak.height; last = peaks.at(-1)) {
        peaks.pop();
        peak = { height: peak.height + 1, hash: node(last.hash, peak.hash) };
      }
      peaks.push(peak);
    },
    value() {
      const [last, ...rest] = peaks.toReversed();
      if (last === undefined) return createHash('sha256').digest();
      return rest.reduce((right, { hash }) => node(hash, right), last.hash);
    },
  };
}
