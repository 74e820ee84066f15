import { IconReceipt, IconUserCheck, IconUserX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { Answered } from '../../components/answered.tsx';
import { useCore } from '../../link/use-core.ts';
import { dateText } from '../journal/journal-format.ts';
import { ChildReceipt } from '../receipt/child-receipt.tsx';
import { ArrivalDialog } from './arrival-dialog.tsx';
import { type ChildAct, ChildList } from './child-list.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import type { Said } from './said.ts';

const ARRIVAL: ChildAct = { what: 'arrival', look: 'filled', icon: IconUserCheck, dialog: ArrivalDialog };
const REFUSE: ChildAct = { what: 'refuse', look: 'danger', icon: IconUserX, dialog: RefuseDialog };
const RECEIPT: ChildAct = { what: 'receipt', look: 'light', icon: IconReceipt, dialog: ChildReceipt };

/** Referrals in force: the child has come, by its QR code or from the list, or is not taken. */
export function ReceivedList(props: {
  readonly kindergarten: string;
  readonly marks: boolean;
  readonly onDone: (said: Said) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const received = useCore('referral.received', { kindergarten: props.kindergarten }, { fresh: true });
  const validText = ({ referral: { validUntil, extended } }: KindergartenChild) => {
    const until = t('child.validUntil', { date: dateText(validUntil) });
    return extended ? `${until} (${t('child.extended')})` : until;
  };
  return (
    <Answered query={received}>
      {({ referrals }) => (
        <ChildList
          rows={referrals}
          lead={t('received.lead')}
          none={{ title: t('received.none'), text: t('received.noneText') }}
          line={validText}
          acts={props.marks ? [ARRIVAL, RECEIPT, REFUSE] : []}
          scanned={props.marks ? ARRIVAL : undefined}
          onDone={props.onDone}
        />
      )}
    </Answered>
  );
}
