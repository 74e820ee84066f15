import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '../../../core/protocol/kindergarten.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useCore } from '../../link/use-core.ts';
import { minuteText } from '../journal/journal-format.ts';
import classes from './kindergarten.module.css';

/** What was done to the places and groups of a kindergarten, by whom and why; the latest first, page by page. */
export function LogTable({ kindergarten }: { readonly kindergarten: string }) {
  const { t } = useTranslation('kindergarten');
  const [pages, setPages] = useState<readonly (number | null)[]>([null]);
  return (
    <Stack gap="md">
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('log.at')}</th>
              <th scope="col">{t('log.what')}</th>
              <th scope="col">{t('log.group')}</th>
              <th scope="col">{t('log.by')}</th>
            </tr>
          </thead>
          {pages.map((before, index) => (
            <LogPage
              key={before ?? 0}
              kindergarten={kindergarten}
              before={before}
              last={index === pages.length - 1}
              onMore={(next) => setPages([...pages, next])}
            />
          ))}
        </table>
      </div>
    </Stack>
  );
}

function LogPage(props: {
  readonly kindergarten: string;
  readonly before: number | null;
  readonly last: boolean;
  readonly onMore: (before: number) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const { kindergarten, before } = props;
  const log = useCore('kindergarten.log', { kindergarten, before }, { fresh: true });
  const entries = log.data?.entries ?? [];
  const oldest = entries.at(-1)?.id;
  return (
    <tbody>
      {entries.map((entry) => (
        <LogRow key={entry.id} entry={entry} />
      ))}
      {log.isError || log.data === undefined || (entries.length === 0 && before === null) ? (
        <tr>
          <td colSpan={4}>
            {log.isError ? (
              <FailureNotice failure={log.error.failure} retry={() => void log.refetch()} />
            ) : log.data === undefined ? (
              <Loading />
            ) : (
              t('log.none')
            )}
          </td>
        </tr>
      ) : null}
      {props.last && log.data?.more === true && oldest !== undefined ? (
        <tr>
          <td colSpan={4}>
            <Group justify="center">
              <Button variant="light" size="sm" onClick={() => props.onMore(oldest)}>
                {t('log.more')}
              </Button>
            </Group>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

function LogRow({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation('kindergarten');
  return (
    <tr data-action={entry.action}>
      <td>{minuteText(entry.at)}</td>
      <td>
        <Text fw={600}>
          {t(`log.action.${entry.action}`, { replace: { ...entry.facts, places: entry.places ?? 0 } })}
        </Text>
        {entry.reason === null ? null : <Text>{t('log.reason', { reason: entry.reason })}</Text>}
      </td>
      <td>{entry.group === null ? '—' : `${entry.group.name}, ${entry.group.birthYear}`}</td>
      <td>{entry.by}</td>
    </tr>
  );
}
