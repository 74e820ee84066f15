import { Button, Group, Text } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';
import { LINKS } from '../../links.ts';

/** Who sees an application, and what the other parent does (seed 002, step 6; R10). */
export function OwnOnly() {
  const { t } = useTranslation('merge');
  return (
    <Note kind="attention">
      {t('own')}
      <Text span inherit display="block" mt="xs">
        {t('join')} {t('where')}
      </Text>
      <Group component="span" mt="sm">
        <Button
          component={Link}
          to={LINKS.merge}
          variant="default"
          leftSection={<IconUsersPlus size={20} aria-hidden />}
        >
          {t('open')}
        </Button>
      </Group>
    </Note>
  );
}
