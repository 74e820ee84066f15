import { Paper, Stack, Text, Title } from '@mantine/core';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { CallCard } from './call-card.tsx';

/** Whom the operator is to call: what has a deadline comes first. */
export function CallsPage() {
  const { t } = useTranslation('notice');
  const calls = useCore('notice.callList', {}, { fresh: true });
  return (
    <Page title={t('calls.title')} lead={t('calls.lead')} back="cabinet" width={80}>
      {calls.isError ? (
        <FailureNotice failure={calls.error.failure} retry={() => void calls.refetch()} />
      ) : calls.data === undefined ? (
        <Loading />
      ) : calls.data.rows.length === 0 ? (
        <Nobody />
      ) : (
        <Stack gap="lg">
          {calls.data.rows.map((row) => (
            <CallCard key={row.notice} row={row} />
          ))}
        </Stack>
      )}
    </Page>
  );
}

function Nobody() {
  const { t } = useTranslation('notice');
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="sm" py="lg" ta="center" role="status">
        <IconPhoneCheck size={56} stroke={1.25} color="var(--kezek-sky)" aria-hidden />
        <Title order={2}>{t('calls.empty')}</Title>
        <Text maw="36rem" c="var(--kezek-ink-soft)">
          {t('calls.emptyText')}
        </Text>
      </Stack>
    </Paper>
  );
}
