import { SimpleGrid } from '@mantine/core';
import { IconCalendarEvent, IconRosette, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../../components/section-card.tsx';
import { useCore } from '../../link/use-core.ts';
import { useSession } from '../../session.ts';
import { useOfficeRoles } from '../proposal/office-roles.ts';

/** What operators, heads and the benefit moderator have to do; absent for whoever holds none of these roles. */
export function StaffSections() {
  const office = useOfficeRoles().length > 0;
  const moderator = useSession()?.grants.some(({ role }) => role === 'moderator') ?? false;
  if (!office && !moderator) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      {moderator ? <BenefitSection /> : null}
      {office ? <WorkSections /> : null}
    </SimpleGrid>
  );
}

function BenefitSection() {
  const { t } = useTranslation('benefit');
  const waiting = useCore('benefit.pending', {}, { fresh: true }).data?.total ?? 0;
  return (
    <SectionCard
      to="benefits"
      primary
      title={t('cabinet.title')}
      text={waiting === 0 ? t('cabinet.text') : t('cabinet.waiting', { number: waiting })}
      icon={<IconRosette size={28} aria-hidden />}
    />
  );
}

function WorkSections() {
  const { t } = useTranslation('work');
  const { t: proposal } = useTranslation('proposal');
  const work = useCore('work.today', {}, { fresh: true }).data;
  const items = work?.items.length ?? 0;
  const open = work?.proposals ?? 0;
  return (
    <>
      <SectionCard
        to="work"
        title={t('cabinet.title')}
        text={items === 0 ? t('cabinet.text') : t('cabinet.waiting', { number: items })}
        icon={<IconCalendarEvent size={28} aria-hidden />}
      />
      <SectionCard
        to="proposals"
        title={proposal('cabinet.title')}
        text={open === 0 ? proposal('cabinet.text') : proposal('cabinet.waiting', { number: open })}
        icon={<IconUsers size={28} aria-hidden />}
      />
    </>
  );
}
