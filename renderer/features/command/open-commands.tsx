import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../core/protocol/desk.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { toFailure } from '../../link/failure.ts';
import { useCore, useCoreMutation } from '../../link/use-core.ts';
import { hasWord } from '../../locale/has-word.ts';
import { useWords } from '../../locale/i18n.ts';
import { minuteText } from '../journal/journal-format.ts';

type OpenCommand = Output<'command.open'>[number];

/** Commands on an application that the server has not answered yet, and those it refused later. */
export function OpenCommands({ application }: { readonly application: string }) {
  const open = useCore('command.open', { application });
  if (open.data === undefined || open.data.length === 0) return null;
  return (
    <Stack gap="sm">
      {open.data.map((command) =>
        command.failure === null ? (
          <Waiting key={command.uuid} command={command} />
        ) : (
          <Refused key={command.uuid} command={command} failure={command.failure} onRead={open.refetch} />
        ),
      )}
    </Stack>
  );
}

function useCommandName(): (command: string) => string {
  const { name } = useWords('command');
  return (command) => (hasWord(name, command) ? name[command] : name.other);
}

function Waiting({ command }: { readonly command: OpenCommand }) {
  const { t } = useTranslation('command');
  const name = useCommandName();
  return (
    <Remark title={t('open.waiting', { name: name(command.command) })}>
      {t('open.waitingText', { at: minuteText(command.givenAt) })}
    </Remark>
  );
}

function Refused(props: {
  readonly command: OpenCommand;
  readonly failure: NonNullable<OpenCommand['failure']>;
  readonly onRead: () => Promise<unknown>;
}) {
  const { t } = useTranslation('command');
  const name = useCommandName();
  const forget = useCoreMutation('command.forget');
  const { command, givenAt, uuid } = props.command;
  return (
    <FailureNotice failure={toFailure(props.failure)}>
      <Text fw={600}>{t('open.refused', { name: name(command), at: minuteText(givenAt) })}</Text>
      <Group>
        <Button
          variant="default"
          size="sm"
          loading={forget.isPending}
          onClick={() => forget.mutate({ uuid }, { onSuccess: () => void props.onRead() })}
        >
          {t('open.forget')}
        </Button>
      </Group>
      {forget.isError ? <FailureNotice failure={forget.error.failure} /> : null}
    </FailureNotice>
  );
}
