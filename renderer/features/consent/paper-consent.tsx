import { Button, Group, Stack, Text } from '@mantine/core';
import { IconEye, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/domain/failure.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { FileView } from '../attachment-view/file-view.tsx';
import { documentLocaleFor } from '../document/document-language.tsx';
import { PrintDialog } from '../print/print-dialog.tsx';
import type { FileTarget } from '../print/print-target.ts';
import classes from './consent.module.css';
import { consentTo } from './consent-state.ts';
import type { ConsentSubject } from './consent-subject.ts';

type Sheet =
  | { readonly state: 'none' | 'preparing' }
  | { readonly state: 'ready'; readonly id: string }
  | { readonly state: 'failed'; readonly failure: Failure };

/** The applicant consents on paper: the sheet is printed, signed by hand, scanned and attached. */
export function PaperConsent({ subject }: { readonly subject: ConsentSubject }) {
  const { t } = useTranslation('consent');
  const { t: document } = useTranslation('document');
  const locale = useLocale();
  const [sheet, setSheet] = useState<Sheet>({ state: 'none' });
  const [opened, setOpened] = useState<'print' | 'view' | null>(null);
  const standing = consentTo(subject, Date.now());
  const open = async (how: 'print' | 'view') => {
    setSheet({ state: 'preparing' });
    const prepared = await subject.prepare();
    if (!prepared.ok) return setSheet({ state: 'failed', failure: prepared.error });
    subject.setSigning({ paperTo: subject.text });
    setSheet({ state: 'ready', id: prepared.value.id });
    setOpened(how);
  };
  const target: FileTarget | null =
    sheet.state === 'ready' ? { kind: 'document', id: sheet.id, fileKind: 'consent' } : null;
  const preparing = sheet.state === 'preparing';
  const shown = { name: t('document'), locale: documentLocaleFor(locale), onClose: () => setOpened(null) };
  return (
    <Stack gap="lg">
      {standing.state === 'changed' ? <Remark>{t('stale')}</Remark> : null}
      <section className={classes.step}>
        <Text fw={700}>{t('print')}</Text>
        <Text c="var(--kezek-ink-soft)" mb="sm">
          {t('printText')}
        </Text>
        <Group gap="sm">
          <Button
            leftSection={<IconPrinter size={20} aria-hidden />}
            loading={preparing}
            onClick={() => void open('print')}
          >
            {document('print')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconEye size={20} aria-hidden />}
            disabled={preparing}
            onClick={() => void open('view')}
          >
            {document('show')}
          </Button>
        </Group>
        {sheet.state === 'failed' ? <FailureNotice failure={sheet.failure} /> : null}
      </section>
      <section className={classes.step}>
        <Text fw={700}>{t('signPaper')}</Text>
        <Text c="var(--kezek-ink-soft)">{t('signText')}</Text>
      </section>
      <section className={classes.step}>
        <Text fw={700} mb="xs">
          {t('scan')}
        </Text>
        {subject.uploads}
      </section>
      {opened === 'print' && target !== null ? <PrintDialog target={target} {...shown} /> : null}
      {opened === 'view' && target !== null ? <FileView target={target} {...shown} /> : null}
    </Stack>
  );
}
