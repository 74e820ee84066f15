import { describe, expect, it } from 'vitest';
import { isInterestDue } from '../../../renderer/features/interest/interest-window.ts';

/** The last moment of 22 November 2027 in Almaty. */
const BY = '2027-11-22T18:59:59.999Z';
const at = (iso: string) => Date.parse(iso);

describe('whether interest can be confirmed now, as a desk without the line knows it', () => {
  it('can from the thirtieth day before the last one, at midnight in Almaty', () => {
    expect(isInterestDue(BY, 30, at('2027-10-22T18:59:59.999Z'))).toBe(false);
    expect(isInterestDue(BY, 30, at('2027-10-22T19:00:00.000Z'))).toBe(true);
    expect(isInterestDue(BY, 30, at(BY))).toBe(true);
  });

  it('cannot where no confirmation is asked for', () => {
    expect(isInterestDue(null, 30, at(BY))).toBe(false);
  });
});
