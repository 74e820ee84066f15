import { useTranslation } from 'react-i18next';
import type { Card } from '../../../core/protocol/card.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { useNames } from '../command/use-giver.ts';

/** «Алынған жолдаманы кері қайтару»: within 24 hours of its issue (R8). */
export function ReturnReferral(props: {
  readonly card: Card;
  readonly number: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('command');
  const { card, number } = props;
  const names = useNames(card);
  return (
    <CommandDialog
      name="cancelReferral"
      card={card}
      title={t('cancelReferral.title')}
      lead={t('cancelReferral.lead', { number })}
      meaning={[t('cancelReferral.queue'), t('cancelReferral.noPenalty'), t('cancelReferral.samePlace')]}
      facts={[[t('cancelReferral.fact.number'), number]]}
      statement={t('cancelReferral.statement', { ...names, what: number })}
      action={t('cancelReferral.action')}
      command={{ do: 'cancelReferral', application: card.row.uuid }}
      done={t('cancelReferral.done')}
      onClose={props.onClose}
    />
  );
}
