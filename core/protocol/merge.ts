import { z } from 'zod';
import { IinText, KatoCode } from './form.ts';
import { question } from './route.ts';

/**
 * The second parent joins an application alone, at the kiosk (domain.md R10, «Өтінішті ата-ананың ЖСН-ға біріктіру»): names it,
 * the first parent confirms by a code, and `mergeApplication` is given with that consent and the own EDS.
 */

/** What the second parent is shown of an application that was found. */
export const FoundApplicationSchema = z.strictObject({
  application: z.uuid(),
  number: z.string(),
  district: KatoCode,
  /** Surname and initials. */
  child: z.string(),
  /** Where the code will go, masked. */
  phone: z.string(),
});
export type FoundApplication = z.infer<typeof FoundApplicationSchema>;

/** How long the first parent's confirmation can be used, in minutes. */
export const MERGE_CONSENT_MINUTES = 10;

export const mergeSearch = {
  /**
   * The application of this number and this child. `application-not-matching` alike for a number that there is not and for
   * another child; `too-many-searches` after a few of those. What stands in the way of joining an application that does match is
   * said by its own code: `merge-own`, `not-your-child`, `merge-ended`, `merge-complete`.
   */
  'merge.find': question(
    '/v1/merge/find',
    z.strictObject({ number: z.string().max(40), childIin: IinText }),
    FoundApplicationSchema,
  ),
};

export const mergeQuestions = {
  /** Sends the first parent a code; only for what `merge.find` has found for this person at this desk. */
  'merge.requestCode': question(
    '/v1/merge/code',
    z.strictObject({ application: z.uuid(), locale: z.enum(['kk', 'ru', 'en']) }),
    z.strictObject({
      ticket: z.string(),
      phone: z.string(),
      expiresAt: z.iso.datetime(),
      triesLeft: z.int().nonnegative(),
    }),
  ),
  /** The code as the first parent read it: a consent to this application's joining by this person, for ten minutes. */
  'merge.enterCode': question(
    '/v1/merge/consent',
    z.strictObject({ ticket: z.string(), code: z.string().regex(/^\d{6}$/) }),
    z.strictObject({ consent: z.uuid(), at: z.iso.datetime() }),
  ),
};
