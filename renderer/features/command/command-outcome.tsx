import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconDeviceFloppy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WaitingScreen } from '../../components/waiting-screen.tsx';
import classes from './command.module.css';
import { COMMAND_STEPS, type Giving } from './use-command.ts';

/** While a command is signed and sent. */
export function CommandRunning(props: {
  readonly title: string;
  readonly giving: Extract<Giving, { state: 'running' }>;
  readonly whose: string;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('command');
  const { step, atNcaLayer } = props.giving;
  return (
    <WaitingScreen
      title={props.title}
      steps={COMMAND_STEPS.map((name) => ({ name, text: t(`progress.${name}`) }))}
      current={step}
      atNcaLayer={step === 'signing' && atNcaLayer}
      whose={props.whose}
      {...(step === 'preparing' || step === 'signing' ? { onCancel: props.onCancel } : {})}
    />
  );
}

/** The server's yes. */
export function CommandDone(props: {
  readonly title: string;
  readonly text: string;
  readonly close: string | undefined;
  /** What stands below has the button that comes first. */
  readonly quiet?: boolean;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('command');
  return (
    <Ended
      title={props.title}
      close={props.close ?? t('ok')}
      quiet={props.quiet === true}
      onClose={props.onClose}
    >
      <div className={classes.done} role="status">
        <IconCircleCheck size={40} stroke={1.6} color="var(--kezek-good)" aria-hidden />
        <Text size="lg">{props.text}</Text>
      </div>
      {props.children}
    </Ended>
  );
}

/** Honest: kept on this computer, no more; the card tells how it went on. */
export function CommandSaved({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  return (
    <Ended title={t('saved.title')} close={t('ok')} onClose={onClose}>
      <div className={classes.done} role="status">
        <IconDeviceFloppy size={40} stroke={1.6} color="var(--kezek-warn-ink)" aria-hidden />
        <Text size="lg">{t('saved.text')}</Text>
      </div>
    </Ended>
  );
}

function Ended(props: {
  readonly title: string;
  readonly close: string;
  readonly quiet?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      withCloseButton={false}
      closeOnClickOutside={false}
      size="xl"
      classNames={{ title: classes.title ?? '' }}
    >
      <Stack gap="lg">
        {props.children}
        <Group justify="flex-end">
          <Button
            size="lg"
            variant={props.quiet === true ? 'default' : 'filled'}
            onClick={props.onClose}
            data-autofocus
          >
            {props.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
