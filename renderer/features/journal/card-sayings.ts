import { parseInstant } from '../../../core/domain/instant.ts';
import type { PolicyName } from '../../../core/domain/policy.ts';
import { dateWithWeekday, type Locale, momentInWords } from '../../../core/domain/wording.ts';
import type { Permission } from '../../../core/protocol/permission.ts';

/** A sentence of the card: a word of the section `actions.say`, with its facts. */
export type Saying = {
  readonly key:
    | 'chooseBy'
    | 'open'
    | 'too-young'
    | 'too-young-voucher2025'
    | 'not-your-turn'
    | 'no-free-place'
    | 'stop-listed'
    | 'papers'
    | 'validUntil'
    | 'returnUntil'
    | 'cancel-window-closed'
    | 'extendUntil'
    | 'extension-used'
    | 'interestNow'
    | 'interestLater';
  readonly facts: Readonly<Record<string, string | number>>;
};

/** What is due, by when, and why what is not offered is not: in the order in which it matters to a parent. */
export function sayingsOf(
  permission: Permission,
  locale: Locale,
  policy: PolicyName = 'classic',
): readonly Saying[] {
  return [
    ...aboutChoosing(permission, locale, policy),
    ...aboutReferral(permission, locale),
    ...aboutInterest(permission, locale),
  ];
}

function aboutChoosing(permission: Permission, locale: Locale, policy: PolicyName): readonly Saying[] {
  const { permitted, refused, chooseBy, position, placeFrom, stopListUntil } = permission;
  if (permitted.includes('choosePlace'))
    return chooseBy === null
      ? [{ key: 'open', facts: {} }]
      : [{ key: 'chooseBy', facts: { date: dateWithWeekday(chooseBy, locale) } }];
  switch (refused.choosePlace) {
    case 'too-young':
      return [
        {
          key: policy === 'classic' ? 'too-young' : `too-young-${policy}`,
          facts: { date: dateWithWeekday(placeFrom, locale) },
        },
      ];
    case 'not-your-turn':
      return position === null ? [] : [{ key: 'not-your-turn', facts: { position } }];
    case 'no-free-place':
      return [{ key: 'no-free-place', facts: {} }];
    case 'stop-listed':
      return stopListUntil === null
        ? []
        : [{ key: 'stop-listed', facts: { date: dateWithWeekday(stopListUntil, locale) } }];
    case 'wrong-status':
      // A waiting child may choose unless its papers are undecided.
      return position === null ? [] : [{ key: 'papers', facts: {} }];
    default:
      return [];
  }
}

function aboutReferral({ permitted, refused, referral }: Permission, locale: Locale): readonly Saying[] {
  if (referral === null) return [];
  const returnUntil = parseInstant(referral.returnUntil);
  const moment = returnUntil === null ? '' : momentInWords(returnUntil, locale);
  return [
    { key: 'validUntil', facts: { date: dateWithWeekday(referral.validUntil, locale) } },
    ...(permitted.includes('cancelReferral')
      ? [{ key: 'returnUntil', facts: { moment } } as const]
      : refused.cancelReferral === 'cancel-window-closed'
        ? [{ key: 'cancel-window-closed', facts: { moment } } as const]
        : []),
    ...(permitted.includes('extendReferral')
      ? [{ key: 'extendUntil', facts: { date: dateWithWeekday(referral.extendUntil, locale) } } as const]
      : refused.extendReferral === 'extension-used'
        ? [{ key: 'extension-used', facts: {} } as const]
        : []),
  ];
}

function aboutInterest({ permitted, interest }: Permission, locale: Locale): readonly Saying[] {
  if (interest === null) return [];
  const date = dateWithWeekday(interest.by, locale);
  return permitted.includes('confirmInterest')
    ? [{ key: 'interestNow', facts: { date } }]
    : [{ key: 'interestLater', facts: { from: dateWithWeekday(interest.from, locale), date } }];
}
