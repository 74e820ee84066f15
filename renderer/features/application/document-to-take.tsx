import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconEye, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { useStatus } from '../../session.ts';
import { FileView } from '../attachment-view/file-view.tsx';
import { DocumentLanguage, documentLocaleFor } from '../document/document-language.tsx';
import { useSaveFile } from '../document/use-save-file.ts';
import { PrintDialog } from '../print/print-dialog.tsx';
import type { DocumentKind, FileTarget } from '../print/print-target.ts';

/**
 * The document that goes home with the parent, under the success dialog: printed, downloaded («Скачать документ о
 * регистрации», seed 000 step 13), or looked at. At a kiosk nothing is left on the machine, so it is not downloaded there.
 */
export function DocumentToTake(props: { readonly id: string; readonly kind: DocumentKind }) {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation('document');
  const kiosk = useStatus().mode === 'kiosk';
  const interfaceLocale = useLocale();
  const [locale, setLocale] = useState(documentLocaleFor(interfaceLocale));
  const [opened, setOpened] = useState<'view' | 'print' | null>(null);
  const target: FileTarget = { kind: 'document', id: props.id, fileKind: props.kind };
  const saving = useSaveFile(target, locale);
  const words = useTakingWords(props.kind);
  const name = common(`kind.${props.kind}`);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="md">
        {kiosk ? null : (
          <Anchor component="button" type="button" fw={600} fz="lg" ta="start" onClick={saving.save}>
            <Group gap="xs" wrap="nowrap">
              <IconDownload size={22} aria-hidden />
              {words.download}
            </Group>
          </Anchor>
        )}
        <DocumentLanguage value={locale} onChange={setLocale} />
      </Group>
      {saving.saved === null ? null : (
        <Text c="var(--kezek-good)" role="status">
          {common('downloaded', { file: saving.saved })}
        </Text>
      )}
      {saving.failure === null ? null : <FailureNotice failure={saving.failure} retry={saving.save} />}
      <Group gap="md">
        <Button
          size="lg"
          leftSection={<IconPrinter size={22} aria-hidden />}
          onClick={() => setOpened('print')}
        >
          {words.print}
        </Button>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconEye size={22} aria-hidden />}
          onClick={() => setOpened('view')}
        >
          {t('success.show')}
        </Button>
      </Group>
      {opened === 'view' ? (
        <FileView target={target} name={name} locale={locale} onClose={() => setOpened(null)} />
      ) : null}
      {opened === 'print' ? (
        <PrintDialog target={target} name={name} locale={locale} onClose={() => setOpened(null)} />
      ) : null}
    </Stack>
  );
}

/** What the buttons say: of the registration document and the slip by their names, of any other paper simply. */
function useTakingWords(kind: DocumentKind): { readonly download: string; readonly print: string } {
  const { t } = useTranslation('application');
  const { t: common } = useTranslation('document');
  if (kind === 'registration') return { download: t('success.download'), print: t('success.print') };
  if (kind === 'provisional') return { download: t('saved.download'), print: t('saved.print') };
  return { download: common('download'), print: common('print') };
}
