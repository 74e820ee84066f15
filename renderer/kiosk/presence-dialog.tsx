import { Button, Group, Modal, RingProgress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AT_THE_SCREEN } from '../presence/idle-watch.ts';
import { ASKING } from '../presence/use-presence.ts';
import { DialogTitle } from './dialog-title.tsx';

const SECONDS = (AT_THE_SCREEN.endAfterMs - AT_THE_SCREEN.askAfterMs) / 1000;

/** «Сіз осындасыз ба?», with the seconds that are left. */
export function PresenceDialog(props: {
  readonly secondsLeft: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('kiosk');
  const left = props.secondsLeft;
  return (
    <Modal
      opened
      onClose={props.onStay}
      withCloseButton={false}
      title={<DialogTitle text={t('idle.title')} />}
      size="lg"
      zIndex={1000}
      {...{ [ASKING]: true }}
    >
      <Stack gap="lg" align="center">
        <RingProgress
          size={190}
          thickness={14}
          roundCaps
          aria-hidden
          sections={[{ value: (left / SECONDS) * 100, color: 'sky.7' }]}
          label={
            <Text ta="center" fz="3.5rem" fw={700} lh={1} className="numbers">
              {left}
            </Text>
          }
        />
        <Text size="lg" ta="center">
          {t('idle.text', { seconds: left })}
        </Text>
        <Group w="100%" grow>
          <Button size="xl" onClick={props.onStay} data-autofocus>
            {t('idle.stay')}
          </Button>
          <Button size="xl" variant="default" onClick={props.onLeave}>
            {t('idle.leave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
