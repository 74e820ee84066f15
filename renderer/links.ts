/** The addresses of the interface, by name. */
export const LINKS = {
  start: '/',
  instructions: '/instructions',
  arrival: '/arrival',
  signIn: '/sign-in',
  cabinet: '/cabinet',
  service: '/service',
  applicant: '/application/applicant',
  child: '/application/child',
  review: '/application/review',
  journal: '/journal',
  merge: '/merge',
  kindergarten: '/kindergarten',
  papers: '/papers',
  benefits: '/benefits',
  proposals: '/proposals',
  work: '/work',
  notices: '/notices',
  calls: '/calls',
  staff: '/staff',
  desks: '/desks',
  region: '/region',
  calendar: '/calendar',
  settlements: '/settlements',
  categories: '/categories',
  audit: '/audit',
  report: '/report',
} as const;
export type LinkName = keyof typeof LINKS;

/** Whether something that came with an address names one of them. */
export function isLinkName(name: unknown): name is LinkName {
  return typeof name === 'string' && Object.hasOwn(LINKS, name);
}
