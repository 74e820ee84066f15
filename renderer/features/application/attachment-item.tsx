import { ActionIcon, Loader, Text } from '@mantine/core';
import { IconFileTypePdf, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../core/domain/application-form.ts';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { FileView } from '../attachment-view/file-view.tsx';
import { documentLocaleFor } from '../document/document-language.tsx';
import { fileBlob } from '../document/file-download.ts';
import classes from './uploads.module.css';

/** One attached scan: a look at it, its name and size, and taking it away. */
export function AttachmentItem(props: {
  readonly file: Attachment;
  /** Says what the scan is there to prove, where it does not stand under that heading. */
  readonly showPurpose?: boolean;
  readonly onRemove?: () => void;
}) {
  const { t } = useTranslation('application');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { file, onRemove } = props;
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.thumb}
        aria-label={t('upload.preview', { name: file.name })}
        onClick={() => setOpen(true)}
      >
        {file.type === 'application/pdf' ? (
          <IconFileTypePdf size={38} stroke={1.4} aria-hidden />
        ) : (
          <Thumbnail file={file} />
        )}
      </button>
      <div className={classes.name}>
        <Text fw={600}>{file.name}</Text>
        <Text size="sm" c="var(--kezek-ink-soft)">
          {props.showPurpose === true ? `${t(`upload.purpose.${file.purpose}`)} · ` : ''}
          {sizeWords(file.size, t)}
        </Text>
      </div>
      {onRemove === undefined ? null : (
        <ActionIcon
          variant="subtle"
          color="red"
          size="xl"
          aria-label={t('upload.remove', { name: file.name })}
          onClick={onRemove}
        >
          <IconTrash size={22} aria-hidden />
        </ActionIcon>
      )}
      {open ? (
        <FileView
          target={{ kind: 'attachment', sha256: file.sha256, name: file.name }}
          name={file.name}
          locale={documentLocaleFor(locale)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </li>
  );
}

function Thumbnail({ file }: { readonly file: Attachment }) {
  const content = useCore('attachment.read', { sha256: file.sha256 });
  const [address, setAddress] = useState<string | null>(null);
  const data = content.data;
  useEffect(() => {
    if (data === undefined) return;
    const made = URL.createObjectURL(fileBlob(data));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return address === null ? <Loader size={20} aria-hidden /> : <img src={address} alt="" />;
}

type Words = ReturnType<typeof useTranslation<'application'>>['t'];

const KB = 1024;
const MB = KB * KB;

function sizeWords(bytes: number, t: Words): string {
  if (bytes < MB) return t('upload.size.kb', { number: Math.max(1, Math.round(bytes / KB)) });
  return t('upload.size.mb', { number: (bytes / MB).toFixed(1).replace('.', ',') });
}
