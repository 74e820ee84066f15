import { Button, Group, Loader, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconHandStop, IconHelp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { hasWord } from '../../locale/has-word.ts';
import { useWords } from '../../locale/i18n.ts';
import type { PrintJob } from './use-print-job.ts';

/** Where the job stands, in words, with what can be done about it now. */
export function PrintProgressView(props: {
  readonly job: PrintJob;
  /** What people call the printer of that system name. */
  readonly titleOf: (printer: string) => string;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation('print');
  const { progress } = props.job;
  switch (progress.state) {
    case 'idle':
      return null;
    case 'sending':
      return (
        <Step
          mark={<Loader size={36} aria-hidden />}
          title={t('step.sending')}
          hint={t('stepHint.sending')}
          actions={<CancelButton job={props.job} />}
        />
      );
    case 'printing':
      return (
        <Step
          mark={<Loader size={36} aria-hidden />}
          title={t('step.printing', { printer: props.titleOf(progress.printer) })}
          hint={t('stepHint.printing')}
          actions={<CancelButton job={props.job} />}
        >
          <PrinterNote note={progress.note} />
        </Step>
      );
    case 'printed':
      return (
        <Step
          mark={<Mark color="green.8" icon={IconCheck} />}
          title={t('step.printed')}
          hint={t('stepHint.printed', { printer: props.titleOf(progress.printer) })}
          actions={
            <Button variant="default" onClick={props.onAgain}>
              {t('wrongPaper')} {t('retry')}
            </Button>
          }
        />
      );
    case 'doubtful':
      return (
        <Step
          mark={<Mark color="orange.8" icon={IconHelp} />}
          title={t('doubt.title')}
          hint={t('doubt.text')}
          actions={
            <>
              <Button onClick={() => props.job.answerDoubt(true)}>{t('doubt.yes')}</Button>
              <Button variant="default" onClick={() => props.job.answerDoubt(false)}>
                {t('doubt.no')}
              </Button>
            </>
          }
        />
      );
    case 'failed':
      return (
        <Stack gap="sm" role="status">
          <Title order={3}>{t('step.failed')}</Title>
          <FailureNotice failure={progress.failure} />
          <AgainButtons {...props} />
        </Stack>
      );
    case 'cancelled':
      return (
        <Step
          mark={<Mark color="gray.7" icon={IconHandStop} />}
          title={t('step.cancelled')}
          hint={t('stepHint.cancelled')}
          actions={<AgainButtons {...props} />}
        />
      );
  }
}

function Mark({ color, icon: Icon }: { readonly color: string; readonly icon: typeof IconCheck }) {
  return (
    <ThemeIcon size={36} radius="xl" color={color} aria-hidden>
      <Icon size={22} />
    </ThemeIcon>
  );
}

function Step(props: {
  readonly mark: ReactNode;
  readonly title: string;
  readonly hint: string;
  readonly actions: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <Stack gap="md">
      <Group align="flex-start" wrap="nowrap" gap="md">
        {props.mark}
        <Stack gap={4} role="status">
          <Title order={3}>{props.title}</Title>
          {props.children}
          <Text c="var(--kezek-ink-soft)">{props.hint}</Text>
        </Stack>
      </Group>
      <Group gap="sm">{props.actions}</Group>
    </Stack>
  );
}

/** What the printer waits for, if it said so in a way we have words for. */
function PrinterNote({ note }: { readonly note: string | null }) {
  const { note: words } = useWords('print');
  if (note === null || !hasWord(words, note)) return null;
  return (
    <Text fw={600} c="var(--kezek-warn-ink)">
      {words[note]}
    </Text>
  );
}

function CancelButton({ job }: { readonly job: PrintJob }) {
  const { t } = useTranslation('print');
  return (
    <Button variant="default" onClick={job.cancel}>
      {t('cancel')}
    </Button>
  );
}

function AgainButtons(props: { readonly job: PrintJob; readonly onAgain: () => void }) {
  const { t } = useTranslation('print');
  return (
    <Group gap="sm">
      <Button onClick={props.onAgain}>{t('retry')}</Button>
      <Button variant="default" onClick={props.job.reset}>
        {t('otherPrinter')}
      </Button>
    </Group>
  );
}
