import { SimpleGrid } from '@mantine/core';
import {
  IconCalendarEvent,
  IconChartBar,
  IconDevices,
  IconHistory,
  IconListNumbers,
  IconMap2,
  IconMapPin,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../core/domain/status.ts';
import { SectionCard } from '../../components/section-card.tsx';
import type { LinkName } from '../../links.ts';
import { useSession } from '../../session.ts';

type Section = {
  readonly to: Extract<
    LinkName,
    'staff' | 'desks' | 'region' | 'calendar' | 'settlements' | 'categories' | 'audit' | 'report'
  >;
  readonly roles: readonly Role[];
  readonly icon: ReactNode;
};

/** The rooms of the office beside the queue, and whose they are. Others do not see them, and the server refuses them. */
const SECTIONS: readonly Section[] = [
  { to: 'staff', roles: ['administrator'], icon: <IconUsers size={28} aria-hidden /> },
  { to: 'desks', roles: ['administrator'], icon: <IconDevices size={28} aria-hidden /> },
  { to: 'region', roles: ['region', 'auditor'], icon: <IconMap2 size={28} aria-hidden /> },
  { to: 'calendar', roles: ['region', 'auditor'], icon: <IconCalendarEvent size={28} aria-hidden /> },
  { to: 'settlements', roles: ['region'], icon: <IconMapPin size={28} aria-hidden /> },
  { to: 'categories', roles: ['region'], icon: <IconListNumbers size={28} aria-hidden /> },
  { to: 'report', roles: ['head', 'region', 'auditor'], icon: <IconChartBar size={28} aria-hidden /> },
  { to: 'audit', roles: ['auditor'], icon: <IconHistory size={28} aria-hidden /> },
];

/** The sections of whoever holds a role at this office. */
export function OfficeSections() {
  const { t } = useTranslation('cabinet');
  const roles = (useSession()?.grants ?? []).map(({ role }) => role);
  const own = SECTIONS.filter((section) => section.roles.some((role) => roles.includes(role)));
  if (own.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      {own.map(({ to, icon }) => (
        <SectionCard
          key={to}
          to={to}
          title={t(`office.${to}.title`)}
          text={t(`office.${to}.text`)}
          icon={icon}
        />
      ))}
    </SimpleGrid>
  );
}
