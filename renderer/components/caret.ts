/** How many digits a text has. */
export function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** The place right behind the n-th digit of a text; its end where there are fewer. */
export function positionAfterDigits(text: string, digits: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === digits) return at;
    if (/\d/.test(text.charAt(at))) seen += 1;
  }
  return text.length;
}
