import { Navigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { LINKS } from '../links.ts';
import { useSession } from '../session.ts';

/**
 * What only somebody who is signed in may see; everybody else is led to the sign-in. Whoever was signed in here a moment ago
 * is told that the session ended.
 */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [was] = useState(session !== null);
  if (session === null) return <Navigate to={LINKS.signIn} search={{ ended: was }} replace />;
  return children;
}
