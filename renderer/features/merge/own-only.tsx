import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';

/** Who sees an application, and what the other parent does (seed 002, step 6; R10). */
export function OwnOnly() {
  const { t } = useTranslation('merge');
  return (
    <Note kind="attention">
      {t('own')}
      <Text span inherit display="block" mt="xs">
        {t('join')} {t('where')}
      </Text>
    </Note>
  );
}
