import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAlmatyMinute } from '../../../core/domain/almaty.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { AskFirst } from '../../components/ask-first.tsx';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { useCore, useCoreMutation } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useIsOperator, useMayFile, useNeedsEds, useSession, useStatus } from '../../session.ts';
import { CodeSessionCard } from '../sign-in/needs-eds-page.tsx';
import { Sections } from './sections.tsx';

/** «Жеке кабинет» with its sections; an unfinished application is offered first. */
export function CabinetPage() {
  const { t } = useTranslation('cabinet');
  const session = useSession();
  const operator = useIsOperator();
  const mayFile = useMayFile();
  const needsEds = useNeedsEds();
  const { unsent } = useStatus();
  return (
    <Page title={t('title')} lead={t('welcome', { name: session?.name ?? '' })}>
      {session?.offline === true ? <Remark title={t('offline.title')}>{t('offline.text')}</Remark> : null}
      {mayFile ? <UnfinishedDraft /> : null}
      {unsent === 0 ? null : <Remark>{t('unsent', { number: unsent })}</Remark>}
      {needsEds ? <CodeSessionCard /> : null}
      <Sections />
      {operator ? <Text c="var(--kezek-ink-soft)">{t('operatorLead')}</Text> : null}
    </Page>
  );
}

function UnfinishedDraft() {
  const { t } = useTranslation('cabinet');
  const draft = useCore('draft.load', {}, { fresh: true });
  const discard = useCoreMutation('draft.discard');
  const [asked, setAsked] = useState(false);
  if (draft.isError)
    return <FailureNotice failure={draft.error.failure} retry={() => void draft.refetch()} />;
  // The form may have asked before there was a draft: that answer is not waited for, the new one is.
  if (draft.data === undefined) return <div aria-busy="true" />;
  if (draft.data === null || draft.data.step === 'service')
    return draft.isFetching ? <div aria-busy="true" /> : null;
  const savedAt = parseInstant(draft.data.savedAt);
  return (
    <Card
      title={t('draft.title')}
      text={t('draft.text', { at: savedAt === null ? '' : formatAlmatyMinute(savedAt) })}
    >
      {discard.isError ? <FailureNotice failure={discard.error.failure} /> : null}
      <Group>
        <Button component={Link} to={LINKS[draft.data.step]}>
          {t('draft.resume')}
        </Button>
        <Button variant="default" loading={discard.isPending} onClick={() => setAsked(true)}>
          {t('draft.discard')}
        </Button>
      </Group>
      <AskFirst
        opened={asked}
        title={t('draft.discardAsk')}
        text={t('draft.discardText')}
        action={t('draft.discardYes')}
        onClose={() => setAsked(false)}
        onAction={() => discard.mutate({}, { onSuccess: () => void draft.refetch() })}
      />
    </Card>
  );
}
