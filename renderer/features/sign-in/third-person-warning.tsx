import { Alert, Text } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../../components/note.module.css';

/** The seeds' warning on third persons' credentials, in their words; it stands above both ways of signing in. */
export function ThirdPersonWarning() {
  const { t } = useTranslation('sign-in');
  return (
    <Alert className={classes.danger} icon={<IconShieldExclamation aria-hidden />} role="note">
      <Text c="var(--kezek-danger)" fw={600}>
        {t('warning')}
      </Text>
    </Alert>
  );
}
