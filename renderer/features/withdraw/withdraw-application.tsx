import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useNames } from '../command/use-giver.ts';

/** The application is taken back: the place in the queue is lost, so it is asked twice. */
export function WithdrawApplication(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { card } = props;
  const names = useNames(card);
  const [sure, setSure] = useState(false);
  const [asked, setAsked] = useState(false);
  const child = card.row.childName;
  return (
    <CommandDialog
      name="withdraw"
      card={card}
      title={t('withdraw.title')}
      lead={t('withdraw.lead', { child })}
      meaning={[t('withdraw.lost'), t('withdraw.offer')]}
      statement={t('withdraw.statement', { ...names, what: `${child}, ${card.row.number ?? ''}` })}
      action={t('withdraw.action')}
      danger
      command={sure ? { do: 'withdraw', application: card.row.uuid } : null}
      onIncomplete={() => setAsked(true)}
      done={t('withdraw.done')}
      onClose={props.onClose}
    >
      <Checkbox
        label={t('withdraw.sure')}
        checked={sure}
        onChange={(event) => setSure(event.currentTarget.checked)}
        error={asked && !sure ? t('withdraw.tick') : null}
      />
    </CommandDialog>
  );
}
