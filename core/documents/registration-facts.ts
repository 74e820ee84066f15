import { z } from 'zod';
import { almatyDay } from '../domain/almaty.ts';
import {
  ATTACHMENT_PURPOSES,
  BENEFIT_CODES,
  fullName,
  GROUP_KINDS,
  RELATIONS,
  TEACHING_LANGUAGES,
} from '../domain/application-form.ts';
import { parseIin } from '../domain/iin.ts';
import { maskIin } from '../domain/name.ts';
import { addMonths, type PlainDate } from '../domain/plain-date.ts';
import type { Policy } from '../domain/policy.ts';
import { CLAIM_STATES, QUEUE_CLASSES } from '../domain/status.ts';
import type { ApplicationRecord } from '../protocol/record.ts';

/** A name in the two languages documents are made in. */
export type TwoNames = { readonly kk: string; readonly ru: string };

/** What the record itself does not say. */
export type RegistrationContext = {
  /** Name of the district (`assets/reference/districts.json`). */
  readonly district: TwoNames;
  /** Name of the claimed benefit (`assets/reference/benefit-categories.json`); null without a claim. */
  readonly benefit: TwoNames | null;
  /** Who entered the application at a desk; null where the parent did so alone. */
  readonly operatorName: string | null;
  /** Code of the desk, e.g. `K01`. */
  readonly deskCode: string | null;
  /** The numbers in the rules. */
  readonly policy: Policy;
};

/**
 * Everything the registration document says (domain.md §7.1), flat, fixed when it is issued, in no language: what was true
 * then is printed again the same later, in Kazakh or in Russian. The applicant's IIN is masked here and not kept in full.
 */
export const RegistrationFactsSchema = z.object({
  number: z.string(),
  queueNumber: z.int().positive(),
  filedAt: z.iso.datetime(),
  districtKk: z.string(),
  districtRu: z.string(),
  deskCode: z.string().nullable(),
  operatorName: z.string().nullable(),
  childName: z.string(),
  childIin: z.string(),
  childBirthDate: z.iso.date(),
  childSex: z.enum(['male', 'female', 'unknown']),
  children: z.int().positive(),
  groupYear: z.int(),
  applicantName: z.string(),
  applicantIin: z.string(),
  applicantPhone: z.string(),
  applicantEmail: z.string().nullable(),
  relation: z.enum(RELATIONS),
  relationUnproved: z.int(),
  manualData: z.int(),
  settlement: z.string(),
  kind: z.enum(['general', 'special']),
  groupKind: z.enum(GROUP_KINDS),
  language: z.enum(TEACHING_LANGUAGES),
  queueClass: z.enum(QUEUE_CLASSES),
  benefit: z.enum(BENEFIT_CODES).nullable(),
  benefitKk: z.string().nullable(),
  benefitRu: z.string().nullable(),
  benefitClaim: z.enum(CLAIM_STATES),
  papersClaim: z.enum(CLAIM_STATES),
  /** One line a document: its purpose, a space, the name of the file. */
  attachments: z.string(),
  receipt: z.string().nullable(),
  receiptAt: z.iso.datetime().nullable(),
  signerName: z.string(),
  signerRole: z.enum(['applicant', 'operator']),
  /** How the applicant consented to the operator's signature; null where the applicant signed. */
  consent: z.enum(['code', 'paper']).nullable().default(null),
  signedAt: z.iso.datetime(),
  signatureAlgorithm: z.string(),
  certificateNumber: z.string(),
  certificateIssuer: z.string(),
  interestMonths: z.int(),
  /** The last day on which interest can first be confirmed. */
  confirmInterestUntil: z.iso.date(),
  offerWorkingDays: z.int(),
  referralWorkingDays: z.int(),
  stopListWorkingDays: z.int(),
  expiriesToRemoval: z.int(),
  returnHours: z.int(),
  extensionCalendarDays: z.int(),
});
export type RegistrationFacts = z.infer<typeof RegistrationFactsSchema>;

/** The facts of the registration document of an application that the server has just accepted. */
export function registrationFacts(
  record: ApplicationRecord,
  context: RegistrationContext,
): RegistrationFacts {
  const { form } = record;
  const child = form.children[record.childIndex];
  if (child === undefined) throw new Error('The application names a child that its form does not have');
  const childIin = parseIin(child.iin);
  const { policy } = context;
  return {
    number: record.number,
    queueNumber: record.queueNumberAtFiling,
    filedAt: record.filedAt,
    districtKk: context.district.kk,
    districtRu: context.district.ru,
    deskCode: context.deskCode,
    operatorName: context.operatorName,
    childName: fullName(child.name),
    childIin: child.iin,
    childBirthDate: child.birthDate,
    childSex: childIin.ok ? childIin.value.sex : 'unknown',
    children: form.children.length,
    groupYear: record.groupYear,
    applicantName: fullName(form.applicant.name),
    applicantIin: maskIin(form.applicant.iin),
    applicantPhone: form.applicant.phone,
    applicantEmail: form.applicant.email,
    relation: form.relation,
    relationUnproved: record.relationUnproved ? 1 : 0,
    manualData: form.applicant.source === 'manual' || child.source === 'manual' ? 1 : 0,
    settlement: form.settlement,
    kind: record.kind,
    groupKind: form.groupKind,
    language: form.language,
    queueClass: record.queueClass,
    benefit: form.benefit?.category ?? null,
    benefitKk: context.benefit?.kk ?? null,
    benefitRu: context.benefit?.ru ?? null,
    benefitClaim: record.benefitClaim,
    papersClaim: record.papersClaim,
    attachments: form.attachments.map(({ purpose, name }) => `${purpose} ${name}`).join('\n'),
    receipt: record.provisional?.label ?? null,
    receiptAt: record.provisional?.deskTime ?? null,
    signerName: record.signedBy.name,
    signerRole: record.signer,
    consent: record.consent?.means ?? null,
    signedAt: record.signedBy.at,
    signatureAlgorithm: record.signedBy.algorithm,
    certificateNumber: record.signedBy.serialNumber,
    certificateIssuer: record.signedBy.issuer,
    interestMonths: policy.interestMonths,
    confirmInterestUntil: firstInterestDay(record, policy),
    offerWorkingDays: policy.offerWorkingDays,
    referralWorkingDays: policy.referralWorkingDays,
    stopListWorkingDays: policy.stopListWorkingDays,
    expiriesToRemoval: policy.expiriesToRemoval,
    returnHours: policy.returnHours,
    extensionCalendarDays: policy.extensionCalendarDays,
  };
}

/** The record's deadline acts at the end of its day; before the server has set one it is counted from the filing day. */
function firstInterestDay(record: ApplicationRecord, policy: Policy): PlainDate {
  return record.confirmInterestBy === null
    ? addMonths(almatyDay(Date.parse(record.filedAt)), policy.interestMonths)
    : almatyDay(Date.parse(record.confirmInterestBy) - 1);
}

/** One attached document as the facts keep it. */
export type AttachedLine = { readonly purpose: (typeof ATTACHMENT_PURPOSES)[number]; readonly name: string };

/** The list of attached documents in the facts; throws on a line that was not written by {@link registrationFacts}. */
export function attachedLines(attachments: string): readonly AttachedLine[] {
  if (attachments === '') return [];
  return attachments.split('\n').map((line) => {
    const space = line.indexOf(' ');
    const purpose = ATTACHMENT_PURPOSES.find((each) => each === line.slice(0, space));
    if (purpose === undefined) throw new Error('The list of attachments is not one of ours');
    return { purpose, name: line.slice(space + 1) };
  });
}
