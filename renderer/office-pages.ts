import { DesksPage } from './features/administration/desks-page.tsx';
import { StaffPage } from './features/administration/staff-page.tsx';
import { AuditPage } from './features/audit/audit-page.tsx';
import { BenefitPage } from './features/benefit/benefit-page.tsx';
import { CallsPage } from './features/notice/calls-page.tsx';
import { NoticesPage } from './features/notice/notices-page.tsx';
import { ProposalsPage } from './features/proposal/proposals-page.tsx';
import { CalendarPage } from './features/region/calendar-page.tsx';
import { CategoriesPage } from './features/region/categories-page.tsx';
import { RegionPage } from './features/region/region-page.tsx';
import { SettlementsPage } from './features/region/settlements-page.tsx';
import { ReportPage } from './features/report/report-page.tsx';
import { WorkPage } from './features/work/work-page.tsx';

/** The rooms of the office beside the queue: pages for whoever is signed in, each at the address of its name (links.ts). */
export const OFFICE_PAGES = [
  { link: 'notices', page: NoticesPage },
  { link: 'calls', page: CallsPage },
  { link: 'staff', page: StaffPage },
  { link: 'desks', page: DesksPage },
  { link: 'region', page: RegionPage },
  { link: 'calendar', page: CalendarPage },
  { link: 'settlements', page: SettlementsPage },
  { link: 'categories', page: CategoriesPage },
  { link: 'audit', page: AuditPage },
  { link: 'benefits', page: BenefitPage },
  { link: 'proposals', page: ProposalsPage },
  { link: 'work', page: WorkPage },
  { link: 'report', page: ReportPage },
] as const;
