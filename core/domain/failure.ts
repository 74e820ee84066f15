/**
 * Every expected failure of the product, by its literal code. Each code has a text and a next action in every
 * language (`assets/locales/*`, section `failure`), or the interface does not compile.
 */

/** Answers of the queue to a command that it refuses; domain.md §1.10.16. When several apply, the first counts. */
export const REFUSALS = [
  'invalid-iin',
  'duplicate-child',
  'not-registered',
  'over-age',
  'not-born',
  'too-young',
  'not-your-turn',
  'no-free-place',
  'stop-listed',
  'cancel-window-closed',
  'extension-used',
  'extension-too-long',
  'referral-expired',
  'too-early',
  'wrong-status',
  'not-permitted',
  'not-found',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Why a field of the form is not accepted as typed. */
const FIELD_FAILURES = [
  'required',
  'iin-length',
  'iin-digits',
  'iin-century',
  'iin-date',
  'iin-check-digit',
  'iin-adult',
  'iin-same-as-applicant',
  'iin-repeated',
  'applicant-too-young',
  'name-malformed',
  'birth-date-mismatch',
  'birth-date-malformed',
  'phone-malformed',
  'email-malformed',
  'file-required',
  'certificate-date-required',
  'certificate-too-old',
  'certificate-in-future',
] as const;
export type FieldFailure = (typeof FIELD_FAILURES)[number];

/** Why a scanned document is not accepted; domain: issue 2.5, seed 000 on the quality of copies. */
const FILE_FAILURES = [
  'file-type',
  'file-too-large',
  'file-empty',
  'file-unreadable',
  'too-many-files',
] as const;
export type FileFailure = (typeof FILE_FAILURES)[number];

/** Why a signature is not accepted; design.md, `kezek verify`. The order is the order of precedence. */
export const SIGNATURE_FAILURES = [
  'malformed',
  'structure',
  'algorithm',
  'digest',
  'signature',
  'untrusted',
  'chain',
  'not-yet-valid',
  'expired',
  'key-usage',
  'revoked',
  'iin-mismatch',
  'content',
] as const;
export type SignatureFailure = (typeof SIGNATURE_FAILURES)[number];

/** What can go wrong between Kezek and NCALayer; each has its own next action (eds/README.md §1). */
export const NCALAYER_FAILURES = [
  'ncalayer-not-running',
  'ncalayer-untrusted-certificate',
  'ncalayer-too-old',
  'ncalayer-cancelled',
  'ncalayer-closed',
  'ncalayer-silent',
  'ncalayer-wrong-password',
  'ncalayer-no-suitable-key',
  'ncalayer-token-absent',
  'ncalayer-refused',
  'ncalayer-garbled',
] as const;
export type NcaLayerFailure = (typeof NCALAYER_FAILURES)[number];

/** What can go wrong between this computer and the central server, or in it. */
const SERVER_FAILURES = [
  'server-unreachable',
  'desk-not-paired',
  'desk-unknown',
  'pairing-code-wrong',
  'pairing-code-expired',
  'pairing-code-used-up',
  'pairing-code-for-desk',
  'pairing-code-for-kiosk',
  'clock-wrong',
  'challenge-unknown',
  'challenge-expired',
  'session-expired',
  'session-required',
  'session-ended',
  'rights-withdrawn',
  'email-required',
  'registry-unavailable',
  'registry-consent-needed',
  'registry-consent-denied',
  'registry-consent-timed-out',
  'person-not-found',
  'person-deceased',
  'file-missing',
  'identity-reused',
  'upgrade-needed',
  'server-changed',
  'calendar-missing',
  'calendar-malformed',
  'calendar-day-passed',
  'too-many-attempts',
  'phone-not-linked',
  'phone-registry-unavailable',
  'sms-failed',
  'code-malformed',
  'code-wrong',
  'code-expired',
  'code-used-up',
  'too-many-codes',
  'code-not-enough',
  'signature-required',
  'session-locked',
  'offline-unknown',
  'consent-required',
  'consent-unknown',
  'capacity-below-places',
  'group-in-use',
  'kindergarten-closed',
  'kindergarten-in-use',
  'kindergarten-has-groups',
  'place-changed',
  'place-taken',
  'command-needs-line',
  'slip-malformed',
  'slip-not-signed',
  'proposal-open',
  'application-number-malformed',
  'application-not-matching',
  'too-many-searches',
  'merge-own',
  'merge-ended',
  'merge-complete',
  'not-your-child',
  'first-parent-phone',
  'nothing-to-move',
  'ledger-broken',
] as const;
export type ServerFailure = (typeof SERVER_FAILURES)[number];

/** What can go wrong with the print job; each says what to do. */
const PRINT_FAILURES = [
  'no-printer',
  'printer-unknown',
  'printer-off',
  'printer-out-of-paper',
  'printer-rejects',
  'printer-disabled',
  'print-stopped',
  'print-timed-out',
  'print-service-off',
] as const;
export type PrintFailure = (typeof PRINT_FAILURES)[number];

/** Failures of the machine and of the programs themselves. */
const MACHINE_FAILURES = ['invalid-request', 'internal', 'disk-full', 'replica-broken'] as const;
export type MachineFailure = (typeof MACHINE_FAILURES)[number];

/** Any failure a person can be shown. */
export type FailureCode =
  | Refusal
  | FieldFailure
  | FileFailure
  | SignatureFailure
  | NcaLayerFailure
  | ServerFailure
  | PrintFailure
  | MachineFailure;

/** The same at run time, for what comes over a boundary. */
export const FAILURE_CODES: readonly FailureCode[] = [
  ...REFUSALS,
  ...FIELD_FAILURES,
  ...FILE_FAILURES,
  ...SIGNATURE_FAILURES,
  ...NCALAYER_FAILURES,
  ...SERVER_FAILURES,
  ...PRINT_FAILURES,
  ...MACHINE_FAILURES,
];

/** Whether a text names a failure that every language has words for. */
export function isFailureCode(text: string): text is FailureCode {
  return FAILURE_CODES.some((code) => code === text);
}

/** A failure as it travels: its code, the field it belongs to, and facts for its text (never personal data in logs). */
export type Failure = {
  readonly code: FailureCode;
  /** Path of the form field it belongs to, e.g. `children.0.iin`. */
  readonly field?: string;
  /** Facts for the message: incident id, number, limit. */
  readonly facts?: Readonly<Record<string, string | number>>;
};
