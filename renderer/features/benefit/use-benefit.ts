import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';

/** The whole name of a benefit category, by its code. */
export function useBenefitName(): (code: string) => string {
  const locale = useLocale();
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  return (code) => benefits.find((benefit) => benefit.code === code)?.[locale] ?? code;
}

/** What has to be shown for it. */
export function useBenefitProof(): (code: string) => string {
  const locale = useLocale();
  const benefits = useCore('reference.load', {}).data?.benefits ?? [];
  const proof = { kk: 'proofKk', ru: 'proofRu', en: 'proofEn' } as const;
  return (code) => benefits.find((benefit) => benefit.code === code)?.[proof[locale]] ?? '';
}
