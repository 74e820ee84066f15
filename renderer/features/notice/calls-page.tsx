import { Stack } from '@mantine/core';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../components/answered.tsx';
import { Nothing } from '../../components/nothing.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { CallCard } from './call-card.tsx';

/** Whom the operator is to call: what has a deadline comes first. */
export function CallsPage() {
  const { t } = useTranslation('notice');
  const calls = useCore('notice.callList', {}, { fresh: true });
  return (
    <Page title={t('calls.title')} lead={t('calls.lead')} back="cabinet" width={80}>
      <Answered query={calls}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing icon={IconPhoneCheck} title={t('calls.empty')} text={t('calls.emptyText')} />
          ) : (
            <Stack gap="lg">
              {rows.map((row) => (
                <CallCard key={row.notice} row={row} />
              ))}
            </Stack>
          )
        }
      </Answered>
    </Page>
  );
}
