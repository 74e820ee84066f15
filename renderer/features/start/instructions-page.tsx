import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { Manuals } from './manuals.tsx';

/** «Нұсқаулықтар»: the manuals of the system, short, with their notes in their own words. */
export function InstructionsPage() {
  const { t } = useTranslation('start');
  return (
    <Page title={t('instructions.title')} lead={t('instructions.lead')} back="start" width={56}>
      <Manuals firstOpen />
    </Page>
  );
}
