import { Button, Group, Stack, Text } from '@mantine/core';
import { IconEye, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationForm } from '../../../core/domain/application-form.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { useCoreMutation } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useForm } from '../application/form-context.tsx';
import { Uploads } from '../application/uploads.tsx';
import { FileView } from '../attachment-view/file-view.tsx';
import { documentLocaleFor } from '../document/document-language.tsx';
import { PrintDialog } from '../print/print-dialog.tsx';
import type { FileTarget } from '../print/print-target.ts';
import classes from './consent.module.css';
import { consentedText, consentState } from './consent-state.ts';
import { useSigning } from './use-signing.ts';

/** The applicant consents on paper: the sheet is printed, signed by hand, scanned and attached. */
export function PaperConsent({ form }: { readonly form: ApplicationForm }) {
  const { t } = useTranslation('consent');
  const { t: document } = useTranslation('document');
  const locale = useLocale();
  const { uuid } = useForm();
  const [signing, set] = useSigning();
  const prepare = useCoreMutation('consent.prepare');
  const [opened, setOpened] = useState<'print' | 'view' | null>(null);
  const standing = consentState(signing, form, Date.now());
  const open = (how: 'print' | 'view') =>
    prepare.mutate(
      { uuid, form },
      {
        onSuccess: () => {
          set({ paperTo: consentedText(form) });
          setOpened(how);
        },
      },
    );
  const target: FileTarget | null =
    prepare.data === undefined ? null : { kind: 'document', id: prepare.data.id, fileKind: 'consent' };
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
            loading={prepare.isPending}
            onClick={() => open('print')}
          >
            {document('print')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconEye size={20} aria-hidden />}
            disabled={prepare.isPending}
            onClick={() => open('view')}
          >
            {document('show')}
          </Button>
        </Group>
        {prepare.isError ? <FailureNotice failure={prepare.error.failure} /> : null}
      </section>
      <section className={classes.step}>
        <Text fw={700}>{t('signPaper')}</Text>
        <Text c="var(--kezek-ink-soft)">{t('signText')}</Text>
      </section>
      <section className={classes.step}>
        <Text fw={700} mb="xs">
          {t('scan')}
        </Text>
        <Uploads purpose="consent" />
      </section>
      {opened === 'print' && target !== null ? <PrintDialog target={target} {...shown} /> : null}
      {opened === 'view' && target !== null ? <FileView target={target} {...shown} /> : null}
    </Stack>
  );
}
