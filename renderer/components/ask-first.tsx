import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Asks before something that cannot be brought back is thrown away; the focus stands on «Бас тарту». */
export function AskFirst(props: {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  /** What the button that does it says. */
  readonly action: string;
  readonly onClose: () => void;
  readonly onAction: () => void;
}) {
  const { t } = useTranslation();
  const { onClose, onAction } = props;
  return (
    <Modal
      opened={props.opened}
      onClose={onClose}
      title={
        <Text span fw={700} fz="xl">
          {props.title}
        </Text>
      }
      withCloseButton={false}
    >
      <Stack>
        <Text>{props.text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              onAction();
              onClose();
            }}
          >
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
