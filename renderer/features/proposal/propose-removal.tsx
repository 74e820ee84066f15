import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  OFFICE_REMOVAL_REASONS,
  type OfficeRemovalReason,
} from '../../../core/domain/application/remove-by-office.ts';
import { ATTACHMENT_LIMITS, type Attachment } from '../../../core/domain/application-form.ts';
import type { Card } from '../../../core/protocol/card.ts';
import { UploadZone } from '../application/upload-zone.tsx';
import { ProposeDialog } from './propose-dialog.tsx';

/** Removal for departure or death is proposed, with the document (domain.md §1.11 `removeByOffice`). */
export function ProposeRemoval(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('proposal');
  const [reason, setReason] = useState<OfficeRemovalReason | null>(null);
  const [note, setNote] = useState('');
  const [scans, setScans] = useState<readonly Attachment[]>([]);
  const [asked, setAsked] = useState(false);
  const ready = reason !== null && scans.length > 0;
  return (
    <ProposeDialog
      kind="removeByOffice"
      card={props.card}
      proposal={ready ? { kind: 'removeByOffice', reason, note: note.trim() } : null}
      attachments={scans}
      onIncomplete={() => setAsked(true)}
      onClose={props.onClose}
    >
      <Stack gap="md">
        <Radio.Group
          label={t('removeByOffice.why')}
          required
          value={reason}
          onChange={(value) => setReason(OFFICE_REMOVAL_REASONS.find((each) => each === value) ?? null)}
          error={asked && reason === null ? t('reject.choose') : null}
        >
          <Stack gap="sm" mt="xs">
            {OFFICE_REMOVAL_REASONS.map((code) => (
              <Radio key={code} value={code} label={t(`removal.${code}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('removeByOffice.note')}
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <UploadZone
          purpose="basis"
          files={scans}
          room={ATTACHMENT_LIMITS.files - scans.length}
          onAdd={(file) =>
            setScans((now) => (now.some(({ sha256 }) => sha256 === file.sha256) ? now : [...now, file]))
          }
          onRemove={(file) => setScans((now) => now.filter((each) => each !== file))}
          fault={
            asked && scans.length === 0 ? (
              <Text c="var(--kezek-danger)" size="0.9375rem" role="alert">
                {t('removeByOffice.file')}
              </Text>
            ) : null
          }
        />
      </Stack>
    </ProposeDialog>
  );
}
