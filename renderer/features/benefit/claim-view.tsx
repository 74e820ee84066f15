import { Button, Grid, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PendingClaim } from '../../../core/protocol/benefit.ts';
import { Card } from '../../components/card.tsx';
import { CardButton } from '../../components/card-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Note, Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { ScanBeside } from '../attachment-view/scan-beside.tsx';
import { dateText, momentText } from '../journal/journal-format.ts';
import { useWarnings } from './claim-warnings.ts';
import { DecideClaim } from './decide-claim.tsx';
import { useBenefitName, useBenefitProof } from './use-benefit.ts';

/** One claim: what is claimed and known on the left, its papers beside it, the decision below. */
export function ClaimView({
  claim,
  onClose,
}: {
  readonly claim: PendingClaim;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('benefit');
  const [deciding, setDeciding] = useState<boolean | null>(null);
  const back = (
    <Button variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />} onClick={onClose}>
      {t('back')}
    </Button>
  );
  return (
    <Page
      title={claim.childName}
      lead={`${t(`what.${claim.what}`)} · ${claim.number}`}
      width={100}
      aside={back}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack gap="md">
            <Warnings claim={claim} />
            <Claimed claim={claim} />
            {claim.barred === null ? (
              <Group gap="md">
                <Button
                  size="lg"
                  leftSection={<IconCheck size={22} aria-hidden />}
                  onClick={() => setDeciding(true)}
                >
                  {t('confirm.action')}
                </Button>
                <Button
                  size="lg"
                  variant="default"
                  leftSection={<IconX size={22} aria-hidden />}
                  onClick={() => setDeciding(false)}
                >
                  {t('reject.action')}
                </Button>
              </Group>
            ) : (
              <Remark>{t(`barred.${claim.barred}`)}</Remark>
            )}
            <Group>
              <CardButton application={claim.application} text={t('card')} of={claim.childName} />
            </Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Scans claim={claim} />
        </Grid.Col>
      </Grid>
      {deciding === null ? null : (
        <DecideClaim
          claim={claim}
          confirmed={deciding}
          onClose={(done) => (done ? onClose() : setDeciding(null))}
        />
      )}
    </Page>
  );
}

function Warnings({ claim }: { readonly claim: PendingClaim }) {
  const warnings = useWarnings()(claim);
  if (warnings.length === 0) return null;
  return (
    <Note kind="attention">
      <Stack component="span" gap={6}>
        {warnings.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </Stack>
    </Note>
  );
}

function Claimed({ claim }: { readonly claim: PendingClaim }) {
  const { t } = useTranslation('benefit');
  const { t: status } = useTranslation('status');
  const benefit = useBenefitName();
  const proof = useBenefitProof();
  const { certificateDate, certificateUntil, enteredBy } = claim;
  return (
    <Card title={t('claim')}>
      <Facts
        label={t('claim')}
        facts={[
          [t('category'), claim.benefit === null ? '' : benefit(claim.benefit)],
          [t('proof'), claim.benefit === null ? '' : proof(claim.benefit)],
          [t('certificate'), certificateDate === null ? '' : dateText(certificateDate)],
          [t('until'), certificateUntil === null ? '' : dateText(certificateUntil)],
          [t('childIin'), claim.childIin],
          [t('birthDate'), dateText(claim.childBirthDate)],
          [t('groupYear'), claim.groupYear],
          [t('applicant'), claim.applicantName],
          [t('relation'), t(`relations.${claim.relation}`)],
          [t('status'), status(`name.${claim.status}`)],
          [t('enteredBy'), enteredBy.applicant ? t('byApplicant') : enteredBy.name],
          [t('number'), claim.number],
          [t('filed', { date: '' }).replace(/[:\s]+$/, ''), momentText(claim.filedAt)],
        ]}
      />
    </Card>
  );
}

function Scans({ claim }: { readonly claim: PendingClaim }) {
  const { t } = useTranslation('benefit');
  return (
    <Stack gap="md" component="section" aria-label={t('scans')}>
      <Title order={2}>{t('scans')}</Title>
      {claim.attachments.length === 0 ? (
        <Paper withBorder p="lg">
          <Text c="var(--kezek-ink-soft)">{t('noScans')}</Text>
        </Paper>
      ) : (
        claim.attachments.map((attachment) => (
          <ScanBeside key={`${attachment.sha256} ${attachment.purpose}`} attachment={attachment} />
        ))
      )}
    </Stack>
  );
}
