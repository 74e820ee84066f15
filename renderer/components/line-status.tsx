import { Button, Popover, Stack, Text } from '@mantine/core';
import { IconCloudUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatAlmatyMinute } from '../../core/domain/almaty.ts';
import { parseInstant } from '../../core/domain/instant.ts';
import type { DeskStatus } from '../../core/protocol/desk-status.ts';
import { toFailure } from '../link/failure.ts';
import { useCoreMutation } from '../link/use-core.ts';
import { FailureNotice } from './failure-notice.tsx';
import classes from './line-status.module.css';

/** Whether the server can be reached and how much still waits to be sent; explains itself when asked. */
export function LineStatus({ status }: { readonly status: DeskStatus }) {
  const { t } = useTranslation();
  const sync = useCoreMutation('desk.sync');
  const last = status.lastSyncAt === null ? null : parseInstant(status.lastSyncAt);
  const listAt = status.revocationListAt == null ? null : parseInstant(status.revocationListAt);
  return (
    <Popover width={320} position="bottom-end" shadow="md" withArrow>
      <Popover.Target>
        <button
          type="button"
          className={classes.pill}
          data-line={status.problem === undefined ? status.server : 'stopped'}
        >
          <span className={classes.dot} aria-hidden />
          <span role="status">
            {t(status.problem === undefined ? `line.${status.server}` : 'line.stopped')}
          </span>
          {status.unsent === 0 ? null : (
            <span className={classes.unsent}>
              <IconCloudUpload size={16} aria-hidden />
              {t('line.unsent', { number: status.unsent })}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {status.problem === undefined ? null : (
            <FailureNotice failure={toFailure({ code: status.problem })} />
          )}
          {status.server === 'unreachable' ? <Text>{t('line.explainUnreachable')}</Text> : null}
          <Text c="var(--kezek-ink-soft)">
            {last === null ? t('line.never') : t('line.lastSync', { at: formatAlmatyMinute(last) })}
          </Text>
          {listAt === null ? null : (
            <Text c="var(--kezek-ink-soft)">
              {t('line.revocationList', { at: formatAlmatyMinute(listAt) })}
            </Text>
          )}
          <Button variant="light" size="sm" loading={sync.isPending} onClick={() => sync.mutate({})}>
            {t('line.tryNow')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
