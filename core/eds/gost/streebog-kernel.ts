/** The compression of Streebog-512 as WebAssembly: words of 64 bits, the merged table of S, P and L, 25 transformations a block. */
import { type Code, I32, I64, kernel, op } from './assembler.ts';
import { ITERATION_CONSTANTS, LINEAR_ROWS, SUBSTITUTION } from './streebog-constants.ts';

const TABLE = 0;
const CONSTANTS = TABLE + 8 * 256 * 8;
const H = CONSTANTS + 12 * 64;
const LENGTH = H + 64;
const SUM = LENGTH + 64;
const KEY = SUM + 64;
const DATA = KEY + 64;
const ZERO = DATA + 64;
const ADDEND = ZERO + 64;
/** Where blocks are put, and how many fit. */
const BLOCKS = 32_768;
export const ROOM = 1024;
const PAGES = 2;

const WORDS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** transform(target, a, b): target := L(P(S(a ⊕ b))). Output word i takes octet i of every mixed word. */
function transformBody(): Code {
  const word = (i: number) => 3 + i;
  const mixed = WORDS.flatMap((i) => [
    ...[
      ...op.get(1),
      ...op.load64(8 * i),
      ...op.get(2),
      ...op.load64(8 * i),
      ...op.xor64,
      ...op.set(word(i)),
    ],
  ]);
  const lookup = (j: number, i: number): Code => [
    ...[...op.get(word(j)), ...op.const64(BigInt(8 * i)), ...op.shr64, ...op.wrap],
    ...[...op.const32(0xff), ...op.and32, ...op.const32(3), ...op.shl32],
    ...op.load64(TABLE + 2048 * j),
  ];
  const outputs = WORDS.flatMap((i) => [
    ...op.get(0),
    ...WORDS.flatMap((j) => (j === 0 ? lookup(j, i) : [...lookup(j, i), ...op.xor64])),
    ...op.store64(8 * i),
  ]);
  return [...mixed, ...outputs];
}

const TRANSFORM = 0;
const COMPRESS = 1;
const ADD = 2;

const transform = (target: Code, a: Code, b: Code): Code => [...target, ...a, ...b, ...op.call(TRANSFORM)];

/** compress(counter, block): the function g_N of RFC 6986 §6 on the state H. Local 2 counts the rounds by their constants. */
function compressBody(): Code {
  const at = op.const32;
  const round: Code = [
    ...transform(at(KEY), at(KEY), op.get(2)),
    ...transform(at(DATA), at(DATA), at(KEY)),
    ...[...op.get(2), ...at(64), ...op.add32, ...op.tee(2), ...at(CONSTANTS + 11 * 64), ...op.sub32],
  ];
  const fold = WORDS.flatMap((i) => [
    ...[...at(0), ...at(0), ...op.load64(H + 8 * i), ...at(0), ...op.load64(DATA + 8 * i), ...op.xor64],
    ...[...at(0), ...op.load64(KEY + 8 * i), ...op.xor64, ...op.get(1), ...op.load64(8 * i), ...op.xor64],
    ...op.store64(H + 8 * i),
  ]);
  return [
    ...transform(at(KEY), at(H), op.get(0)),
    ...transform(at(DATA), at(KEY), op.get(1)),
    ...[...at(CONSTANTS), ...op.set(2), ...op.loop(round)],
    ...transform(at(KEY), at(KEY), op.get(2)),
    ...fold,
  ];
}

/** add(sum, value): numbers of 512 bits, modulo 2^512. Locals: 2 the word, 3 the carry. */
function addBody(): Code {
  return [
    ...[...op.const64(0n), ...op.set(3)],
    ...WORDS.flatMap((i) => [
      // word := sum + value; carried := word < value
      ...[...op.get(0), ...op.load64(8 * i), ...op.get(1), ...op.load64(8 * i), ...op.add64, ...op.tee(2)],
      ...[...op.get(1), ...op.load64(8 * i), ...op.lessThan64],
      // word := word + carry; carried or word < carry
      ...[...op.get(2), ...op.get(3), ...op.add64, ...op.tee(2), ...op.get(3), ...op.lessThan64, ...op.or32],
      ...[...op.extend, ...op.set(3), ...op.get(0), ...op.get(2), ...op.store64(8 * i)],
    ]),
  ];
}

/** blocks(at, end): every block from `at` to `end`, each counting the bits that ADDEND holds. */
function blocksBody(): Code {
  const step: Code = [
    ...[...op.const32(LENGTH), ...op.get(0), ...op.call(COMPRESS)],
    ...[...op.const32(LENGTH), ...op.const32(ADDEND), ...op.call(ADD)],
    ...[...op.const32(SUM), ...op.get(0), ...op.call(ADD)],
    ...[...op.get(0), ...op.const32(64), ...op.add32, ...op.tee(0), ...op.get(1), ...op.sub32],
  ];
  return op.loop(step);
}

/** finish(): the two last compressions, of the length and of the sum. */
function finishBody(): Code {
  return [LENGTH, SUM].flatMap((part) => [...op.const32(ZERO), ...op.const32(part), ...op.call(COMPRESS)]);
}

function build() {
  const { memory, call } = kernel(
    [
      { parameters: 3, locals: WORDS.map(() => I64), body: transformBody() },
      { parameters: 2, locals: [I32], body: compressBody() },
      { parameters: 2, locals: [I64, I64], body: addBody() },
      { name: 'blocks', parameters: 2, locals: [], body: blocksBody() },
      { name: 'finish', parameters: 0, locals: [], body: finishBody() },
    ],
    PAGES,
  );
  const octets = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  fillTable(view);
  ITERATION_CONSTANTS.forEach((hex, i) => {
    octets.set(Buffer.from(hex, 'hex').reverse(), CONSTANTS + 64 * i);
  });
  return { call, octets, view };
}

function fillTable(view: DataView): void {
  const substitution = Buffer.from(SUBSTITUTION, 'hex');
  const rows = LINEAR_ROWS.split(' ').map((row) => BigInt(`0x${row}`));
  for (let place = 0; place < 8; place += 1) {
    for (let x = 0; x < 256; x += 1) {
      const octet = substitution[x] ?? 0;
      let word = 0n;
      for (let bit = 0; bit < 8; bit += 1) {
        if ((octet >> bit) & 1) word ^= rows[63 - (8 * place + bit)] ?? 0n;
      }
      view.setBigUint64(TABLE + 2048 * place + 8 * x, word, true);
    }
  }
}

let built: ReturnType<typeof build> | undefined;

/** One message after another goes through the one kernel of this thread; `begin` forgets the message before. */
export const compression = {
  begin(): void {
    built ??= build();
    built.octets.fill(0, H, ADDEND + 64);
  },
  /** Takes whole blocks, at most `ROOM` of them, each counting `bits` of the message. */
  blocks(octets: Uint8Array, bits: number): void {
    built ??= build();
    built.view.setUint32(ADDEND, bits, true);
    built.octets.set(octets, BLOCKS);
    built.call('blocks', BLOCKS, BLOCKS + octets.length);
  },
  /** The digest. */
  finish(): Uint8Array {
    built ??= build();
    built.call('finish');
    return built.octets.slice(H, H + 64);
  },
};
