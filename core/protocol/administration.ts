import { z } from 'zod';
import { ROLES } from '../domain/status.ts';
import { ReasonText } from './command-text.ts';
import { IinText, KatoCode } from './form.ts';
import { question } from './route.ts';

/** People, roles, desks and keys: the administrator's room (domain.md §2.3, §1.11 "Roles begin"). */

const grant = {
  iin: IinText,
  role: z.enum(ROLES),
  /** Where the role holds: a district, a kindergarten, or, both null, the whole region. */
  district: KatoCode.nullable(),
  kindergarten: z.string().min(1).max(100).nullable(),
};
const Where = { district: KatoCode, mode: z.enum(['desk', 'kiosk']) };

export const ADMINISTRATION_COMMANDS = [
  z.strictObject({ do: z.literal('grantRole'), ...grant }),
  z.strictObject({ do: z.literal('revokeRole'), ...grant, reason: ReasonText }),
  /** Answers with the facts `code` and `expiresAt`: 8 characters, 10 minutes, 5 tries. */
  z.strictObject({ do: z.literal('pairDesk'), ...Where }),
  z.strictObject({ do: z.literal('revokeDesk'), desk: z.uuid(), reason: ReasonText }),
] as const;

const StaffMember = z.strictObject({
  ...grant,
  /** Empty until the person has signed in once. */
  name: z.string(),
  grantedAt: z.iso.datetime(),
  /** Name of the kindergarten, where the role is held there. */
  kindergartenName: z.strictObject({ kk: z.string(), ru: z.string() }).nullable(),
  /** The last session of the person at any desk. */
  seenAt: z.iso.datetime().nullable(),
});
export type StaffMember = z.infer<typeof StaffMember>;

const DeskEntry = z.strictObject({
  id: z.uuid(),
  /** Printed on slips, e.g. `K01`. */
  code: z.string(),
  ...Where,
  pairedAt: z.iso.datetime(),
  seenAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** SHA-256 of the desk's public key, the first 16 hex digits, to compare by eye. */
  key: z.string(),
});
export type DeskEntry = z.infer<typeof DeskEntry>;

/** Kinds of keys that a certificate may hold; `unknown`: none that Kezek goes by. */
const KEY_KINDS = ['gost2015', 'gost2004', 'rsa', 'unknown'] as const;

const Authority = z.strictObject({
  subject: z.string(),
  anchor: z.boolean(),
  algorithm: z.enum(KEY_KINDS),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  sha256: z.string(),
});

export const administrationQuestions = {
  'administration.staff': question(
    '/v1/administration/staff',
    z.strictObject({}),
    z.strictObject({ staff: z.array(StaffMember).readonly() }),
  ),
  'administration.desks': question(
    '/v1/administration/desks',
    z.strictObject({}),
    z.strictObject({ desks: z.array(DeskEntry).readonly() }),
  ),
  'administration.keys': question(
    '/v1/administration/keys',
    z.strictObject({}),
    z.strictObject({
      /** SHA-256 of the key with which the server signs slips and grants. */
      slipKey: z.string(),
      authorities: z.array(Authority).readonly(),
    }),
  ),
};
