import { IconArrowsExchange, IconDoorExit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../components/answered.tsx';
import { useCore } from '../../link/use-core.ts';
import { type ChildAct, ChildList } from './child-list.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import type { Said } from './said.ts';
import { TransferDialog } from './transfer-dialog.tsx';

const ACTS: readonly ChildAct[] = [
  { what: 'transfer', look: 'light', icon: IconArrowsExchange, dialog: TransferDialog },
  { what: 'leave', look: 'danger', icon: IconDoorExit, dialog: LeaveDialog },
];

/** The enrolled children; they move to another group's open place, or leave. */
export function EnrolledList(props: {
  readonly kindergarten: string;
  readonly marks: boolean;
  readonly onDone: (said: Said) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const enrolled = useCore('kindergarten.enrolled', { kindergarten: props.kindergarten }, { fresh: true });
  return (
    <Answered query={enrolled}>
      {({ children }) => (
        <ChildList
          rows={children}
          lead={t('enrolled.lead')}
          none={{ title: t('enrolled.none'), text: t('enrolled.noneText') }}
          acts={props.marks ? ACTS : []}
          onDone={props.onDone}
        />
      )}
    </Answered>
  );
}
