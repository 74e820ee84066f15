import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconUsers, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalRow } from '../../../core/protocol/proposal.ts';
import { Answered } from '../../components/answered.tsx';
import { CardButton } from '../../components/card-button.tsx';
import { Remark } from '../../components/note.tsx';
import { Nothing } from '../../components/nothing.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { ScanBeside } from '../attachment-view/scan-beside.tsx';
import { ShowScan } from '../attachment-view/show-scan.tsx';
import { useHistoryWords } from '../journal/history-words.ts';
import { momentText } from '../journal/journal-format.ts';
import { DecideProposal } from './decide-proposal.tsx';
import { ProposalFacts } from './proposal-facts.tsx';

/** Matters of two persons: what waits for the second one, and what was decided last. */
export function ProposalsPage() {
  const { t } = useTranslation('proposal');
  const list = useCore('proposal.list', { application: null }, { fresh: true });
  const [asked, setAsked] = useState<{ readonly row: ProposalRow; readonly approved: boolean } | null>(null);
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={80}>
      <Answered query={list}>
        {({ open, decided }) => (
          <Stack gap="lg">
            {open.length === 0 ? (
              <Nothing icon={IconUsers} title={t('empty')} text={t('emptyText')} />
            ) : (
              <Stack gap="md" component="section" aria-label={t('openTitle')}>
                {open.map((row) => (
                  <OpenMatter key={row.uuid} row={row} onDecide={(approved) => setAsked({ row, approved })} />
                ))}
              </Stack>
            )}
            <Decided rows={decided} />
          </Stack>
        )}
      </Answered>
      {asked === null ? null : (
        <DecideProposal
          row={asked.row}
          approved={asked.approved}
          onClose={() => {
            setAsked(null);
            void list.refetch();
          }}
        />
      )}
    </Page>
  );
}

function OpenMatter(props: { readonly row: ProposalRow; readonly onDecide: (approved: boolean) => void }) {
  const { t } = useTranslation('proposal');
  const { row } = props;
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="article" aria-label={row.childName}>
      <Stack gap="md">
        <Head row={row} />
        <ProposalFacts row={row} />
        {row.attachments.map((attachment) => (
          <ScanBeside key={attachment.sha256} attachment={attachment} />
        ))}
        {row.mayDecide ? null : <Remark>{t(row.own ? 'own' : 'notYours')}</Remark>}
        <Group justify="space-between" gap="md">
          <CardButton application={row.application} text={t('card')} of={row.childName} />
          {row.mayDecide ? (
            <Group gap="md">
              <Button
                variant="default"
                leftSection={<IconX size={20} aria-hidden />}
                onClick={() => props.onDecide(false)}
              >
                {t('decline.action')}
              </Button>
              <Button leftSection={<IconCheck size={20} aria-hidden />} onClick={() => props.onDecide(true)}>
                {t('approve.action')}
              </Button>
            </Group>
          ) : null}
        </Group>
      </Stack>
    </Paper>
  );
}

/** What is asked, of whom, by whom, and how the application stands now. */
function Head({ row }: { readonly row: ProposalRow }) {
  const { t } = useTranslation('proposal');
  const { t: status } = useTranslation('status');
  const words = useHistoryWords();
  const { name, role } = row.proposedBy;
  return (
    <div>
      <Group gap="sm">
        <Title order={2} size="h3">
          {t(`kind.${row.proposal.kind}`)}: {row.childName}
        </Title>
        <Badge size="lg" variant="light">
          {row.decided === null
            ? status(`name.${row.status}`)
            : t('now', { status: status(`name.${row.status}`) })}
        </Badge>
      </Group>
      <Text size="sm" c="var(--kezek-ink-soft)" className="numbers">
        {row.number} · {t('by', { name, role: words.role(role) })} · {momentText(row.at)}
      </Text>
    </div>
  );
}

/** The documents that a decision rests on stay to be read. */
function Scans({ row }: { readonly row: ProposalRow }) {
  const { t } = useTranslation('document');
  if (row.attachments.length === 0) return null;
  return (
    <Group gap="xs" mt="xs">
      {row.attachments.map((attachment) => (
        <ShowScan key={attachment.sha256} attachment={attachment} text={t(`purpose.${attachment.purpose}`)} />
      ))}
    </Group>
  );
}

function Decided({ rows }: { readonly rows: readonly ProposalRow[] }) {
  const { t } = useTranslation('proposal');
  if (rows.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-label={t('decidedTitle')}>
      <Title order={2}>{t('decidedTitle')}</Title>
      {rows.map((row) => (
        <Paper key={row.uuid} withBorder p="md">
          <Group justify="space-between" gap="md">
            <Head row={row} />
            {row.decided === null ? null : (
              <div>
                <Badge
                  size="lg"
                  variant="light"
                  color={row.decided.approved ? 'teal' : 'gray'}
                  c={row.decided.approved ? 'var(--kezek-good)' : 'var(--kezek-ink-soft)'}
                >
                  {t(row.decided.approved ? 'approved' : 'declined')}
                </Badge>
                <Text size="sm" className="numbers">
                  {t('decidedBy', { name: row.decided.name })} · {momentText(row.decided.at)}
                </Text>
                {row.decided.reason === null ? null : (
                  <Text size="sm">
                    {t('reason')}: {row.decided.reason}
                  </Text>
                )}
                <Scans row={row} />
              </div>
            )}
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
