import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef } from 'react';
import { NOTICE_READERS } from '../core/domain/notice.ts';
import { REGISTER_READERS } from '../core/domain/status.ts';
import type { DeskStatus } from '../core/protocol/desk-status.ts';
import type { Session } from '../core/protocol/person.ts';
import { core } from './link/core.ts';
import { keyOf, useCore } from './link/use-core.ts';

/** What this computer is; set by the start-up of the app, which renders nothing before it is known. */
export const StatusContext = createContext<DeskStatus | null>(null);

/** What this computer is and how it stands now. */
export function useStatus(): DeskStatus {
  const status = useContext(StatusContext);
  if (status === null) throw new Error('Outside the app: the status of the desk is not known');
  return status;
}

/** Who is signed in, or null. */
export function useSession(): Session | null {
  return useCore('session.current', {}).data ?? null;
}

/** Whether this person files on behalf of others here: an operator at a desk. */
export function useIsOperator(): boolean {
  const session = useSession();
  return session?.grants.some((grant) => grant.role === 'operator') ?? false;
}

/** Whether this person reads the notices log of the district: its staff, the kindergartens' directors apart. */
export function useReadsNotices(): boolean {
  const session = useSession();
  return session?.grants.some(({ role }) => NOTICE_READERS.some((each) => each === role)) ?? false;
}

/** Who sees kindergartens and their places: a director the own one, the others those of the district or the region. */
const KINDERGARTEN_ROLES = ['director', 'head', 'region', 'administrator', 'auditor'] as const;

/** Whether this person has kindergartens to look after: the own one, several, or none. */
export function useKindergartens(): 'own' | 'several' | 'none' {
  const session = useSession();
  const roles = session?.grants.map(({ role }) => role) ?? [];
  if (roles.some((role) => role !== 'director' && KINDERGARTEN_ROLES.some((each) => each === role)))
    return 'several';
  return roles.includes('director') ? 'own' : 'none';
}

/** Whether the journal is this person's: staff who read the register, or a parent with applications of his own. */
export function useReadsJournal(): boolean {
  const grants = useSession()?.grants ?? [];
  return grants.length === 0 || grants.some(({ role }) => REGISTER_READERS.some((each) => each === role));
}

/** Whether this person may file applications here: an operator, or a parent (who holds no grant) by EDS. */
export function useMayFile(): boolean {
  const session = useSession();
  const operator = useIsOperator();
  return session?.mayFile === true && (operator || session.grants.length === 0);
}

/** Whether this person signed in in a way that does not let him file: by a one-time code (domain.md §1.11 "Signing"). */
export function useNeedsEds(): boolean {
  const session = useSession();
  return session !== null && !session.mayFile;
}

/** Takes in whoever has just signed in: what was asked for the person before is forgotten. */
export function useEntered(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    forgetPersonal(client);
    client.setQueryData(keyOf('session.current', {}), session);
  };
}

/** Ends the session and forgets everything that was asked for this person, also when the core does not answer. */
export function useLeave(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await core.call('session.leave', {});
    forgetPersonal(client);
    client.setQueryData(keyOf('session.current', {}), null);
  };
}

/**
 * Follows what the core tells of the session; stands once, at the root. Whose session ended leaves no answers behind, and
 * whose roles changed is asked for everything anew. What is being typed stays.
 */
export function useStanding(): void {
  const client = useQueryClient();
  const session = useSession();
  const standing = session === null ? null : JSON.stringify([session.id, session.grants]);
  const before = useRef(standing);
  useEffect(() => {
    const was = before.current;
    before.current = standing;
    if (was === null || was === standing) return;
    if (standing === null) forgetPersonal(client);
    else
      void client.resetQueries({
        predicate: ({ queryKey: [method] }) => isPersonal(String(method)) && !/^draft\./.test(String(method)),
      });
  }, [client, standing]);
}

/** Drops every answer that was given to whoever was signed in; also before the next person comes in. */
function forgetPersonal(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey: [method] }) => isPersonal(String(method)) });
}

/** Answers that belong to whoever is signed in; the others are about this computer. */
function isPersonal(method: string): boolean {
  return !/^(desk|reference|printer|session)\./.test(method);
}
