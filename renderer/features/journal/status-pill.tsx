import {
  IconBell,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconDeviceDesktopUp,
  IconDoorExit,
  IconFileCertificate,
  IconHourglass,
  IconPlayerPause,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../core/domain/status.ts';
import type { JournalRow } from '../../../core/protocol/journal.ts';
import { Pill, type PillLook } from '../../components/pill.tsx';

const LOOKS: Readonly<Record<Status, PillLook>> = {
  pending: { tone: 'check', icon: IconHourglass },
  queued: { tone: 'wait', icon: IconUsersGroup },
  notified: { tone: 'call', icon: IconBell },
  referred: { tone: 'good', icon: IconFileCertificate },
  extended: { tone: 'good', icon: IconClock },
  stopListed: { tone: 'stop', icon: IconPlayerPause },
  enrolled: { tone: 'good', icon: IconCircleCheck },
  left: { tone: 'end', icon: IconDoorExit },
  removed: { tone: 'end', icon: IconCircleX },
  withdrawn: { tone: 'end', icon: IconCircleX },
  rejected: { tone: 'bad', icon: IconCircleX },
};
const SAVED: PillLook = { tone: 'local', icon: IconDeviceDesktopUp };
const REFUSED: PillLook = { tone: 'bad', icon: IconCircleX };

/**
 * Where an application stands: the status the server gave it, or, as long as there is none, honestly how far its submission
 * has come.
 */
export function StatusPill(props: { readonly row: Pick<JournalRow, 'status' | 'submission'> }) {
  const { t } = useTranslation('status');
  const { status, submission } = props.row;
  const decided = submission === 'received' && status !== null;
  const look = decided ? LOOKS[status] : submission === 'refused' ? REFUSED : SAVED;
  return <Pill look={look}>{decided ? t(`name.${status}`) : t(`submission.${submission}`)}</Pill>;
}
