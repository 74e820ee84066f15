import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../locale/i18n.ts';
import { StepsList } from './steps-list.tsx';
import classes from './waiting-screen.module.css';

export type WaitingStep = { readonly name: string; readonly text: string };

/**
 * While a person is at NCALayer: where things stand, what to do in its window, and a way out. It says the same words whoever
 * opened NCALayer: signing in or signing an application.
 * @param whose the person whose key is to be chosen there, where two stand at the desk
 * @param current name of the step under way
 * @param atNcaLayer its window is open: says what to do there
 * @param onCancel absent once nothing can be stopped any more
 */
export function WaitingScreen(props: {
  readonly title: string;
  readonly steps: readonly WaitingStep[];
  readonly current: string;
  readonly atNcaLayer: boolean;
  readonly whose?: string;
  readonly onCancel?: () => void;
}) {
  const { t } = useTranslation('sign-in');
  const { waiting } = useWords('sign-in');
  const at = props.steps.findIndex(({ name }) => name === props.current);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={props.title}
      size="lg"
      classNames={{ title: classes.title }}
    >
      <Stack gap="lg">
        <ol className={classes.steps} aria-live="polite">
          {props.steps.map(({ name, text }, index) => {
            const state = index < at ? 'done' : index === at ? 'now' : 'later';
            return (
              <li key={name} className={classes.step} data-state={state}>
                <span className={classes.mark} role="img" aria-label={t(`waiting.state.${state}`)}>
                  {state === 'done' ? <IconCheck size={20} /> : null}
                  {state === 'now' ? <Loader size={20} /> : null}
                  {state === 'later' ? <IconCircleDashed size={20} /> : null}
                </span>
                {text}
              </li>
            );
          })}
        </ol>
        {props.atNcaLayer ? (
          <div className={classes.todo}>
            <Text fw={700} mb="sm">
              {t('waiting.doTitle')}
            </Text>
            {props.whose === undefined ? null : (
              <Text mb="sm">
                {t('waiting.whose')} <b>{props.whose}</b>
              </Text>
            )}
            <StepsList steps={waiting.do} />
            <Text mt="md" size="sm">
              {t('waiting.hidden')}
            </Text>
          </div>
        ) : null}
        <Text c="var(--kezek-ink-soft)">{t('waiting.calm')}</Text>
        {props.onCancel === undefined ? null : (
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onCancel}>
              {t('waiting.cancel')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}
