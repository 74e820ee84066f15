import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../core/protocol/desk.ts';
import type { Storage } from '../../../core/protocol/ncalayer.ts';
import { NcaLayerGuide } from '../../components/ncalayer-guide.tsx';
import { SigningFailureNotice } from '../../components/ncalayer-help.tsx';
import { Note, Remark } from '../../components/note.tsx';
import { StorageSelect } from '../../components/storage-select.tsx';
import { useLocale } from '../../locale/i18n.ts';
import { useStatus } from '../../session.ts';
import { ThirdPersonWarning } from './third-person-warning.tsx';
import { useKeySteps } from './use-key-steps.tsx';

/** Tab «ЭЦҚ»: storage → «Сертификатты таңдаңыз» → NCALayer; gives the owner of the key that was chosen. */
export function KeyChoice(props: { readonly onChosen: (chosen: Output<'session.choose'>) => void }) {
  const { t } = useTranslation('sign-in');
  const locale = useLocale();
  const { server, mode } = useStatus();
  const [storage, setStorage] = useState<Storage>('PKCS12');
  const choose = useKeySteps('session.choose');
  const start = () => choose.start({ storage, locale }, props.onChosen);
  return (
    <Stack gap="lg">
      <ThirdPersonWarning />
      {server === 'unreachable' && mode === 'desk' ? (
        <Remark title={t('offline.title')}>{t('offline.staff')}</Remark>
      ) : null}
      <StorageSelect value={storage} onChange={setStorage} />
      <Button size="lg" onClick={start}>
        {t('choose')}
      </Button>
      {choose.failure === null ? (
        <Note kind="important">{t('ncalayer')}</Note>
      ) : (
        <SigningFailureNotice failure={choose.failure} retry={start} />
      )}
      <NcaLayerGuide />
      {choose.waiting}
    </Stack>
  );
}
