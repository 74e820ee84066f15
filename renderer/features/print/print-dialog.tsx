import { Button, Divider, Group, Modal, Stack, Text } from '@mantine/core';
import { IconDownload, IconEye, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useCore } from '../../link/use-core.ts';
import { useStatus } from '../../session.ts';
import { FileView } from '../attachment-view/file-view.tsx';
import { DocumentLanguage } from '../document/document-language.tsx';
import { SavedFile } from '../document/saved-file.tsx';
import { useSaveFile } from '../document/use-save-file.ts';
import { hasEnded } from './print-job.ts';
import { PrintProgressView } from './print-progress.tsx';
import type { FileTarget } from './print-target.ts';
import { PrinterChoice, preferredPrinter } from './printer-choice.tsx';
import { usePrintJob } from './use-print-job.ts';

/**
 * Prints a file and watches the job to its end. Whatever the printer does, the file can be had without it: on the screen,
 * or (at a desk) as a file.
 */
export function PrintDialog(props: {
  readonly target: FileTarget;
  readonly name: string;
  readonly locale: DocumentLocale;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('print');
  const { t: common } = useTranslation();
  const printers = useCore('printer.list', {}, { fresh: true });
  const job = usePrintJob();
  const [locale, setLocale] = useState(props.locale);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = printers.data ?? [];
  const printer = list.some(({ name }) => name === chosen) ? chosen : preferredPrinter(list);
  const start = () => job.start({ target: props.target, locale, printer });
  const running = !hasEnded(job.progress);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={
        <Text span fw={700} fz="xl">
          {t('title')}
        </Text>
      }
      size="lg"
      closeOnClickOutside={!running}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack gap="lg">
        <div>
          <Text c="var(--kezek-ink-soft)">{t('document')}</Text>
          <Text fw={600} size="lg">
            {props.name}
          </Text>
        </div>
        {job.progress.state === 'idle' ? (
          <>
            {props.target.kind === 'document' ? (
              <DocumentLanguage value={locale} onChange={setLocale} />
            ) : null}
            {printers.isError ? (
              <FailureNotice failure={printers.error.failure} retry={() => void printers.refetch()} />
            ) : printers.isPending ? (
              <Loading />
            ) : (
              <PrinterChoice
                printers={list}
                value={printer}
                onChange={setChosen}
                refreshing={printers.isFetching}
                onRefresh={() => void printers.refetch()}
              />
            )}
            <Group>
              <Button
                size="lg"
                disabled={printer === null}
                leftSection={<IconPrinter size={22} aria-hidden />}
                onClick={start}
                data-autofocus
              >
                {t('start')}
              </Button>
            </Group>
          </>
        ) : (
          <PrintProgressView
            job={job}
            titleOf={(name) => list.find((each) => each.name === name)?.title ?? name}
            onAgain={start}
          />
        )}
        <Divider />
        <WithoutPrinter target={props.target} name={props.name} locale={locale} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function WithoutPrinter(props: {
  readonly target: FileTarget;
  readonly name: string;
  readonly locale: DocumentLocale;
}) {
  const { t } = useTranslation('print');
  const { t: document } = useTranslation('document');
  const kiosk = useStatus().mode === 'kiosk';
  const [shown, setShown] = useState(false);
  const saving = useSaveFile(props.target, props.locale);
  return (
    <Stack gap="xs">
      <Text c="var(--kezek-ink-soft)">{t('always')}</Text>
      <Group gap="sm">
        <Button
          variant="light"
          leftSection={<IconEye size={20} aria-hidden />}
          onClick={() => setShown(true)}
        >
          {document('show')}
        </Button>
        {kiosk ? null : (
          <Button
            variant="light"
            loading={saving.busy}
            leftSection={<IconDownload size={20} aria-hidden />}
            onClick={saving.save}
          >
            {document('download')}
          </Button>
        )}
      </Group>
      <SavedFile saving={saving} />
      {shown ? <FileView {...props} onClose={() => setShown(false)} /> : null}
    </Stack>
  );
}
