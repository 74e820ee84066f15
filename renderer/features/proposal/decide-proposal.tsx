import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalRow, Refusal } from '../../../core/protocol/proposal.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useProposalFacts } from './proposal-facts.tsx';
import { isReason, ReasonField } from './reason-field.tsx';

/** The second person's yes or no; a refusal is signed with the head's own key. */
export function DecideProposal(props: {
  readonly row: ProposalRow;
  readonly approved: boolean;
  readonly onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation('proposal');
  const { row, approved } = props;
  const { kind } = row.proposal;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const facts = useProposalFacts()(row);
  const way = approved ? 'approve' : 'decline';
  const ready = approved || isReason(reason);
  return (
    <CommandDialog
      name="decideProposal"
      number={row.number}
      title={t(`${way}.title`, { kind: t(`kind.${kind}`) })}
      lead={t(`${way}.lead`, { child: row.childName })}
      meaning={approved ? [t(`approve.meaning.${kind}`)] : []}
      facts={[[t('fact.number'), row.number], [t('fact.child'), row.childName], ...facts]}
      action={t(approved && kind === 'reject' ? 'approve.sign' : `${way}.action`)}
      refuses={kind === 'reject' || !approved}
      danger={approved && (kind === 'reject' || kind === 'removeByOffice')}
      command={
        ready
          ? {
              do: 'decideProposal',
              proposal: row.uuid,
              application: row.application,
              kind,
              approved,
              refusal: approved ? refusalIn(row) : null,
              reason: approved ? null : reason.trim(),
            }
          : null
      }
      onIncomplete={() => setAsked(true)}
      done={t(`${way}.done`)}
      onClose={props.onClose}
    >
      {approved ? null : (
        <ReasonField label={t('decline.reason')} value={reason} asked={asked} onChange={setReason} />
      )}
    </CommandDialog>
  );
}

/** What a proposed refusal says, as it is signed; null for any other matter. */
function refusalIn({ proposal }: ProposalRow): Refusal | null {
  if (proposal.kind !== 'reject') return null;
  const { kind: _, ...refusal } = proposal;
  return refusal;
}
