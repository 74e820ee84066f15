import { z } from 'zod';
import { KatoCode, PlainDate } from './form.ts';
import { question } from './route.ts';

/** The auditor's room: everything that was written, read-only, and whether the ledger is whole (domain.md §2.3). */

const AuditLine = z.strictObject({
  id: z.int().positive(),
  at: z.iso.datetime(),
  /** A word of the interface: `audit.action.<action>`; an unknown one is shown as it is. */
  action: z.string(),
  actor: z.strictObject({ name: z.string(), iin: z.string() }).nullable(),
  /** Code and district of the desk. */
  desk: z.string().nullable(),
  district: KatoCode.nullable(),
  /** Number of the application concerned, else what the line is about. */
  subject: z.string().nullable(),
  application: z.uuid().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type AuditLine = z.infer<typeof AuditLine>;
export type AuditNames = Readonly<Record<string, { readonly kk: string; readonly ru: string }>>;

const Broken = z.strictObject({
  index: z.int().nonnegative(),
  /** What stands beside the leaf's hash; null where the leaf is missing. */
  leaf: z
    .strictObject({
      /** A word of the interface, as `action` of a line. */
      kind: z.string(),
      at: z.iso.datetime(),
      /** Number of the application concerned, if it concerns one. */
      number: z.string().nullable(),
    })
    .nullable(),
});
export type Broken = z.infer<typeof Broken>;

export const auditQuestions = {
  /** Newest first, by pages of 50; `before` is the id of the last line that was seen. */
  'audit.page': question(
    '/v1/audit/page',
    z.strictObject({
      from: PlainDate.nullable(),
      to: PlainDate.nullable(),
      action: z.string().max(100).nullable(),
      /** Application number, IIN of an actor, or a desk's code. */
      search: z.string().max(100),
      before: z.int().positive().nullable(),
    }),
    z.strictObject({
      lines: z.array(AuditLine).readonly(),
      more: z.boolean(),
      /** How the people (by IIN), kindergartens and groups (by identifier) that these lines speak of are called. */
      names: z.record(z.string(), z.strictObject({ kk: z.string(), ru: z.string() })),
    }),
  ),
  /** Reckons every leaf of the ledger anew. */
  'audit.ledger': question(
    '/v1/audit/ledger',
    z.strictObject({}),
    z.strictObject({
      size: z.int().nonnegative(),
      whole: z.boolean(),
      /** The first leaf that is not what it should be. */
      broken: Broken.nullable(),
      /** Merkle root over all leaves (RFC 6962), hex. */
      root: z.string(),
      checkedAt: z.iso.datetime(),
    }),
  ),
};
