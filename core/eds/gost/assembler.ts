/**
 * The little of WebAssembly that the kernels of GOST are written in: their code is put together here, at start, from the same
 * constants that the standards print, so that there is no binary to trust. Every function works on one shared memory.
 */

/** Bytes of instructions. */
export type Code = readonly number[];

function unsigned(value: number): number[] {
  const octets: number[] = [];
  let rest = value;
  do {
    const octet = rest % 128;
    rest = Math.floor(rest / 128);
    octets.push(rest === 0 ? octet : octet + 128);
  } while (rest !== 0);
  return octets;
}

function signed(value: bigint): number[] {
  const octets: number[] = [];
  let rest = value;
  for (;;) {
    const octet = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && octet < 64) || (rest === -1n && octet >= 64);
    octets.push(done ? octet : octet + 128);
    if (done) return octets;
  }
}

/** Values of 32 and 64 bits. */
export const I32 = 0x7f;
export const I64 = 0x7e;

/** The instructions that the kernels use; addresses of loads and stores carry a constant offset. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  tee: (local: number): Code => [0x22, ...unsigned(local)],
  const32: (value: number): Code => [0x41, ...signed(BigInt(value))],
  const64: (value: bigint): Code => [0x42, ...signed(BigInt.asIntN(64, value))],
  load64: (offset: number): Code => [0x29, 3, ...unsigned(offset)],
  store64: (offset: number): Code => [0x37, 3, ...unsigned(offset)],
  /** Loads 32 bits as a number of 64. */
  load32as64: (offset: number): Code => [0x35, 2, ...unsigned(offset)],
  /** Stores the low 32 bits of a number of 64. */
  store32of64: (offset: number): Code => [0x3e, 2, ...unsigned(offset)],
  call: (index: number): Code => [0x10, ...unsigned(index)],
  /** Runs the body again while the number that it leaves is not zero. */
  loop: (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b],
  wrap: [0xa7] as Code,
  extend: [0xad] as Code,
  add32: [0x6a] as Code,
  sub32: [0x6b] as Code,
  and32: [0x71] as Code,
  shl32: [0x74] as Code,
  or32: [0x72] as Code,
  add64: [0x7c] as Code,
  sub64: [0x7d] as Code,
  mul64: [0x7e] as Code,
  and64: [0x83] as Code,
  xor64: [0x85] as Code,
  shr64: [0x88] as Code,
  lessThan64: [0x54] as Code,
} as const;

export type KernelFunction = {
  /** Under this name it can be called from outside. */
  readonly name?: string;
  /** How many parameters of 32 bits it takes; none returns anything. */
  readonly parameters: number;
  /** Types of its local values, after the parameters. */
  readonly locals: readonly number[];
  readonly body: Code;
};

function vector(items: readonly Code[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(value: string): number[] {
  const octets = [...Buffer.from(value, 'utf8')];
  return [...unsigned(octets.length), ...octets];
}

/** Compiles functions over a memory of so many pages of 64 KiB. */
export function kernel(
  functions: readonly KernelFunction[],
  pages: number,
): { readonly memory: WebAssembly.Memory; readonly call: (name: string, ...args: number[]) => void } {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...vector(Array.from({ length: parameters }, () => [I32])),
    0,
  ]);
  const exported = functions.flatMap(({ name }, index) =>
    name === undefined ? [] : [[...text(name), 0, ...unsigned(index)]],
  );
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, type])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('e'), ...text('m'), 2, 0, ...unsigned(pages)]])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(exported)),
    ...section(10, vector(bodies)),
  ]);
  const memory = new WebAssembly.Memory({ initial: pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { e: { m: memory } });
  return {
    memory,
    call: (name, ...args) => {
      const entry = instance.exports[name];
      if (typeof entry !== 'function') throw new Error(`no kernel function ${name}`);
      entry(...args);
    },
  };
}
