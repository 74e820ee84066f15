import { Button, Modal, Stack } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../components/answered.tsx';
import { useCore } from '../../link/use-core.ts';
import { SignedXml } from './signed-xml.tsx';
import { VerificationFacts } from './verification-facts.tsx';

/** Opens a command of the history as it was signed, with its verification report. */
export function OpenSignedCommand({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation('history');
  const { t: common } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconShieldCheck size={18} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('openSigned')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('openSigned')}
        size="xl"
        closeButtonProps={{ 'aria-label': common('action.close') }}
      >
        {open ? <SignedCommand uuid={uuid} /> : null}
      </Modal>
    </>
  );
}

function SignedCommand({ uuid }: { readonly uuid: string }) {
  const signed = useCore('command.signed', { uuid });
  return (
    <Answered query={signed}>
      {({ consent, receivedAt, report, xml }) => (
        <Stack gap="xl">
          <VerificationFacts signed={{ report, consent, operator: null, signedAt: receivedAt }} />
          <SignedXml xml={xml} fileName={`kezek-command-${uuid}`} />
        </Stack>
      )}
    </Answered>
  );
}
