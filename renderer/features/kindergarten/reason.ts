/** Whether a text is a reason as the server takes it: at least a few letters. */
export function isReason(text: string): boolean {
  const { length } = text.trim();
  return length >= 3 && length <= 1000;
}
