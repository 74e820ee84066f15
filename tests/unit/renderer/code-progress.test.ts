import { describe, expect, it } from 'vitest';
import {
  CODE_LIFE,
  type CodeProgress,
  clockText,
  codeRefused,
  codeSent,
  RESEND_AFTER,
  standingOf,
} from '../../../renderer/features/one-time-code/code-progress.ts';

const SENT = { ticket: 'a', phone: '+7 (701) ***-**-01', triesLeft: 5 };
const AT = Date.parse('2026-03-02T09:00:00+05:00');

describe('a one-time code', () => {
  it('is good for five minutes by this computer’s clock, then no longer', () => {
    const sent = codeSent(SENT, AT);
    expect(standingOf(sent, AT)).toEqual({ secondsLeft: 300, usable: true, resendIn: 60 });
    expect(standingOf(sent, AT + CODE_LIFE - 1)).toMatchObject({ secondsLeft: 1, usable: true });
    expect(standingOf(sent, AT + CODE_LIFE)).toMatchObject({ secondsLeft: 0, usable: false });
  });

  it('may be replaced after a minute, and at once when it is over', () => {
    const sent = codeSent(SENT, AT);
    expect(standingOf(sent, AT + RESEND_AFTER - 1).resendIn).toBe(1);
    expect(standingOf(sent, AT + RESEND_AFTER).resendIn).toBe(0);
    const spent = codeRefused(sent, { code: 'code-used-up' });
    expect(standingOf(spent, AT + 1000)).toEqual({ secondsLeft: 0, usable: false, resendIn: 0 });
  });

  it('costs a try each time it is wrong, as the server counts them', () => {
    const wrong = codeRefused(codeSent(SENT, AT), { code: 'code-wrong', facts: { triesLeft: 2 } });
    expect(wrong).toMatchObject({ triesLeft: 2, spent: false });
    expect(standingOf(wrong, AT + 1000).usable).toBe(true);
  });

  it('counts the tries itself where the server does not say, and is spent with the last', () => {
    let progress: CodeProgress = codeSent(SENT, AT);
    for (const left of [4, 3, 2, 1]) {
      progress = codeRefused(progress, { code: 'code-wrong' });
      expect(progress).toMatchObject({ triesLeft: left, spent: false });
    }
    expect(codeRefused(progress, { code: 'code-wrong' })).toMatchObject({ triesLeft: 0, spent: true });
  });

  it('stays good when something else was amiss: the line, or the e-mail of the first sign-in', () => {
    for (const code of ['server-unreachable', 'email-required'] as const) {
      const refused = codeRefused(codeSent(SENT, AT), { code });
      expect(refused).toMatchObject({ triesLeft: 5, spent: false, refusal: { code } });
    }
  });

  it('shows its time as a clock', () => {
    expect([0, 9, 60, 245, 300].map(clockText)).toEqual(['0:00', '0:09', '1:00', '4:05', '5:00']);
  });
});
