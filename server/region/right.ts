import type { Actor } from '../person/session.ts';

/** Whether somebody sees the whole region: its directorate, or its auditor. */
export function seesRegion(actor: Actor): boolean {
  return actor.grants.some(
    ({ role, district }) => district === null && (role === 'region' || role === 'auditor'),
  );
}

/** Whether somebody keeps the calendar and the reference tables of the region. */
export function keepsReference(actor: Actor): boolean {
  return actor.grants.some(({ role, district }) => district === null && role === 'region');
}
