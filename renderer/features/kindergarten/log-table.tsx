import { Button, Group, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '../../../core/protocol/kindergarten.ts';
import { DataTable } from '../../components/data-table.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Nothing } from '../../components/nothing.tsx';
import { useCore } from '../../link/use-core.ts';
import { minuteText } from '../journal/journal-format.ts';

/** What was done to the places and groups of a kindergarten, by whom and why; the latest first, page by page. */
export function LogTable({ kindergarten }: { readonly kindergarten: string }) {
  const [pages, setPages] = useState<readonly (number | null)[]>([null]);
  return (
    <Stack gap="md">
      {pages.map((before, index) => (
        <LogPage
          key={before ?? 0}
          kindergarten={kindergarten}
          before={before}
          last={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
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
  if (log.isError) return <FailureNotice failure={log.error.failure} retry={() => void log.refetch()} />;
  if (log.data === undefined) return <Loading />;
  const { entries, more } = log.data;
  const oldest = entries.at(-1)?.id;
  if (oldest === undefined)
    return before === null ? (
      <Nothing bare icon={IconHistory} title={t('log.none')} text={t('log.noneText')} />
    ) : null;
  return (
    <>
      <DataTable
        caption={t('tab.log')}
        rows={entries}
        keyOf={({ id }) => String(id)}
        columns={[
          { key: 'at', head: t('log.at'), cell: ({ at }) => minuteText(at) },
          { key: 'what', head: t('log.what'), cell: (entry) => <What entry={entry} /> },
          {
            key: 'group',
            head: t('log.group'),
            cell: ({ group }) => (group === null ? '—' : `${group.name}, ${group.birthYear}`),
          },
          { key: 'by', head: t('log.by'), cell: ({ by }) => by },
        ]}
      />
      {props.last && more ? (
        <Group justify="center">
          <Button variant="light" size="sm" onClick={() => props.onMore(oldest)}>
            {t('log.more')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

function What({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation('kindergarten');
  return (
    <>
      <Text fw={600}>
        {t(`log.action.${entry.action}`, { replace: { ...entry.facts, places: entry.places ?? 0 } })}
      </Text>
      {entry.reason === null ? null : <Text>{t('log.reason', { reason: entry.reason })}</Text>}
    </>
  );
}
