import { z } from 'zod';
import { fullName, RELATIONS, TEACHING_LANGUAGES } from '../domain/application-form.ts';
import { correctedForm } from '../domain/corrected-form.ts';
import { KINDERGARTEN_KINDS, type KindergartenKind } from '../domain/group.ts';
import { parseIin } from '../domain/iin.ts';
import { maskIin } from '../domain/name.ts';
import { REFERRAL_KINDS } from '../domain/referral.ts';
import { QUEUE_CLASSES } from '../domain/status.ts';
import type { ApplicationRecord } from '../protocol/record.ts';
import type { TwoNames } from './registration-facts.ts';

/**
 * Parts that the facts of several papers share. Facts are flat, fixed when the paper is issued, and in no language: names of
 * the reference data are kept in both, so that what was true then is printed again the same later.
 */

/** Whose application a paper is about. The applicant's IIN is masked here and not kept in full. */
const ApplicationPartSchema = z.object({
  /** The number the paper bears: its own where it has one, else the application's. */
  number: z.string(),
  application: z.string(),
  filedAt: z.iso.datetime(),
  districtKk: z.string(),
  districtRu: z.string(),
  childName: z.string(),
  childIin: z.string(),
  childBirthDate: z.iso.date(),
  childSex: z.enum(['male', 'female', 'unknown']),
  groupYear: z.int(),
  queueClass: z.enum(QUEUE_CLASSES),
  applicantName: z.string(),
  applicantIin: z.string(),
  relation: z.enum(RELATIONS),
});
export const ApplicationPart = ApplicationPartSchema.shape;
export type ApplicationPart = z.infer<typeof ApplicationPartSchema>;

/** The part of an application, with what was corrected in it since it was signed; `number` is the application's. */
export function applicationPart(record: ApplicationRecord, district: TwoNames): ApplicationPart {
  const form = correctedForm(record.form, record.childIndex, record.corrected);
  const child = form.children[record.childIndex];
  if (child === undefined) throw new Error('The application names a child that its form does not have');
  const iin = parseIin(child.iin);
  return {
    number: record.number,
    application: record.number,
    filedAt: record.filedAt,
    districtKk: district.kk,
    districtRu: district.ru,
    childName: fullName(child.name),
    childIin: child.iin,
    childBirthDate: child.birthDate,
    childSex: iin.ok ? iin.value.sex : 'unknown',
    groupYear: record.groupYear,
    queueClass: record.queueClass,
    applicantName: fullName(form.applicant.name),
    applicantIin: maskIin(form.applicant.iin),
    relation: form.relation,
  };
}

/** A kindergarten and one of its groups, as papers name them. */
export type KindergartenFacts = {
  readonly name: TwoNames;
  readonly kind: KindergartenKind;
  readonly bin: string | null;
  /** Settlement and street in one line. */
  readonly address: string;
  readonly phone: string | null;
  readonly director: string | null;
  readonly group: {
    readonly name: string;
    readonly birthYear: number;
    readonly kind: 'general' | 'special';
    readonly language: (typeof TEACHING_LANGUAGES)[number];
  };
};

const KindergartenPartSchema = z.object({
  kindergartenKk: z.string(),
  kindergartenRu: z.string(),
  kindergartenKind: z.enum(KINDERGARTEN_KINDS),
  bin: z.string().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  director: z.string().nullable(),
  group: z.string(),
  groupBirthYear: z.int(),
  groupKind: z.enum(['general', 'special']),
  groupLanguage: z.enum(TEACHING_LANGUAGES),
});
export type KindergartenPart = z.infer<typeof KindergartenPartSchema>;

/** A referral and where it leads. */
const ReferralPartSchema = z.object({
  ...KindergartenPartSchema.shape,
  referral: z.string(),
  referralKind: z.enum(REFERRAL_KINDS),
  referralIssuedAt: z.iso.datetime(),
  /** Last valid day, as the paper finds it. */
  validUntil: z.iso.date(),
});
export const ReferralPart = ReferralPartSchema.shape;
export type ReferralPart = z.infer<typeof ReferralPartSchema>;

/** A referral as papers need it; instants in ISO 8601, days plain. */
export type ReferralGiven = {
  readonly number: string;
  readonly kind: (typeof REFERRAL_KINDS)[number];
  readonly issuedAt: string;
  readonly validUntil: string;
};

/** The part of a referral to a kindergarten. */
export function referralPart(referral: ReferralGiven, to: KindergartenFacts): ReferralPart {
  return {
    kindergartenKk: to.name.kk,
    kindergartenRu: to.name.ru,
    kindergartenKind: to.kind,
    bin: to.bin,
    address: to.address,
    phone: to.phone,
    director: to.director,
    group: to.group.name,
    groupBirthYear: to.group.birthYear,
    groupKind: to.group.kind,
    groupLanguage: to.group.language,
    referral: referral.number,
    referralKind: referral.kind,
    referralIssuedAt: referral.issuedAt,
    validUntil: referral.validUntil,
  };
}

/** Who can stand on a paper as the one who acted or signed. */
export const PAPER_ROLES = ['applicant', 'operator', 'moderator', 'head', 'director', 'system'] as const;
export type PaperRole = (typeof PAPER_ROLES)[number];

/** An EDS: of whom, when, with what. */
export type Eds = {
  readonly name: string;
  readonly role: PaperRole;
  readonly at: string;
  readonly algorithm: string;
  readonly serialNumber: string;
  readonly issuer: string;
};

/** Who asked for what the paper says, and the EDS this was asked with; without one all of it is null. */
const ActPartSchema = z.object({
  byName: z.string(),
  byRole: z.enum(PAPER_ROLES),
  byAt: z.iso.datetime().nullable(),
  byAlgorithm: z.string().nullable(),
  byCertificate: z.string().nullable(),
  byIssuer: z.string().nullable(),
});
export const ActPart = ActPartSchema.shape;
export type ActPart = z.infer<typeof ActPartSchema>;

/** The part of an act; `eds` where it was signed with one. */
export function actPart(by: { readonly name: string; readonly role: PaperRole }, eds: Eds | null): ActPart {
  return {
    byName: by.name,
    byRole: by.role,
    byAt: eds?.at ?? null,
    byAlgorithm: eds?.algorithm ?? null,
    byCertificate: eds?.serialNumber ?? null,
    byIssuer: eds?.issuer ?? null,
  };
}

/** The EDS that the paper itself carries: of a person with authority to sign it. Only then it bears the legal footer (§7). */
const EdsPartSchema = z.object({
  edsName: z.string().nullable(),
  edsRole: z.enum(PAPER_ROLES).nullable(),
  edsAt: z.iso.datetime().nullable(),
  edsAlgorithm: z.string().nullable(),
  edsCertificate: z.string().nullable(),
  edsIssuer: z.string().nullable(),
});
export const EdsPart = EdsPartSchema.shape;
export type EdsPart = z.infer<typeof EdsPartSchema>;

/** The part of a paper's own EDS. */
export function edsPart(eds: Eds | null): EdsPart {
  return {
    edsName: eds?.name ?? null,
    edsRole: eds?.role ?? null,
    edsAt: eds?.at ?? null,
    edsAlgorithm: eds?.algorithm ?? null,
    edsCertificate: eds?.serialNumber ?? null,
    edsIssuer: eds?.issuer ?? null,
  };
}
