import { Badge, Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconChecklist, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PendingClaim } from '../../../core/protocol/benefit.ts';
import { Answered } from '../../components/answered.tsx';
import { Nothing } from '../../components/nothing.tsx';
import { Page } from '../../components/page.tsx';
import { useCore } from '../../link/use-core.ts';
import { minuteText } from '../journal/journal-format.ts';
import { ClaimView } from './claim-view.tsx';
import { useWarnings } from './claim-warnings.ts';
import { useBenefitName } from './use-benefit.ts';

/** The day of the benefit moderator: what waits, the oldest first, and one claim with its papers beside it. */
export function BenefitPage() {
  const { t } = useTranslation('benefit');
  const pending = useCore('benefit.pending', {}, { fresh: true });
  const [opened, setOpened] = useState<PendingClaim | null>(null);
  if (opened !== null)
    return (
      <ClaimView
        claim={opened}
        onClose={() => {
          setOpened(null);
          void pending.refetch();
        }}
      />
    );
  return (
    <Page title={t('title')} lead={t('lead')} back="cabinet" width={80}>
      <Answered query={pending}>
        {({ claims, total }) =>
          claims.length === 0 ? (
            <Nothing icon={IconChecklist} title={t('empty')} text={t('emptyText')} />
          ) : (
            <Stack gap="md" component="ul" aria-label={t('list')} p={0} m={0}>
              {claims.map((claim) => (
                <ClaimRow
                  key={`${claim.application} ${claim.what}`}
                  claim={claim}
                  onOpen={() => setOpened(claim)}
                />
              ))}
              {total > claims.length ? (
                <Text c="var(--kezek-ink-soft)">{t('more', { shown: claims.length, total })}</Text>
              ) : null}
            </Stack>
          )
        }
      </Answered>
    </Page>
  );
}

function ClaimRow({ claim, onOpen }: { readonly claim: PendingClaim; readonly onOpen: () => void }) {
  const { t } = useTranslation('benefit');
  const benefit = useBenefitName();
  const warnings = useWarnings()(claim).length;
  return (
    <Paper withBorder p="md" component="li" display="block">
      <Group justify="space-between" gap="md">
        <Box flex="1 1 20rem">
          <Group gap="sm">
            <Title order={2} size="h3">
              {claim.childName}
            </Title>
            <Badge size="lg" variant="light">
              {t(`what.${claim.what}`)}
            </Badge>
            {warnings === 0 ? null : (
              <Badge size="lg" variant="light" color="orange" c="var(--kezek-warn-ink)">
                {t('warnings')}: {warnings}
              </Badge>
            )}
          </Group>
          {claim.benefit === null ? null : <Text mt={4}>{benefit(claim.benefit)}</Text>}
          <Text size="sm" c="var(--kezek-ink-soft)" className="numbers">
            {claim.number} · {t('filed', { date: minuteText(claim.filedAt) })}
          </Text>
        </Box>
        <Button
          variant={claim.barred === null ? 'light' : 'default'}
          rightSection={<IconChevronRight size={20} aria-hidden />}
          aria-label={`${t('open')}: ${claim.childName}`}
          onClick={onOpen}
        >
          {t('open')}
        </Button>
      </Group>
    </Paper>
  );
}
