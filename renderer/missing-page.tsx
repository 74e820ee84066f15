import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from './components/page.tsx';
import { LINKS } from './links.ts';

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('missing.title')} width={40}>
      <Text>{t('missing.text')}</Text>
      <Group>
        <Button component={Link} to={LINKS.start}>
          {t('action.home')}
        </Button>
      </Group>
    </Page>
  );
}
