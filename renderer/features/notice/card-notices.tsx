import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JournalRow } from '../../../core/protocol/journal.ts';
import { NoticeLog } from './notice-log.tsx';

/** The tab of a card: what was told of this application. One that the server has not received yet has nothing to tell. */
export function CardNotices({ row }: { readonly row: Pick<JournalRow, 'uuid' | 'submission'> }) {
  const { t } = useTranslation('notice');
  return row.submission === 'received' ? (
    <NoticeLog application={row.uuid} />
  ) : (
    <Text c="var(--kezek-ink-soft)">{t('emptySaved')}</Text>
  );
}
