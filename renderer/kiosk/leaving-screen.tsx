import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../components/loading.tsx';

/** Between visits: data are being erased; should that fail, the screen stays closed until it works. */
export function LeavingScreen(props: { readonly stuck: boolean; readonly onRetry: () => void }) {
  const { t } = useTranslation('kiosk');
  return (
    <Center mih="100dvh" p="xl">
      {props.stuck ? (
        <Stack align="center" gap="lg" ta="center" maw="36rem">
          <IconLock size={72} stroke={1.25} color="var(--kezek-danger)" aria-hidden />
          <Title order={1} role="alert">
            {t('leave.failedTitle')}
          </Title>
          <Text size="lg">{t('leave.failed')}</Text>
          <Button size="xl" onClick={props.onRetry}>
            {t('leave.retry')}
          </Button>
        </Stack>
      ) : (
        <Loading text={t('leave.working')} />
      )}
    </Center>
  );
}
