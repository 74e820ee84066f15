import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../core/protocol/consent.ts';
import { momentText } from '../journal/journal-format.ts';

/** How the applicant consented to what an operator signed, in a sentence; empty where the applicant signed. */
export function useConsentWords(): (consent: ConsentRecord | null) => string {
  const { t } = useTranslation('consent');
  return (consent) => {
    if (consent === null) return '';
    if (consent.means === 'paper') return t('by.paper');
    const { at, phone } = consent;
    // The server knows when and to which phone; a desk that is off line may not.
    return at === null || phone === null ? t('by.codeOnly') : t('by.code', { phone, at: momentText(at) });
  };
}
