import { Anchor, Button, Group, Menu, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconFileX,
  IconPencil,
  IconReceipt,
  IconUserMinus,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAllowed } from '../../../core/domain/application/transitions.ts';
import { mayPropose, PROPOSAL_KINDS, type ProposalKind } from '../../../core/domain/proposal.ts';
import type { Card as ApplicationCard } from '../../../core/protocol/card.ts';
import { Remark } from '../../components/note.tsx';
import { useCore } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useSession, useStatus } from '../../session.ts';
import { ReceiptDialog } from '../receipt/receipt-dialog.tsx';
import { draftOfCard } from '../receipt/receipt-draft.ts';
import { CorrectData } from './correct-data.tsx';
import { useOfficeRoles } from './office-roles.ts';
import { ProposeReject } from './propose-reject.tsx';
import { ProposeRemoval } from './propose-removal.tsx';
import { ProposeRestore } from './propose-restore.tsx';

const ICONS = {
  restore: IconArrowBackUp,
  reject: IconFileX,
  removeByOffice: IconUserMinus,
  correct: IconPencil,
};

/** What the office can do with an application beside what a parent can: in one menu, absent for everybody else. */
export function OfficeMenu({ card }: { readonly card: ApplicationCard }) {
  const { t } = useTranslation('proposal');
  const { t: receipt } = useTranslation('receipt');
  const { mode } = useStatus();
  const roles = useOfficeRoles();
  const session = useSession();
  const application = card.row.uuid;
  const list = useCore(
    'proposal.list',
    { application },
    { enabled: roles.length > 0 && card.record !== null, fresh: true },
  );
  const [asked, setAsked] = useState<ProposalKind | null>(null);
  const [receiving, setReceiving] = useState(false);
  const { status } = card.row;
  if (roles.length === 0 || card.record === null || status === null) return null;
  // About the own child a colleague decides, and proposes too.
  const own = card.record.parents.includes(session?.iin ?? '');
  const kinds = PROPOSAL_KINDS.filter(
    (kind) =>
      isAllowed(kind, status) && (kind === 'correct' || !own) && roles.some((role) => mayPropose(kind, role)),
  );
  const open = list.data?.open[0];
  const close = () => {
    setAsked(null);
    void list.refetch();
  };
  // A dialog stays until it is closed, whatever the list says meanwhile.
  if (open !== undefined && asked === null && !receiving)
    return (
      <Remark>
        <Group gap="md">
          <Text>{t('open', { kind: t(`kind.${open.proposal.kind}`) })}</Text>
          <Anchor component={Link} to={LINKS.proposals} fw={600}>
            {t('toList')}
          </Anchor>
        </Group>
      </Remark>
    );
  const receives = mode === 'desk';
  if (kinds.length === 0 && asked === null && !receives) return null;
  return (
    <Group justify="flex-end">
      <Menu position="bottom-end" width={320}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconUsers size={20} aria-hidden />}
            rightSection={<IconChevronDown size={18} aria-hidden />}
          >
            {t('menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((kind) => {
            const Icon = ICONS[kind];
            return (
              <Menu.Item
                key={kind}
                leftSection={<Icon size={20} aria-hidden />}
                onClick={() => setAsked(kind)}
              >
                {t(`kind.${kind}`)}
              </Menu.Item>
            );
          })}
          {receives ? (
            <Menu.Item leftSection={<IconReceipt size={20} aria-hidden />} onClick={() => setReceiving(true)}>
              {receipt('action')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {receiving ? (
        <ReceiptDialog start={() => draftOfCard(card)} onClose={() => setReceiving(false)} />
      ) : null}
      <Asked kind={asked} card={card} onClose={close} />
    </Group>
  );
}

function Asked(props: {
  readonly kind: ProposalKind | null;
  readonly card: ApplicationCard;
  readonly onClose: () => void;
}) {
  const { card, onClose } = props;
  switch (props.kind) {
    case 'restore':
      return <ProposeRestore card={card} onClose={onClose} />;
    case 'reject':
      return <ProposeReject card={card} onClose={onClose} />;
    case 'removeByOffice':
      return <ProposeRemoval card={card} onClose={onClose} />;
    case 'correct':
      return <CorrectData card={card} onClose={onClose} />;
    default:
      return null;
  }
}
