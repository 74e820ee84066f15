import { z } from 'zod';
import { STATUSES } from '../domain/status.ts';
import { PlainDate } from './form.ts';
import { question } from './route.ts';

/** What a parent, or an operator on the parent's behalf, does with an application after it is filed. */
export const CARD_ACTIONS = [
  'choosePlace',
  'cancelReferral',
  'extendReferral',
  'confirmInterest',
  'updateContacts',
  'claimBenefit',
  'mergeApplication',
  'withdraw',
] as const;
export type CardAction = (typeof CARD_ACTIONS)[number];

/** What is permitted now on an application to whoever asks, by the server's truth; dates are last days in Almaty. */
export const PermissionSchema = z.strictObject({
  /** The server's clock. */
  at: z.iso.datetime(),
  status: z.enum(STATUSES),
  /** The present position («Номер очереди»), null where it holds none. */
  position: z.int().positive().nullable(),
  permitted: z.array(z.enum(CARD_ACTIONS)).readonly(),
  /** Why each of the others is not: a failure code. */
  refused: z.partialRecord(z.enum(CARD_ACTIONS), z.string()),
  /** Whether the child's cell has a place on offer, and an open one. */
  places: z.strictObject({ offered: z.boolean(), open: z.boolean() }),
  chooseBy: PlainDate.nullable(),
  /** First day on which a place may be chosen (R1). */
  placeFrom: PlainDate,
  stopListUntil: PlainDate.nullable(),
  /** The referral in force. */
  referral: z
    .strictObject({
      number: z.string(),
      issuedAt: z.iso.datetime(),
      validUntil: PlainDate,
      extended: z.boolean(),
      /** The last moment at which it may be returned (R8). */
      returnUntil: z.iso.datetime(),
      /** The latest day to which it can be extended (R7). */
      extendUntil: PlainDate,
    })
    .nullable(),
  /** Between which days interest can be confirmed next (R9); null where it is not asked. */
  interest: z.strictObject({ from: PlainDate, by: PlainDate }).nullable(),
});
export type Permission = z.infer<typeof PermissionSchema>;

/** `not-found` also for an application that is not this person's to see. */
export const permissionQuestions = {
  'application.permitted': question(
    '/v1/application/permitted',
    z.strictObject({ application: z.uuid() }),
    PermissionSchema,
  ),
};
