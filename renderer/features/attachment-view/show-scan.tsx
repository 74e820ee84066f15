import { Button } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../core/domain/application-form.ts';
import { FileView } from './file-view.tsx';

/**
 * Opens a scan on the whole screen.
 * @param text what stands on the button, where «Экранда көрсету» alone does not say of what
 */
export function ShowScan(props: { readonly attachment: Attachment; readonly text?: string }) {
  const { t } = useTranslation('document');
  const [open, setOpen] = useState(false);
  const { sha256, name } = props.attachment;
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconArrowsMaximize size={18} aria-hidden />}
        aria-label={t('showNamed', { name: props.text ?? name })}
        onClick={() => setOpen(true)}
      >
        {props.text ?? t('show')}
      </Button>
      {open ? (
        <FileView
          target={{ kind: 'attachment', sha256, name }}
          name={name}
          locale="kk"
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
