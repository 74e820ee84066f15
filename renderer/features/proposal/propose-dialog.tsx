import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../core/domain/application-form.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { Proposal } from '../../../core/protocol/proposal.ts';
import { CommandDialog } from '../command/command-dialog.tsx';

/** What one person of the office proposes and a second one decides. */
export function ProposeDialog(props: {
  readonly kind: 'reject' | 'removeByOffice' | 'restore';
  readonly card: Card;
  /** Null until it is complete. */
  readonly proposal: Proposal | null;
  readonly attachments?: readonly Attachment[];
  readonly onIncomplete: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('proposal');
  const { kind, card, proposal, attachments } = props;
  const { row } = card;
  return (
    <CommandDialog
      name="propose"
      card={card}
      title={t(`kind.${kind}`)}
      lead={t(`${kind}.lead`, { child: row.childName })}
      meaning={[t('propose.second')]}
      action={t('propose.action')}
      refuses={kind === 'reject'}
      command={proposal === null ? null : { do: 'propose', application: row.uuid, proposal }}
      {...(attachments === undefined ? {} : { attachments })}
      onIncomplete={props.onIncomplete}
      done={t('propose.done')}
      onClose={props.onClose}
    >
      {props.children}
    </CommandDialog>
  );
}
