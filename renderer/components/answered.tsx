import { IconInbox } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CoreError } from '../link/use-core.ts';
import { FailureNotice } from './failure-notice.tsx';
import { Loading } from './loading.tsx';
import { Nothing } from './nothing.tsx';

/** What the core answered, or that it is waited for, or why not and what to do. */
export function Answered<T>(props: {
  readonly query: UseQueryResult<T, CoreError>;
  /** What is said where there is nothing, and what to do then; `isEmpty` tells. */
  readonly empty?: { readonly title: string; readonly text: string };
  readonly isEmpty?: (data: T) => boolean;
  readonly children: (data: T) => ReactNode;
}) {
  const { query, empty, isEmpty, children } = props;
  if (query.isError)
    return <FailureNotice failure={query.error.failure} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loading />;
  if (empty !== undefined && isEmpty?.(query.data) === true)
    return <Nothing bare icon={IconInbox} {...empty} />;
  return children(query.data);
}
