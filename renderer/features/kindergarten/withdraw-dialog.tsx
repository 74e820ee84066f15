import { NumberInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupRow } from '../../../core/protocol/kindergarten.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import { isReason } from './reason.ts';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

/** Withdrawing places that are on offer or open: how many and why. */
export function WithdrawDialog(props: {
  readonly group: GroupRow;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const { group } = props;
  const { open, offered } = group.places;
  const [places, setPlaces] = useState<number | string>(1);
  const [reason, setReason] = useState('');
  const giving = useGive(() => props.onDone({ of: 'withdraw', values: { n: Number(places) } }));
  const valid = Number.isInteger(places) && Number(places) >= 1 && isReason(reason);
  return (
    <KindergartenDialog
      title={t('withdraw.title', { group: group.name })}
      meaning={t('withdraw.meaning')}
      confirm={t('withdraw.confirm')}
      danger
      giving={giving}
      {...(valid
        ? {
            onConfirm: () =>
              giving.give({
                ...{ do: 'withdrawPlaces', group: group.id, places: Number(places) },
                reason: reason.trim(),
              }),
          }
        : {})}
      onClose={props.onClose}
    >
      <NumberInput
        label={t('withdraw.number')}
        description={t('withdraw.numberHint', { open, offered })}
        value={places}
        onChange={setPlaces}
        min={1}
        max={open + offered}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        size="md"
        data-autofocus
      />
      <Textarea
        label={t('withdraw.reason')}
        description={t('withdraw.reasonHint')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        required
        autosize
        minRows={2}
        maxLength={1000}
        size="md"
      />
    </KindergartenDialog>
  );
}
