/**
 * The form that a parent or an operator fills in (seeds 000, 003, 004; domain.md §11.8: name and address are kept in
 * parts and shown joined). It is the same value on the screen, in the draft, in the signed XML and at the server.
 */

/** A person's name; `patronymic` is empty where there is none. */
export type PersonName = { readonly surname: string; readonly name: string; readonly patronymic: string };

/** An address in the parts of seed 000; `district` is the text of the registry, not a KATO code. */
export type Address = {
  readonly city: string;
  readonly district: string;
  readonly street: string;
  readonly house: string;
  readonly flat: string;
};

/** Where the data of a person come from: ГБД ФЛ, or typed by hand while it was silent (then re-checked later). */
export type DataSource = 'registry' | 'manual';

/** Step 1: the applicant. Dates are plain `YYYY-MM-DD`, phones E.164 (`+77XXXXXXXXX`). */
export type ApplicantPart = {
  readonly iin: string;
  readonly name: PersonName;
  readonly birthDate: string;
  readonly source: DataSource;
  /** Registration address (прописка), as ГБД ФЛ gives it or as typed. */
  readonly registrationAddress: Address;
  /** KATO code of the district of the registration; null when ГБД ФЛ gave none or was silent. */
  readonly registrationDistrict: string | null;
  readonly residenceAddress: Address;
  readonly phone: string;
  /** Null only when «e-mail жоқ» is ticked, at a desk (domain.md §1.11 "Required"). */
  readonly email: string | null;
  readonly additionalPhone: string | null;
  readonly additionalEmail: string | null;
};

/** Step 2: one child; twins are several children on one form. `uuid` becomes the identifier of its application. */
export type ChildPart = {
  readonly uuid: string;
  readonly iin: string;
  readonly name: PersonName;
  readonly birthDate: string;
  readonly source: DataSource;
  /** KATO code of the district of the child's registration by ГБД ФЛ, or null. */
  readonly registrationDistrict: string | null;
};

/** Benefit categories of domain.md §1.5 (`NONE` is the absence of a claim). */
export const BENEFIT_CODES = ['E1', 'E2', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'] as const;
export type BenefitCode = (typeof BENEFIT_CODES)[number];

/** Kinds of group a parent asks for; `general` is the ОДО queue, the two others the СДО queue (domain.md §1.11). */
export const GROUP_KINDS = ['general', 'special', 'sanatorium'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Languages of teaching (domain.md §1.8). */
export const TEACHING_LANGUAGES = ['kk', 'ru', 'mixed'] as const;
export type TeachingLanguage = (typeof TEACHING_LANGUAGES)[number];

/** Who the applicant is to the child (domain.md §1.11). Others than a parent attach a document. */
export const RELATIONS = ['parent', 'guardian', 'representative'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What a scanned document is there to prove. */
export const ATTACHMENT_PURPOSES = [
  'benefit',
  'non-resident',
  'relation',
  'registration',
  'conclusion',
  'consent',
  'basis',
] as const;
export type AttachmentPurpose = (typeof ATTACHMENT_PURPOSES)[number];

/** Media types a scan may have, found by content (issue 2.5). */
export const ATTACHMENT_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

/** A scanned document; its bytes are kept apart, under the SHA-256 of the content (lower-case hex). */
export type Attachment = {
  readonly sha256: string;
  readonly name: string;
  readonly type: AttachmentType;
  /** Bytes. */
  readonly size: number;
  readonly purpose: AttachmentPurpose;
};

/** The limits of the form on scans: bytes each and count (issue 2.5). */
export const ATTACHMENT_LIMITS = { bytes: 10 * 1024 * 1024, files: 10 } as const;

/** A complete form, as it is signed. */
export type ApplicationForm = {
  readonly applicant: ApplicantPart;
  readonly relation: Relation;
  /** One child, or the twins in the order they were entered. */
  readonly children: readonly ChildPart[];
  readonly twins: boolean;
  readonly nonResident: boolean;
  /** KATO code of the district whose queue is joined («Регион»). */
  readonly district: string;
  readonly settlement: string;
  readonly groupKind: GroupKind;
  readonly language: TeachingLanguage;
  readonly benefit: { readonly category: BenefitCode; readonly certificateDate: string | null } | null;
  readonly attachments: readonly Attachment[];
  /** The two ticks before the form: the data are current, the Algorithm is read (seeds 003, 004). */
  readonly dataCurrent: boolean;
  readonly algorithmRead: boolean;
  /**
   * True where the child moves here from another district: its application there is withdrawn by this very act, and its filing time is
   * kept (domain.md §1.11). Null in every other form, and in those of before.
   */
  readonly moves: true | null;
};

/** The two queues: общеобразовательная (ОДО) and специальная (СДО). */
export type QueueKind = 'general' | 'special';

/** The queue a group kind belongs to (domain.md §1.11 "Numbers"). */
export function queueKindOf(groupKind: GroupKind): QueueKind {
  return groupKind === 'general' ? 'general' : 'special';
}

/** «Фамилия Имя Отчество», without the part that is missing. */
export function fullName(person: PersonName): string {
  return [person.surname, person.name, person.patronymic].filter((part) => part !== '').join(' ');
}
