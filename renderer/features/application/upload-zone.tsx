import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCloudUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ATTACHMENT_LIMITS,
  ATTACHMENT_TYPES,
  type Attachment,
  type AttachmentPurpose,
} from '../../../core/domain/application-form.ts';
import type { Failure } from '../../../core/domain/failure.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Note } from '../../components/note.tsx';
import { core } from '../../link/core.ts';
import { AttachmentItem } from './attachment-item.tsx';
import { fieldId } from './field.tsx';
import classes from './uploads.module.css';

type Refused = { readonly name: string; readonly failure: Failure };

/**
 * The scans for one purpose: dropped here or chosen, looked at, taken away again. Kept by the core, not by the page.
 * @param title which document exactly, where the purpose alone does not say it
 * @param files the scans for this purpose
 * @param room how many more there may be
 * @param onDone after every attempt to add some
 */
export function UploadZone(props: {
  readonly purpose: AttachmentPurpose;
  readonly title?: string;
  readonly files: readonly Attachment[];
  readonly room: number;
  readonly onAdd: (file: Attachment) => void;
  readonly onRemove: (file: Attachment) => void;
  readonly onDone?: () => void;
  readonly fault?: ReactNode;
}) {
  const { t } = useTranslation('application');
  const { purpose } = props;
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);

  const add = async (files: readonly File[]) => {
    setBusy(true);
    setRefused([]);
    let { room } = props;
    for (const file of files) {
      const answer = await addOne(file, purpose, room);
      if ('failure' in answer) {
        setRefused((now) => [...now, answer]);
        continue;
      }
      room -= 1;
      props.onAdd(answer);
    }
    setBusy(false);
    props.onDone?.();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  const title = props.title ?? t(`upload.purpose.${purpose}`);
  return (
    <fieldset className="plain-group">
      <legend>
        {title} <span aria-hidden>*</span>
      </legend>
      <Stack gap="sm">
        {/* The manuals say it to the parent; what the office itself lays before a second person refuses nobody. */}
        {purpose === 'basis' ? null : <Note kind="attention">{t('upload.quality')}</Note>}
        <section
          id={fieldId(`attachments.${purpose}`)}
          className={classes.zone}
          data-over={over || undefined}
          aria-label={title}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <IconCloudUpload size={34} stroke={1.5} aria-hidden color="var(--kezek-sky)" />
          <Group gap="sm" justify="center">
            <Text>{t('upload.drop')}</Text>
            <Button variant="light" onClick={() => picker.current?.click()} disabled={busy}>
              {t('upload.choose')}
            </Button>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              aria-label={title}
              accept={ATTACHMENT_TYPES.join(',')}
              onChange={(event) => {
                const files = [...(event.currentTarget.files ?? [])];
                event.currentTarget.value = '';
                void add(files);
              }}
            />
          </Group>
          <Text size="sm" c="var(--kezek-ink-soft)">
            {t('upload.limits')}
          </Text>
          {busy ? (
            <Group gap="xs" role="status">
              <Loader size={18} aria-hidden />
              <Text>{t('upload.adding')}</Text>
            </Group>
          ) : null}
        </section>
        {props.fault}
        {refused.map(({ name, failure }) => (
          <FailureNotice key={name} failure={failure}>
            <Text>{t('upload.failed', { name })}</Text>
          </FailureNotice>
        ))}
        {props.files.length === 0 ? null : (
          <>
            <ul className={classes.list} aria-label={t('upload.list')}>
              {props.files.map((file) => (
                <AttachmentItem key={file.sha256} file={file} onRemove={() => props.onRemove(file)} />
              ))}
            </ul>
            <Text size="sm" c="var(--kezek-ink-soft)">
              {t('upload.check')}
            </Text>
          </>
        )}
      </Stack>
    </fieldset>
  );
}

async function addOne(file: File, purpose: AttachmentPurpose, room: number) {
  const { name } = file;
  if (room <= 0) return { name, failure: { code: 'too-many-files' } } satisfies Refused;
  if (file.size > ATTACHMENT_LIMITS.bytes)
    return { name, failure: { code: 'file-too-large' } } satisfies Refused;
  if (file.size === 0) return { name, failure: { code: 'file-empty' } } satisfies Refused;
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { name, failure: { code: 'file-unreadable' } } satisfies Refused;
  const answer = await core.call('attachment.add', { name, purpose, bytes: new Uint8Array(bytes) });
  return answer.ok ? answer.value : { name, failure: answer.error };
}
