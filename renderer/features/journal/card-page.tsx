import { Anchor, Group, Paper, Stack, Tabs, Text } from '@mantine/core';
import { IconBell, IconFileDescription, IconFiles, IconHistory, IconSignature } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { CardNotices } from '../notice/card-notices.tsx';
import { CategoryAction } from '../proposal/assign-category.tsx';
import { OfficeMenu } from '../proposal/office-menu.tsx';
import { SignedTab } from '../signature/signed-tab.tsx';
import classes from './card.module.css';
import { CardActions } from './card-actions.tsx';
import { CardDocuments } from './card-documents.tsx';
import { CardHeader } from './card-header.tsx';
import { CardHistory } from './card-history.tsx';
import { CardInformation } from './card-information.tsx';

const TABS = ['information', 'history', 'notices', 'documents', 'signature'] as const;
const ICONS = {
  information: IconFileDescription,
  history: IconHistory,
  notices: IconBell,
  documents: IconFiles,
  signature: IconSignature,
};

/** The card of one application: the three tabs of seed 000, step 16, and what was signed (issue 3.2). */
export function CardPage() {
  const { t } = useTranslation('journal');
  const { uuid } = useParams({ from: '/application/$uuid' });
  const card = useCore('application.card', { uuid });
  const title =
    card.data === undefined
      ? t('title')
      : card.data.row.number === null
        ? t('card.titleSaved')
        : t('card.title', { number: card.data.row.number });
  return (
    <Page title={title} back="journal" width={80}>
      {card.isError ? (
        card.error.failure.code === 'not-found' || card.error.failure.code === 'not-permitted' ? (
          <Vanished />
        ) : (
          <FailureNotice failure={card.error.failure} retry={() => void card.refetch()} />
        )
      ) : card.data === undefined ? (
        <Loading />
      ) : (
        <CardView key={uuid} card={card.data} />
      )}
    </Page>
  );
}

/** The row went to another district, or away, while somebody was about to open it. */
function Vanished() {
  const { t } = useTranslation('journal');
  return (
    <Remark title={t('card.vanished')}>
      <Text mb="sm">{t('card.vanishedText')}</Text>
      <Anchor component={Link} to={LINKS.journal} fw={600}>
        {t('card.back')}
      </Anchor>
    </Remark>
  );
}

/** The card with its header above the tabs. */
function CardView({ card }: { readonly card: Card }) {
  const { t } = useTranslation('journal');
  const changed = useChanged(markOf(card));
  return (
    <Stack gap="md">
      <CardHeader card={card} />
      {card.record === null ? null : <CardActions card={card} />}
      <OfficeMenu card={card} />
      <CategoryAction card={card} />
      <div role="status" className={classes.changed}>
        {changed ? <Remark>{t('card.changed')}</Remark> : null}
      </div>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <Tabs defaultValue={TABS[0]} keepMounted={false}>
          <Tabs.List mb="lg">
            {TABS.map((tab) => {
              const Icon = ICONS[tab];
              return (
                <Tabs.Tab key={tab} value={tab} fz="md" py="sm">
                  <Group gap={8} wrap="nowrap">
                    <Icon size={20} aria-hidden />
                    {t(`card.tab.${tab}`)}
                  </Group>
                </Tabs.Tab>
              );
            })}
          </Tabs.List>
          <Tabs.Panel value="information">
            <CardInformation card={card} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <CardHistory history={card.history} />
          </Tabs.Panel>
          <Tabs.Panel value="notices">
            <CardNotices row={card.row} />
          </Tabs.Panel>
          <Tabs.Panel value="documents">
            <CardDocuments card={card} />
          </Tabs.Panel>
          <Tabs.Panel value="signature">
            <SignedTab
              uuid={card.row.uuid}
              fileName={`${card.row.number ?? card.row.label ?? card.row.uuid}.xml`}
            />
          </Tabs.Panel>
        </Tabs>
      </Paper>
    </Stack>
  );
}

/** What tells one state of an application from the next; the position in the queue moves all the time and is left out. */
function markOf({ row, history, documents }: Card): string {
  return [row.status, row.submission, row.number, history.length, documents.length].join(' ');
}

/** Whether the mark has changed since the card was opened. */
function useChanged(mark: string): boolean {
  const [first, setFirst] = useState(mark);
  const changed = first !== mark;
  useEffect(() => {
    if (!changed) return;
    const quiet = setTimeout(() => setFirst(mark), CHANGE_SHOWN_MS);
    return () => clearTimeout(quiet);
  }, [changed, mark]);
  return changed;
}

const CHANGE_SHOWN_MS = 15_000;
