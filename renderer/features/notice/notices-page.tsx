import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Page } from '../../components/page.tsx';
import { NoticeLog } from './notice-log.tsx';

/** «Хабарламалар журналы»: what the families of the district were told, and whether it reached them. */
export function NoticesPage() {
  const { t } = useTranslation('notice');
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={80}>
      <Card>
        <NoticeLog application={null} />
      </Card>
    </Page>
  );
}
