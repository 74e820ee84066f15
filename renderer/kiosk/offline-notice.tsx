import { Button, Group, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCoreMutation } from '../link/use-core.ts';
import classes from './kiosk-frame.module.css';

/** The line is down: what that means for a visitor, what can still be done, and a way to try again (domain.md §1.11). */
export function OfflineNotice() {
  const { t } = useTranslation('kiosk');
  const sync = useCoreMutation('desk.sync');
  return (
    <section className={classes.offline} role="alert">
      <IconPlugConnectedX size={44} aria-hidden />
      <div>
        <Text fw={700} fz="xl">
          {t('offline.title')}
        </Text>
        <Text>{t('offline.text')}</Text>
        <Text>{t('offline.can')}</Text>
        <Text>{t('offline.cannot')}</Text>
      </div>
      <Group gap="sm">
        <Button variant="default" loading={sync.isPending} onClick={() => sync.mutate({})}>
          {t('offline.retry')}
        </Button>
      </Group>
    </section>
  );
}
