import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PendingClaim } from '../../../core/protocol/benefit.ts';
import { useStatus } from '../../session.ts';
import { CommandDialog } from '../command/command-dialog.tsx';

/** As few letters as a reason may have (core/protocol/command-text.ts). */
const FEWEST = 3;

/** The moderator's decision: what it means is said before; a rejection says why. */
export function DecideClaim(props: {
  readonly claim: PendingClaim;
  readonly confirmed: boolean;
  readonly onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation('benefit');
  const { claim, confirmed } = props;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const way = confirmed ? 'confirm' : 'reject';
  const papers = claim.what === 'papers';
  const { policy } = useStatus();
  const meaning =
    policy === 'voucher2025' ? (`${way}.meaningByCategory` as const) : (`${way}.meaning` as const);
  const ready = confirmed || reason.trim().length >= FEWEST;
  const name = papers ? 'decidePapers' : 'decideBenefit';
  return (
    <CommandDialog
      name={name}
      title={t(papers ? `${way}.papersTitle` : `${way}.title`)}
      lead={t(papers ? `${way}.papersLead` : `${way}.lead`, { child: claim.childName })}
      meaning={[t(papers ? `${way}.papersMeaning` : meaning)]}
      action={t(`${way}.action`)}
      danger={!confirmed}
      command={
        ready
          ? {
              do: name,
              application: claim.application,
              confirmed,
              reason: confirmed ? null : reason.trim(),
            }
          : null
      }
      onIncomplete={() => setAsked(true)}
      done={t(`${way}.done`)}
      onClose={props.onClose}
    >
      {confirmed ? null : (
        <Textarea
          label={t('reject.reason')}
          description={t('reject.reasonHint')}
          required
          autosize
          minRows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && !ready ? t('reject.reasonNeeded') : null}
        />
      )}
    </CommandDialog>
  );
}
