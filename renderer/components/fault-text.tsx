import { Text } from '@mantine/core';
import type { Failure } from '../../core/domain/failure.ts';
import { useFailureWords } from './failure-notice.tsx';

/** What is wrong, and what to do next, in a line: at a field, in a row, wherever a notice would be too much. */
export function FaultText({ failure }: { readonly failure: Failure }) {
  const words = useFailureWords()(failure);
  return (
    <>
      <Text span inherit fw={600}>
        {words.text}
      </Text>{' '}
      {words.next}
    </>
  );
}
