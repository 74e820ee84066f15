/** What the page sees of the shell: `window.kezek`. Results and events are parsed by the page against the contract. */
export type ShellLink = {
  readonly call: (method: string, input: unknown) => Promise<unknown>;
  /** Returns the function that ends the subscription. */
  readonly on: (listener: (event: unknown) => void) => () => void;
};

/** Channels between preload and main. */
export const CALL_CHANNEL = 'kezek:call';
export const EVENT_CHANNEL = 'kezek:event';
