import { Button, Group, Stack } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../components/answered.tsx';
import { useCore } from '../../link/use-core.ts';
import { NoticeList } from './notice-list.tsx';

/**
 * The log of an application, or (null) of a district, page by page.
 * @param district another one than this office's, where the reader has chosen it
 */
export function NoticeLog({
  application,
  district = null,
}: {
  readonly application: string | null;
  readonly district?: string | null;
}) {
  const { t } = useTranslation('notice');
  const [before, setBefore] = useState<number | null>(null);
  const log = useCore('notice.list', { application, district, before }, { fresh: true });
  return (
    <Answered
      query={log}
      empty={{ title: t('empty'), text: t('emptyText') }}
      isEmpty={({ notices }) => notices.length === 0}
    >
      {({ notices, more }) => {
        const oldest = notices.at(-1)?.notice;
        return (
          <Stack gap="md">
            <NoticeList notices={notices} named={application === null} linked={district === null} />
            {before === null && !more ? null : (
              <Group>
                <Button
                  variant="default"
                  disabled={before === null}
                  leftSection={<IconChevronLeft size={18} aria-hidden />}
                  onClick={() => setBefore(null)}
                >
                  {t('newest')}
                </Button>
                <Button
                  variant="default"
                  disabled={!more || oldest === undefined}
                  rightSection={<IconChevronRight size={18} aria-hidden />}
                  onClick={() => setBefore(oldest ?? null)}
                >
                  {t('older')}
                </Button>
              </Group>
            )}
          </Stack>
        );
      }}
    </Answered>
  );
}
