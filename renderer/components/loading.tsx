import { Center, Loader, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Something is on its way. Said aloud too. */
export function Loading({ text }: { readonly text?: string }) {
  const { t } = useTranslation();
  return (
    <Center mih="12rem" role="status">
      <Stack align="center" gap="sm">
        <Loader aria-hidden />
        <Text c="var(--kezek-ink-soft)">{text ?? t('state.loading')}</Text>
      </Stack>
    </Center>
  );
}
