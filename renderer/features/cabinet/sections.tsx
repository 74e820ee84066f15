import { SimpleGrid } from '@mantine/core';
import {
  IconBell,
  IconBuildingCommunity,
  IconCalendarEvent,
  IconCalendarTime,
  IconChartBar,
  IconChecks,
  IconClipboardList,
  IconDevices,
  IconFileText,
  IconHistory,
  IconListNumbers,
  IconMap2,
  IconMapPin,
  IconMoodKid,
  IconPhoneCall,
  IconRosette,
  IconUsers,
  IconUsersPlus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../core/domain/status.ts';
import { SectionCard } from '../../components/section-card.tsx';
import { useCore } from '../../link/use-core.ts';
import type { LinkName } from '../../links.ts';
import {
  useIsOperator,
  useKindergartens,
  useMayFile,
  useNeedsEds,
  useReadsJournal,
  useReadsNotices,
  useSession,
} from '../../session.ts';
import { useOfficeRoles } from '../proposal/office-roles.ts';

type Section = {
  readonly to: LinkName;
  /** Whether it is this person's; others do not see it, and the server refuses them. */
  readonly own: boolean;
  readonly primary?: boolean;
  readonly icon: typeof IconBell;
  readonly title: string;
  readonly text: string;
};

/** Every section that is this person's, in one order: the day's work, what is read, the tables of the office. */
export function Sections() {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      {useSections()
        .filter(({ own }) => own)
        .map(({ to, primary = false, icon: Icon, title, text }) => (
          <SectionCard
            key={to}
            to={to}
            primary={primary}
            title={title}
            text={text}
            icon={<Icon size={28} aria-hidden />}
          />
        ))}
    </SimpleGrid>
  );
}

function useSections(): readonly Section[] {
  const { t } = useTranslation('cabinet');
  const { t: benefit } = useTranslation('benefit');
  const { t: kindergarten } = useTranslation('kindergarten');
  const { t: proposal } = useTranslation('proposal');
  const { t: work } = useTranslation('work');
  const grants = useSession()?.grants ?? [];
  const roles = grants.map(({ role }) => role);
  const parent = roles.length === 0;
  const holds = (...wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));
  /** Held for the whole region: what is one for all districts is not kept in one of them. */
  const holdsRegion = (...wanted: readonly Role[]) =>
    grants.some(({ role, district, kindergarten }) => {
      return wanted.includes(role) && district === null && kindergarten === null;
    });
  const mayFile = useMayFile();
  const needsEds = useNeedsEds();
  const operator = useIsOperator();
  const office = useOfficeRoles().length > 0;
  const moderator = holds('moderator');
  const whose = useKindergartens();
  const claims = useCore('benefit.pending', {}, { enabled: moderator, fresh: true }).data?.total ?? 0;
  const today = useCore('work.today', {}, { enabled: office, fresh: true }).data;
  const [items, proposals] = [today?.items.length ?? 0, today?.proposals ?? 0];
  const calls = useCore('notice.callList', {}, { enabled: operator, fresh: true }).data?.rows.length ?? 0;
  const table = (
    to: 'region' | 'report' | 'staff' | 'desks' | 'calendar' | 'settlements' | 'categories' | 'audit',
    icon: Section['icon'],
    own: boolean,
  ): Section => ({
    to,
    own,
    icon,
    title: t(`office.${to}.title`),
    text: t(`office.${to}.text`),
  });
  return [
    {
      to: 'service',
      own: mayFile || needsEds,
      primary: mayFile,
      icon: IconMoodKid,
      title: t('apply.title'),
      text: needsEds ? t('needsEds') : t('apply.text'),
    },
    { to: 'applicant', own: mayFile, icon: IconFileText, title: t('form.title'), text: t('form.text') },
    {
      to: 'benefits',
      own: moderator,
      primary: true,
      icon: IconRosette,
      title: benefit('cabinet.title'),
      text: claims === 0 ? benefit('cabinet.text') : benefit('cabinet.waiting', { number: claims }),
    },
    {
      to: 'work',
      own: office,
      icon: IconCalendarTime,
      title: work('cabinet.title'),
      text: items === 0 ? work('cabinet.text') : work('cabinet.waiting', { number: items }),
    },
    {
      to: 'journal',
      own: useReadsJournal(),
      icon: IconClipboardList,
      title: t('journal.title'),
      text: t('journal.text'),
    },
    { to: 'merge', own: parent, icon: IconUsersPlus, title: t('merge.title'), text: t('merge.text') },
    {
      to: 'calls',
      own: operator,
      icon: IconPhoneCall,
      title: t('calls.title'),
      text: calls === 0 ? t('calls.text') : t('calls.waiting', { number: calls }),
    },
    {
      to: 'proposals',
      own: office,
      icon: IconChecks,
      title: proposal('cabinet.title'),
      text: proposals === 0 ? proposal('cabinet.text') : proposal('cabinet.waiting', { number: proposals }),
    },
    {
      to: 'kindergarten',
      own: whose !== 'none',
      primary: whose === 'own',
      icon: IconBuildingCommunity,
      title: whose === 'own' ? kindergarten('title') : kindergarten('listTitle'),
      text: whose === 'own' ? kindergarten('cabinet.own') : kindergarten('cabinet.all'),
    },
    table('region', IconMap2, holdsRegion('region', 'auditor')),
    {
      to: 'notices',
      own: useReadsNotices(),
      icon: IconBell,
      title: t('notices.title'),
      text: t('notices.text'),
    },
    {
      to: 'papers',
      own: whose === 'none',
      icon: IconBuildingCommunity,
      title: kindergarten('paper.title'),
      text: kindergarten('paper.section'),
    },
    table('report', IconChartBar, holds('head', 'region', 'auditor')),
    table('staff', IconUsers, holds('administrator')),
    table('desks', IconDevices, holds('administrator')),
    table('calendar', IconCalendarEvent, holdsRegion('region', 'auditor')),
    table('settlements', IconMapPin, holdsRegion('region')),
    table('categories', IconListNumbers, holdsRegion('region')),
    table('audit', IconHistory, holds('auditor')),
  ];
}
