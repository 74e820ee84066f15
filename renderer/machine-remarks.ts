import { useTranslation } from 'react-i18next';
import { useStatus } from './session.ts';

/** What whoever works here must know of this computer: demo data; a key in a file, with which only demo data are safe (design.md, "Laws"). */
export function useMachineRemarks(): readonly string[] {
  const { t } = useTranslation();
  const { demo, keyStore } = useStatus();
  return [...(demo ? [t('machine.demo')] : []), ...(keyStore === 'file' ? [t('machine.fileKey')] : [])];
}
