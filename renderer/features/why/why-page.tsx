import { Paper, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhyAnswer } from '../../../core/protocol/why.ts';
import { Answered } from '../../components/answered.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { WhyChanges } from './why-changes.tsx';
import { WhyList } from './why-list.tsx';
import { WhySentence } from './why-sentence.tsx';

/** "Why this number": in one sentence, then child by child, then what changed since the last look. */
export function WhyPage() {
  const { t } = useTranslation('why');
  const { uuid } = useParams({ from: '/application/$uuid/why' });
  const [from, setFrom] = useState<number | null>(null);
  const why = useCore('why.read', { uuid, from }, { fresh: true, keepPrevious: true });
  return (
    <Page
      title={why.data === undefined ? t('title') : `${t('title')}: ${why.data.number}`}
      backTo={{ to: `/application/${uuid}`, text: t('back') }}
      width={80}
    >
      <Answered query={why}>
        {(data) => <WhyView why={data} busy={why.isFetching} onPage={setFrom} />}
      </Answered>
    </Page>
  );
}

function WhyView({
  why,
  busy,
  onPage,
}: {
  readonly why: WhyAnswer;
  readonly busy: boolean;
  readonly onPage: (from: number | null) => void;
}) {
  const { t } = useTranslation('why');
  const { t: status } = useTranslation('status');
  const { place, visit } = why;
  if (place === null) return <Remark>{t('notWaiting', { status: status(`name.${why.status}`) })}</Remark>;
  return (
    <Stack gap="lg">
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <WhySentence place={place} />
      </Paper>
      {place.position === 1 ? null : (
        <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="why-list">
          <Title order={2} id="why-list">
            {t('list')}
          </Title>
          <Text c="var(--kezek-ink-soft)" mb="md">
            {t('masked')}
          </Text>
          <WhyList place={place} busy={busy} onPage={onPage} />
        </Paper>
      )}
      <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="why-changes">
        <Title order={2} id="why-changes" mb="sm">
          {t('changes')}
        </Title>
        <WhyChanges visit={visit} position={place.position} />
      </Paper>
    </Stack>
  );
}
