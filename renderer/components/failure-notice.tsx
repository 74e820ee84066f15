import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../core/domain/failure.ts';
import classes from './note.module.css';

/** What a failure says, and what to do next, in the reader's language. */
export function useFailureWords(): (failure: Failure) => { readonly text: string; readonly next: string } {
  const { t } = useTranslation('failure');
  return (failure) => ({
    text: t(`${failure.code}.text`, { replace: failure.facts ?? {} }),
    next: t(`${failure.code}.next`, { replace: failure.facts ?? {} }),
  });
}

/**
 * Shows a failure where it belongs: what happened, what to do next, and a way to try again.
 * @param retry given where trying again can help
 */
export function FailureNotice(props: {
  readonly failure: Failure;
  readonly retry?: () => void;
  /** The work goes on in another way: said without alarm. */
  readonly mild?: boolean;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const words = useFailureWords()(props.failure);
  const incident = props.failure.facts?.incident;
  return (
    <Alert
      className={props.mild === true ? classes.warning : classes.danger}
      icon={<IconAlertCircle aria-hidden />}
      title={words.text}
      role="alert"
      data-failure={props.failure.code}
    >
      <Stack gap="sm">
        <Text>
          <Text span fw={600}>
            {t('failure.next')}{' '}
          </Text>
          {words.next}
        </Text>
        {props.children}
        {incident === undefined ? null : (
          <Text size="sm" c="var(--kezek-ink-soft)">
            {t('failure.incident', { incident })}
          </Text>
        )}
        {props.retry === undefined ? null : (
          <Group>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconRefresh size={18} aria-hidden />}
              onClick={props.retry}
            >
              {t('action.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
