import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Input, Output } from '../../../core/protocol/desk.ts';
import { WaitingScreen } from '../../components/waiting-screen.tsx';
import { core } from '../../link/core.ts';
import { useCoreEvent, useCoreMutation } from '../../link/use-core.ts';

const STEPS = ['connecting', 'choosing', 'checking'] as const;

/**
 * A key is chosen at NCALayer to say who one is: at the sign-in, or to go on after a lock. While the person is there, the
 * waiting screen says what to do.
 */
export function useKeySteps<Of extends 'session.choose' | 'session.unlock'>(
  method: Of,
): {
  readonly failure: Failure | null;
  readonly start: (input: Input<Of>, done: (answer: Output<Of>) => void) => void;
  /** The waiting screen, as long as there is something to wait for. */
  readonly waiting: ReactNode;
} {
  const { t } = useTranslation('sign-in');
  const [step, setStep] = useState<(typeof STEPS)[number]>('connecting');
  const call = useCoreMutation(method);
  useCoreEvent((event) => {
    if (event.topic === 'ncalayer') setStep(event.open ? 'choosing' : 'checking');
  });
  return {
    failure: call.isError ? call.error.failure : null,
    start(input, done) {
      setStep('connecting');
      call.mutate(input, { onSuccess: done });
    },
    waiting: call.isPending ? (
      <WaitingScreen
        title={t('waiting.title')}
        steps={STEPS.map((name) => ({ name, text: t(`waiting.steps.${name}`) }))}
        current={step}
        atNcaLayer={step === 'choosing'}
        onCancel={() => void core.call('ncalayer.abandon', {})}
      />
    ) : null,
  };
}
