/** What a command of `kezek` sees of the world. Relative paths count from `cwd`, where npm was called. */
export type CommandIo = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Answer, to stdout; the text brings its own line ends. */
  readonly out: (text: string) => void;
  /** Progress and complaints, to stderr. */
  readonly err: (text: string) => void;
};

/** A command: its arguments in, its exit code out (0 done or valid, 1 not, 2 wrong usage). */
export type Command = (args: string[], io: CommandIo) => Promise<number> | number;
