import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { isReason, ReasonField } from './reason-field.tsx';

/** An officer's error is to be undone: the application comes back at its old filing time (domain.md §1.11 `restore`). */
export function ProposeRestore(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('proposal');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  return (
    <ProposeDialog
      kind="restore"
      card={props.card}
      proposal={isReason(reason) ? { kind: 'restore', reason: reason.trim() } : null}
      onIncomplete={() => setAsked(true)}
      onClose={props.onClose}
    >
      <ReasonField label={t('restore.reason')} value={reason} asked={asked} onChange={setReason} />
    </ProposeDialog>
  );
}
