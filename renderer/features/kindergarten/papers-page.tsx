import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { Papers } from './papers.tsx';

/** The papers for everybody, for whoever is signed in: at the desk and at the kiosk. */
export function PapersPage() {
  const { t } = useTranslation('kindergarten');
  return (
    <Page title={t('paper.title')} lead={t('paper.lead')} back="cabinet">
      <Papers />
    </Page>
  );
}
