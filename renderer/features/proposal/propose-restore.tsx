import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { isReason, ReasonField } from './reason-field.tsx';

/** An officer's error is to be undone: the application comes back at its old filing time (domain.md §1.11 `restore`). */
export function ProposeRestore(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('proposal');
  const { row } = props.card;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  return (
    <CommandDialog
      name="propose"
      card={props.card}
      title={t('kind.restore')}
      lead={t('restore.lead', { child: row.childName })}
      meaning={[t('propose.second')]}
      action={t('propose.action')}
      command={
        isReason(reason)
          ? {
              do: 'propose',
              application: row.uuid,
              proposal: { kind: 'restore', reason: reason.trim() },
            }
          : null
      }
      onIncomplete={() => setAsked(true)}
      done={t('propose.done')}
      onClose={props.onClose}
    >
      <ReasonField label={t('restore.reason')} value={reason} asked={asked} onChange={setReason} />
    </CommandDialog>
  );
}
