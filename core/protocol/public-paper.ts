import { z } from 'zod';
import { REFERRAL_KINDS } from '../domain/referral.ts';
import { QUEUE_CLASSES } from '../domain/status.ts';
import { PlainDate } from './form.ts';
import { TwoNamesSchema } from './kindergarten.ts';
import { GroupKindSchema, TeachingLanguageSchema } from './kindergarten-entry.ts';
import { question } from './route.ts';

const count = z.int().nonnegative();

/** A paper for everybody, drawn from these facts: identifier, moment, signed text of its QR code. */
const PublicPaperSchema = z.strictObject({ id: z.string(), issuedAt: z.iso.datetime(), qr: z.string() });

export const BulletinSchema = z.strictObject({
  paper: PublicPaperSchema,
  number: z.string(),
  district: TwoNamesSchema,
  at: z.iso.datetime(),
  groups: z
    .array(
      z.strictObject({
        settlement: z.string(),
        kindergarten: TwoNamesSchema,
        address: z.string(),
        phone: z.string().nullable(),
        group: z.string(),
        birthYear: z.int(),
        kind: GroupKindSchema,
        language: TeachingLanguageSchema,
        offered: count,
        open: count,
      }),
    )
    .readonly(),
});

export const IssuedReferralsSchema = z.strictObject({
  paper: PublicPaperSchema,
  number: z.string(),
  district: TwoNamesSchema,
  from: PlainDate,
  to: PlainDate,
  /** The children's names leave the server masked: it is a public register. */
  lines: z
    .array(
      z.strictObject({
        number: z.string(),
        issuedAt: z.iso.datetime(),
        kind: z.enum(REFERRAL_KINDS),
        application: z.string(),
        filedAt: z.iso.datetime(),
        groupYear: z.int(),
        queueClass: z.enum(QUEUE_CLASSES),
        kindergarten: TwoNamesSchema,
        group: z.string(),
        state: z.enum(['in-force', 'extended', 'returned', 'expired', 'refused', 'arrived', 'removed']),
        child: z.string(),
      }),
    )
    .readonly(),
});

export const publicPaperQuestions = {
  /** «Босаған орындар бюллетені»: of the desk's own district; for everybody who is signed in. */
  'place.bulletin': question('/v1/place/bulletin', z.strictObject({}), BulletinSchema),
  /** «Жолдамаларды беру хаттамасы» of the desk's own district, for everybody who is signed in; at most a year. */
  'referral.issued': question(
    '/v1/referral/issued',
    z.strictObject({ from: PlainDate, to: PlainDate }),
    IssuedReferralsSchema,
  ),
};
