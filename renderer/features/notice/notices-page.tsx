import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Page } from '../../components/page.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { useSession, useStatus } from '../../session.ts';
import { reportDistricts } from '../report/report-query.ts';
import { NoticeLog } from './notice-log.tsx';

/** «Хабарламалар журналы»: what the families of a district were told, and whether it reached them; for the region of every district. */
export function NoticesPage() {
  const { t } = useTranslation('notice');
  const locale = useLocale();
  const districts = useDistricts();
  const here = useStatus().desk?.district ?? null;
  const regional = reportDistricts(useSession()?.grants ?? []) === 'region';
  const [chosen, setChosen] = useState(here);
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={80}>
      <Card>
        {regional ? (
          <NativeSelect
            label={t('district')}
            value={chosen ?? ''}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={districts.map(({ code, ...names }) => ({ value: code, label: names[locale] }))}
            maw="24rem"
          />
        ) : null}
        <NoticeLog key={chosen} application={null} district={chosen === here ? null : chosen} />
      </Card>
    </Page>
  );
}
