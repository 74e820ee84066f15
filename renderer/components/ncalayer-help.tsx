import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Failure,
  type FailureCode,
  NCALAYER_FAILURES,
  type NcaLayerFailure,
} from '../../core/domain/failure.ts';
import { useWords } from '../locale/i18n.ts';
import { FailureNotice } from './failure-notice.tsx';
import { type NcaLayerTopic, NcaLayerTopics } from './ncalayer-guide.tsx';
import { StepsList } from './steps-list.tsx';

/** What a person can do about each failure of NCALayer, step by step; a failure without steps does not compile. */
function useHelp(): Readonly<Record<NcaLayerFailure, readonly string[]>> {
  return useWords('sign-in').help.steps;
}

/** Where help goes on when the first steps did not: what else may be behind a failure. */
const FURTHER: Readonly<Record<NcaLayerFailure, readonly NcaLayerTopic[]>> = {
  'ncalayer-not-running': ['install', 'antivirus'],
  'ncalayer-untrusted-certificate': ['trust'],
  'ncalayer-too-old': ['update'],
  'ncalayer-cancelled': ['window', 'keys', 'password'],
  'ncalayer-closed': ['start', 'update'],
  'ncalayer-silent': ['window', 'antivirus'],
  'ncalayer-wrong-password': ['password'],
  'ncalayer-no-suitable-key': ['keys', 'storages'],
  'ncalayer-token-absent': ['storages'],
  'ncalayer-refused': ['update', 'keys'],
  'ncalayer-garbled': ['update'],
};

/** Signatures that another key would have made right. */
const OF_THE_KEY: readonly FailureCode[] = [
  'key-usage',
  'expired',
  'not-yet-valid',
  'revoked',
  'iin-mismatch',
];

/** A failure on the way through NCALayer; its own failures come with help a grandmother can follow. */
export function SigningFailureNotice(props: {
  readonly failure: Failure;
  readonly retry?: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('sign-in');
  const { t: ncalayer } = useTranslation('ncalayer');
  const help = useHelp();
  const { code: failed } = props.failure;
  const code = NCALAYER_FAILURES.find((each) => each === failed);
  const detail = props.failure.facts?.detail;
  return (
    <FailureNotice failure={props.failure} {...(props.retry === undefined ? {} : { retry: props.retry })}>
      {props.children}
      {code === undefined && OF_THE_KEY.includes(failed) ? <NcaLayerTopics topics={['keys']} /> : null}
      {code === undefined ? null : (
        <Stack gap="md">
          {detail === undefined ? null : (
            <Text c="var(--kezek-ink-soft)">{ncalayer('answer', { detail })}</Text>
          )}
          <div>
            <Text fw={600} mb="xs">
              {t('help.title')}
            </Text>
            <StepsList steps={help[code]} />
          </div>
          <div>
            <Text fw={600} mb="xs">
              {ncalayer('more')}
            </Text>
            <NcaLayerTopics topics={FURTHER[code]} />
          </div>
        </Stack>
      )}
    </FailureNotice>
  );
}
