import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import classes from './kindergarten.module.css';
import type { Giving } from './use-give.ts';

/** Says what a command will do, takes what it needs, and gives it. */
export function KindergartenDialog(props: {
  readonly title: string;
  /** What it means, in plain words. */
  readonly meaning?: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly giving: Giving;
  /** Absent while there is nothing to confirm yet: the button stands and waits. */
  readonly onConfirm?: () => void;
  /** Instead of «Болдырмау»: one step back. */
  readonly back?: { readonly label: string; readonly onClick: () => void };
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { t: words } = useTranslation('kindergarten');
  const { giving, onConfirm } = props;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size="lg"
      closeOnClickOutside={!giving.busy}
      classNames={{ title: classes.title }}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm?.();
        }}
      >
        <Stack gap="md">
          {props.children}
          {props.meaning === undefined ? null : <Text>{props.meaning}</Text>}
          {giving.failure === null ? null : <FailureNotice failure={giving.failure} />}
          {giving.unanswered ? <Remark>{words('give.unanswered')}</Remark> : null}
          <Group justify="flex-end" gap="sm" mt="sm">
            <Button variant="default" onClick={props.back?.onClick ?? props.onClose}>
              {giving.unanswered ? t('action.close') : (props.back?.label ?? t('action.cancel'))}
            </Button>
            {giving.unanswered ? null : (
              <Button
                type="submit"
                loading={giving.busy}
                disabled={onConfirm === undefined}
                {...(props.danger === true ? { color: 'red.9' } : {})}
              >
                {props.confirm}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
