import { z } from 'zod';
import { POLICY_NAMES } from '../domain/policy.ts';
import { KatoCode } from './form.ts';
import { LocaleSchema } from './locale.ts';
import { Nothing } from './route.ts';

/** What this computer is and how it stands. */
export const DeskStatusSchema = z.strictObject({
  mode: z.enum(['desk', 'kiosk']),
  /** Null until paired (`kezek pair`). */
  desk: z.strictObject({ code: z.string(), district: KatoCode }).nullable(),
  /** District of the configuration, preset on the start page before pairing. */
  district: KatoCode.nullable(),
  locale: LocaleSchema,
  server: z.enum(['reachable', 'unreachable', 'unknown']),
  lastSyncAt: z.iso.datetime().nullable(),
  /** Saved here and not yet received by the server. */
  unsent: z.int().nonnegative(),
  /** Failure code of what stops the exchange although the server answers (`desk-unknown`, `server-changed`, `upgrade-needed`, …). */
  problem: z.string().optional(),
  /** Failure code for which the server ended the last session here (`rights-withdrawn`, `session-ended`, `desk-unknown`); until the next sign-in. */
  sessionEnded: z.string().optional(),
  /** Where the replica's key lies; `file` means demo data only, and the screen says so. */
  keyStore: z.enum(['system', 'file']),
  /** Demo people and simulators: the screen says so. */
  demo: z.boolean(),
  version: z.string(),
  /** The preset the server goes by, as last heard. */
  policy: z.enum(POLICY_NAMES).optional(),
  /** When the National CA made the newest revocation list that is kept here; null or absent where there is none. */
  revocationListAt: z.iso.datetime().nullable().optional(),
});
export type DeskStatus = z.infer<typeof DeskStatusSchema>;

export const deskMethods = {
  'desk.status': { input: Nothing, output: DeskStatusSchema },
  /** Joins this computer to the server by the short code of `kezek pair`. */
  'desk.pair': { input: z.strictObject({ code: z.string() }), output: DeskStatusSchema },
  /** Tries the line now instead of at the next interval. */
  'desk.sync': { input: Nothing, output: DeskStatusSchema },
} as const;
