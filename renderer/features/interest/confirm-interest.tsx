import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useNames } from '../command/use-giver.ts';

/** «Мүдделілікті растау» → «Растау» (R9, seed 000). */
export function ConfirmInterest(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { card } = props;
  const names = useNames(card);
  const child = card.row.childName;
  return (
    <CommandDialog
      name="confirmInterest"
      card={card}
      title={t('confirmInterest.title')}
      lead={t('confirmInterest.lead', { child })}
      meaning={[t('confirmInterest.next'), t('confirmInterest.else')]}
      statement={t('confirmInterest.statement', { ...names, what: `${child}, ${card.row.number ?? ''}` })}
      action={t('confirmInterest.action')}
      command={{ do: 'confirmInterest', application: card.row.uuid }}
      done={t('confirmInterest.done')}
      onClose={props.onClose}
    />
  );
}
