import fc from 'fast-check';
import {
  type ApplicationForm,
  ATTACHMENT_PURPOSES,
  ATTACHMENT_TYPES,
  BENEFIT_CODES,
  GROUP_KINDS,
  RELATIONS,
  TEACHING_LANGUAGES,
} from '../../../core/domain/application-form.ts';
import type { SignedApplication } from '../../../core/eds/application-xml.ts';
import type { SignedConsent } from '../../../core/eds/signed-document.ts';

const ALPHABET = [
  ...'ӘәҒғҚқҢңӨөҰұҮүҺһІі',
  ...'абвйёъэюяАБВЙЁ',
  ...'abcXYZ019 -\'’«»<>&"/=;:#',
  '\u00a0\u0301\u2028\ufeff😀𐰴',
];

/** One line of free text as the form's contract gives it: trimmed, no control characters. */
function lines(max: number): fc.Arbitrary<string> {
  const typed = fc.oneof(
    fc
      .array(fc.constantFrom(...ALPHABET.flatMap((each) => [...each])), { maxLength: 20 })
      .map((all) => all.join('')),
    fc
      .string({ unit: 'binary', maxLength: 20 })
      .map((all) => all.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')),
  );
  return typed.map((each) => each.trim().slice(0, max).toWellFormed().replaceAll('\ufffd', '').trim());
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const dates = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const names = fc.record({ surname: lines(100), name: lines(100), patronymic: lines(100) });
const addresses = fc.record({
  city: lines(200),
  district: lines(200),
  street: lines(200),
  house: lines(30),
  flat: lines(30),
});
const phones = digits(10).map((each) => `+7${each}`);
const emails = fc.constantFrom('a+b@example.kz', 'aigul.demo@example.kz', "o'neil@example.com");
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const sources = fc.constantFrom('registry' as const, 'manual' as const);

/** Forms of every kind that the contract allows. */
export const forms: fc.Arbitrary<ApplicationForm> = fc.record({
  applicant: fc.record({
    iin: digits(12),
    name: names,
    birthDate: dates,
    source: sources,
    registrationAddress: addresses,
    registrationDistrict: maybe(digits(9)),
    residenceAddress: addresses,
    phone: phones,
    email: maybe(emails),
    additionalPhone: maybe(phones),
    additionalEmail: maybe(emails),
  }),
  relation: fc.constantFrom(...RELATIONS),
  children: fc.array(
    fc.record({
      uuid: fc.uuid(),
      iin: digits(12),
      name: names,
      birthDate: dates,
      source: sources,
      registrationDistrict: maybe(digits(9)),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  twins: fc.boolean(),
  nonResident: fc.boolean(),
  district: digits(9),
  settlement: lines(200),
  groupKind: fc.constantFrom(...GROUP_KINDS),
  language: fc.constantFrom(...TEACHING_LANGUAGES),
  benefit: maybe(fc.record({ category: fc.constantFrom(...BENEFIT_CODES), certificateDate: maybe(dates) })),
  attachments: fc.array(
    fc.record({
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
      name: lines(200),
      type: fc.constantFrom(...ATTACHMENT_TYPES),
      size: fc.integer({ min: 1, max: 10 * 1024 * 1024 }),
      purpose: fc.constantFrom(...ATTACHMENT_PURPOSES),
    }),
    { maxLength: 3 },
  ),
  dataCurrent: fc.boolean(),
  algorithmRead: fc.boolean(),
  moves: fc.constantFrom(true as const, null),
});

const consents: fc.Arbitrary<SignedConsent> = fc.oneof(
  fc.record({ means: fc.constant('code' as const), reference: fc.uuid() }),
  fc.record({ means: fc.constant('paper' as const), reference: fc.stringMatching(/^[0-9a-f]{64}$/) }),
);

/** Documents to sign. */
export const applications: fc.Arbitrary<SignedApplication> = forms.chain((form) =>
  fc
    .record({
      uuid: fc.uuid(),
      challenge: fc.stringMatching(/^[!-~]{1,60}$/),
      desk: fc.constantFrom('K01', 'Көкше-2'),
      by: fc.oneof(
        fc.record({
          operator: fc.option(digits(12)),
          signer: fc.constant('applicant' as const),
          consent: fc.constant(null),
        }),
        fc.record({
          operator: digits(12),
          signer: fc.constant('operator' as const),
          consent: fc.option(consents),
        }),
      ),
      time: fc
        .date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((each) => each.toISOString()),
    })
    .map(({ by, ...rest }) => ({ version: 1 as const, ...rest, ...by, district: form.district, form })),
);
