/** Six digits that are no part of a queue number (ОДО.2026.000003): the one-time code in a message, where it carries one. */
export function codeIn(text: string): string | undefined {
  return /(?<![.\d])\d{6}(?!\d)/.exec(text)?.[0];
}

/** The newest code of an inbox, the oldest message first; empty where none came. Notices may have come since. */
export function lastCode(inbox: readonly { readonly text: string }[] | undefined): string {
  return (inbox ?? []).map(({ text }) => codeIn(text)).findLast((code) => code !== undefined) ?? '';
}
