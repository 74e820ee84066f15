import type { Actor } from '../person/session.ts';

/** Where somebody administers: the whole region, one district, or, null, nowhere. */
export function administratorOf(actor: Actor): string | 'region' | null {
  const own = actor.grants.filter(({ role }) => role === 'administrator');
  if (own.length === 0) return null;
  if (own.some(({ district, kindergarten }) => district === null && kindergarten === null)) return 'region';
  return own.find(({ district }) => district !== null)?.district ?? null;
}

/** Whether somebody administers a district; null is the whole region. */
export function administers(actor: Actor, district: string | null): boolean {
  const area = administratorOf(actor);
  return area === 'region' || (area !== null && area === district);
}
