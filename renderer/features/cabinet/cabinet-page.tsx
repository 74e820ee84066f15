import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import {
  IconBell,
  IconBuildingCommunity,
  IconClipboardList,
  IconFileText,
  IconMoodKid,
  IconPhoneCall,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatAlmatyMinute } from '../../../core/domain/almaty.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import { Card } from '../../components/card.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { SectionCard } from '../../components/section-card.tsx';
import { useCore, useCoreMutation } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import {
  useIsOperator,
  useKindergartens,
  useMayFile,
  useNeedsEds,
  useReadsJournal,
  useReadsNotices,
  useSession,
  useStatus,
} from '../../session.ts';
import { CodeSessionCard } from '../sign-in/needs-eds-page.tsx';
import { OfficeSections } from './office-sections.tsx';
import { StaffSections } from './work-sections.tsx';

/** «Жеке кабинет» with its sections; an unfinished application is offered first. */
export function CabinetPage() {
  const { t } = useTranslation('cabinet');
  const session = useSession();
  const operator = useIsOperator();
  const mayFile = useMayFile();
  const readsJournal = useReadsJournal();
  const needsEds = useNeedsEds();
  const { unsent } = useStatus();
  return (
    <Page title={t('title')} lead={t('welcome', { name: session?.name ?? '' })}>
      {session?.offline === true ? <Remark title={t('offline.title')}>{t('offline.text')}</Remark> : null}
      {mayFile ? <UnfinishedDraft /> : null}
      {unsent === 0 ? null : <Remark>{t('unsent', { number: unsent })}</Remark>}
      {needsEds ? <CodeSessionCard /> : null}
      {mayFile ? (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <SectionCard
            to="service"
            primary
            title={t('apply.title')}
            text={t('apply.text')}
            icon={<IconMoodKid size={30} aria-hidden />}
          />
          <SectionCard
            to="applicant"
            title={t('form.title')}
            text={t('form.text')}
            icon={<IconFileText size={28} aria-hidden />}
          />
        </SimpleGrid>
      ) : null}
      {readsJournal ? (
        <SectionCard
          to="journal"
          title={t('journal.title')}
          text={t('journal.text')}
          icon={<IconClipboardList size={28} aria-hidden />}
        />
      ) : null}
      {needsEds ? (
        <SectionCard
          to="service"
          title={t('apply.title')}
          text={t('needsEds')}
          icon={<IconMoodKid size={30} aria-hidden />}
        />
      ) : null}
      <StaffSections />
      <KindergartenSection />
      <NoticeSections />
      <OfficeSections />
      {operator ? <Text c="var(--kezek-ink-soft)">{t('operatorLead')}</Text> : null}
    </Page>
  );
}

/** What the staff of the district has to do about notices; a parent's stand on the card. */
function NoticeSections() {
  const { t } = useTranslation('cabinet');
  const operator = useIsOperator();
  const reader = useReadsNotices();
  const calls = useCore('notice.callList', {}, { enabled: operator, fresh: true });
  const waiting = calls.data?.rows.length ?? 0;
  if (!reader) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      {operator ? (
        <SectionCard
          to="calls"
          title={t('calls.title')}
          text={waiting === 0 ? t('calls.text') : t('calls.waiting', { number: waiting })}
          icon={<IconPhoneCall size={28} aria-hidden />}
        />
      ) : null}
      <SectionCard
        to="notices"
        title={t('notices.title')}
        text={t('notices.text')}
        icon={<IconBell size={28} aria-hidden />}
      />
    </SimpleGrid>
  );
}

/** The own kindergarten, or those of the district; for whoever has none to look after the papers for everybody. */
function KindergartenSection() {
  const { t } = useTranslation('kindergarten');
  const whose = useKindergartens();
  if (whose === 'none')
    return (
      <SectionCard
        to="papers"
        title={t('paper.title')}
        text={t('paper.section')}
        icon={<IconBuildingCommunity size={28} aria-hidden />}
      />
    );
  return (
    <SectionCard
      to="kindergarten"
      primary={whose === 'own'}
      title={whose === 'own' ? t('title') : t('listTitle')}
      text={whose === 'own' ? t('cabinet.own') : t('cabinet.all')}
      icon={<IconBuildingCommunity size={28} aria-hidden />}
    />
  );
}

function UnfinishedDraft() {
  const { t } = useTranslation('cabinet');
  const draft = useCore('draft.load', {}, { fresh: true });
  const discard = useCoreMutation('draft.discard');
  if (draft.data === undefined || draft.data === null || draft.data.step === 'service') return null;
  const savedAt = parseInstant(draft.data.savedAt);
  return (
    <Card
      title={t('draft.title')}
      text={t('draft.text', { at: savedAt === null ? '' : formatAlmatyMinute(savedAt) })}
    >
      <Group>
        <Button component={Link} to={LINKS[draft.data.step]}>
          {t('draft.resume')}
        </Button>
        <Button
          variant="default"
          loading={discard.isPending}
          onClick={() => discard.mutate({}, { onSuccess: () => void draft.refetch() })}
        >
          {t('draft.discard')}
        </Button>
      </Group>
    </Card>
  );
}
