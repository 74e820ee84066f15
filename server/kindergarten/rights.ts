import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Role } from '../../core/domain/status.ts';
import { holds } from '../command/acting.ts';
import type { Actor } from '../person/session.ts';

/** Where a kindergarten is, as far as rights go. */
export type Where = { readonly district: string; readonly kindergarten: string };

/** Who sees kindergartens with everything but the children in them; a director his own. */
const OVERSEERS: readonly Role[] = ['head', 'region', 'administrator', 'auditor'];

/** What can be done to a kindergarten beside the commands of the queue, and by whom. */
const MAY = {
  saveGroups: ['director', 'head', 'region', 'administrator'],
  saveKindergarten: ['region', 'administrator'],
  updateContacts: ['director', 'region', 'administrator'],
  close: ['head', 'region', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;
export type KindergartenRight = keyof typeof MAY;

/** Whether somebody may do something to a kindergarten. */
export function mayDo(actor: Actor, right: KindergartenRight, where: Where): boolean {
  return MAY[right].some((role) => holds(actor, role, where));
}

/** Whether somebody publishes and withdraws places there (domain.md §1.10.17). */
export function mayPublish(actor: Actor, where: Where): boolean {
  return holds(actor, 'director', where);
}

/** Whether somebody sees the children that a kindergarten has or expects: its director, and the head of department. */
export function seesChildren(actor: Actor, where: Where): boolean {
  return holds(actor, 'director', where) || holds(actor, 'head', where);
}

/** Whether somebody sees a kindergarten at all. */
export function seesKindergarten(actor: Actor, where: Where): boolean {
  return holds(actor, 'director', where) || OVERSEERS.some((role) => holds(actor, role, where));
}

/** The same as a condition on `kindergarten k`; null for who sees none. */
export function seenKindergartens(actor: Actor): RawBuilder<boolean> | null {
  const overseen = actor.grants.filter(
    ({ role, kindergarten }) => kindergarten === null && (OVERSEERS.includes(role) || role === 'director'),
  );
  if (overseen.some(({ district }) => district === null)) return sql<boolean>`true`;
  const districts = overseen.flatMap(({ district }) => (district === null ? [] : [district]));
  const own = actor.grants.flatMap(({ role, kindergarten }) =>
    role === 'director' && kindergarten !== null ? [kindergarten] : [],
  );
  if (districts.length + own.length === 0) return null;
  return sql<boolean>`(k.district = any(${districts}::text[]) or k.id = any(${own}::text[]))`;
}
