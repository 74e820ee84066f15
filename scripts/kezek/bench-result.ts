/** A benchmark: the figure, the physical limit measured beside it on the same data, and figure ÷ limit (design.md). */
export type Bench = {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly limit: Readonly<Record<string, number>>;
  readonly ratio: number;
};
