/** What anybody may see of the queue at a moment: the observation of design.md "Scenarios". */
import { toAlmatyIso } from '../almaty.ts';
import type { ApplicationEvent } from '../application/event.ts';
import { interestDue } from '../application/interest.ts';
import {
  type Circumstances,
  PARENT_ACTIONS,
  type ParentAction,
  permitted,
} from '../application/permitted.ts';
import { type Application, isReferred, isWaiting, type Rules } from '../application/state.ts';
import type { Instant } from '../instant.ts';
import { NOTICE_CHANNELS, type NoticeChannel, type NoticeKind, noticeOf } from '../notice.ts';
import type { PlainDate } from '../plain-date.ts';
import type { Status } from '../status.ts';

/** One application as it is observed; dates are last days. */
export type ObservedApplication = {
  readonly status: Status;
  readonly position: number | null;
  readonly permitted: readonly ParentAction[];
  readonly chooseBy: PlainDate | null;
  readonly referral: {
    readonly number: string;
    readonly group: string;
    readonly issuedAt: string;
    readonly validUntil: PlainDate;
    readonly extended: boolean;
  } | null;
  readonly expiries: number;
  readonly stopListUntil: PlainDate | null;
  readonly confirmInterestBy: PlainDate | null;
};

/** A notice as it is observed. */
export type ObservedNotice = {
  readonly at: string;
  readonly application: string;
  readonly kind: NoticeKind;
  readonly channels: readonly NoticeChannel[];
};

/**
 * What is to be seen of an application at `now`. `position` is its place in the merged order (null unless it waits);
 * `permitted` holds what the applicant could do now.
 */
export function observeApplication(
  application: Application,
  position: number | null,
  circumstances: Circumstances,
  now: Instant,
  rules: Rules,
): ObservedApplication {
  const possible = permitted(application, 'whoever-may', circumstances, now, rules);
  const { status } = application;
  const asksInterest = isWaiting(application) || status === 'stopListed';
  return {
    status,
    position: isWaiting(application) ? position : null,
    permitted: PARENT_ACTIONS.filter((action) => possible.has(action)),
    chooseBy: status === 'notified' ? application.offer.chooseBy : null,
    referral: isReferred(application)
      ? {
          number: application.referral.number,
          group: application.referral.group,
          issuedAt: toAlmatyIso(application.referral.issuedAt),
          validUntil: application.referral.validUntil,
          extended: application.referral.extended,
        }
      : null,
    expiries: application.expiries,
    stopListUntil: status === 'stopListed' ? application.stopListUntil : null,
    confirmInterestBy: asksInterest ? interestDue(application, rules.policy) : null,
  };
}

/** The notices that events have sent, in their order. */
export function observeNotices(events: readonly ApplicationEvent[]): readonly ObservedNotice[] {
  return events.flatMap((event): readonly ObservedNotice[] => {
    const kind = noticeOf(event.kind);
    if (kind === null) return [];
    return [{ at: toAlmatyIso(event.at), application: event.application, kind, channels: NOTICE_CHANNELS }];
  });
}
