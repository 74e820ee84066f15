import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { SavingFile } from './use-save-file.ts';

/** That a file was handed over and under which name, or why not. */
export function SavedFile({ saving }: { readonly saving: SavingFile }) {
  const { t } = useTranslation('document');
  return (
    <>
      {saving.saved === null ? null : (
        <Text size="sm" c="var(--kezek-good)" role="status">
          {t('downloaded', { file: saving.saved })}
        </Text>
      )}
      {saving.failure === null ? null : <FailureNotice failure={saving.failure} retry={saving.save} />}
    </>
  );
}
