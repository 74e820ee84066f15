import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BENEFIT_CODES, type BenefitCode } from '../../core/domain/application-form.ts';

const Terms = z.object({
  categories: z.array(z.object({ code: z.string(), certificateMonths: z.int().positive().nullable() })),
});

/** Months for which the certificate of a benefit is valid; null where it has no term (`benefit-categories.json`). */
export type CertificateTerms = Readonly<Record<BenefitCode, number | null>>;

/** Reads the terms; throws where the table is not of its shape: a broken installation. */
export function loadCertificateTerms(): CertificateTerms {
  const file = new URL('../../assets/reference/benefit-categories.json', import.meta.url);
  const { categories } = Terms.parse(JSON.parse(readFileSync(file, 'utf8')));
  const of = (code: BenefitCode) =>
    categories.find((category) => category.code === code)?.certificateMonths ?? null;
  return z
    .record(z.enum(BENEFIT_CODES), z.int().positive().nullable())
    .parse(Object.fromEntries(BENEFIT_CODES.map((code) => [code, of(code)])));
}
