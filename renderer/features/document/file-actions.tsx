import { Button, Group, Stack } from '@mantine/core';
import { IconDownload, IconEye, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import { useStatus } from '../../session.ts';
import { FileView } from '../attachment-view/file-view.tsx';
import { PrintDialog } from '../print/print-dialog.tsx';
import type { FileTarget } from '../print/print-target.ts';
import { SavedFile } from './saved-file.tsx';
import { useSaveFile } from './use-save-file.ts';

/**
 * What can be done with one file: show it, save it, print it. At a kiosk nothing is saved: the machine belongs to the hall.
 * @param name what the file is called for people; said by the buttons, since a page holds many files
 */
export function FileActions(props: {
  readonly target: FileTarget;
  readonly name: string;
  readonly locale: DocumentLocale;
  /** The print button stands out: the page has this one file. */
  readonly prominent?: boolean;
}) {
  const { t } = useTranslation('document');
  const { target, name, locale } = props;
  const kiosk = useStatus().mode === 'kiosk';
  const [opened, setOpened] = useState<'view' | 'print' | null>(null);
  const saving = useSaveFile(target, locale);
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          variant={props.prominent === true ? 'filled' : 'light'}
          leftSection={<IconPrinter size={20} aria-hidden />}
          aria-label={t('printNamed', { name })}
          onClick={() => setOpened('print')}
        >
          {t('print')}
        </Button>
        {kiosk ? null : (
          <Button
            variant="light"
            loading={saving.busy}
            leftSection={<IconDownload size={20} aria-hidden />}
            aria-label={t('downloadNamed', { name })}
            onClick={saving.save}
          >
            {t('download')}
          </Button>
        )}
        <Button
          variant="subtle"
          leftSection={<IconEye size={20} aria-hidden />}
          aria-label={t('showNamed', { name })}
          onClick={() => setOpened('view')}
        >
          {t('show')}
        </Button>
      </Group>
      <SavedFile saving={saving} />
      {opened === 'view' ? (
        <FileView target={target} name={name} locale={locale} onClose={() => setOpened(null)} />
      ) : null}
      {opened === 'print' ? (
        <PrintDialog target={target} name={name} locale={locale} onClose={() => setOpened(null)} />
      ) : null}
    </Stack>
  );
}
