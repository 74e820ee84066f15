/** The first parent's confirmation as it was given here. */
export type Confirmation = {
  readonly id: string;
  readonly at: string;
  /** Masked. */
  readonly phone: string;
  /** By this computer's clock, ms since 1970. */
  readonly goodUntil: number;
};
