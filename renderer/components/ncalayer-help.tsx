import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Failure, NCALAYER_FAILURES, type NcaLayerFailure } from '../../core/domain/failure.ts';
import { useWords } from '../locale/i18n.ts';
import { FailureNotice } from './failure-notice.tsx';
import { StepsList } from './steps-list.tsx';

/** What a person can do about each failure of NCALayer, step by step; a failure without steps does not compile. */
function useHelp(): Readonly<Record<NcaLayerFailure, readonly string[]>> {
  return useWords('sign-in').help.steps;
}

/** A failure on the way through NCALayer; its own failures come with help a grandmother can follow. */
export function SigningFailureNotice(props: { readonly failure: Failure; readonly retry: () => void }) {
  const { t } = useTranslation('sign-in');
  const help = useHelp();
  const code = NCALAYER_FAILURES.find((each) => each === props.failure.code);
  return (
    <FailureNotice failure={props.failure} retry={props.retry}>
      {code === undefined ? null : (
        <div>
          <Text fw={600} mb="xs">
            {t('help.title')}
          </Text>
          <StepsList steps={help[code]} />
        </div>
      )}
    </FailureNotice>
  );
}
