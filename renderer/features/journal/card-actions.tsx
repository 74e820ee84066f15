import { Button, Group, Stack, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBuildingCommunity,
  IconCalendarPlus,
  IconHeartHandshake,
  IconPhoneCheck,
  IconRosette,
  IconTrash,
  IconUsersPlus,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { POLICIES } from '../../../core/domain/policy.ts';
import { ACTIVE } from '../../../core/domain/status.ts';
import type { Card as ApplicationCard } from '../../../core/protocol/card.ts';
import { CARD_ACTIONS, type CardAction, type Permission } from '../../../core/protocol/permission.ts';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useCore } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useSession, useStatus } from '../../session.ts';
import { ClaimBenefit } from '../benefit/claim-benefit.tsx';
import { OpenCommands } from '../command/open-commands.tsx';
import { UpdateContacts } from '../contacts/update-contacts.tsx';
import { ConfirmInterest } from '../interest/confirm-interest.tsx';
import { isInterestDue } from '../interest/interest-window.ts';
import { MergeApplication } from '../merge/merge-application.tsx';
import { ExtendReferral } from '../referral/extend-referral.tsx';
import { ReturnReferral } from '../referral/return-referral.tsx';
import { WithdrawApplication } from '../withdraw/withdraw-application.tsx';
import classes from './card.module.css';
import { type Saying, sayingsOf } from './card-sayings.ts';

const ICONS = {
  choosePlace: IconBuildingCommunity,
  cancelReferral: IconArrowBackUp,
  extendReferral: IconCalendarPlus,
  confirmInterest: IconHeartHandshake,
  updateContacts: IconPhoneCheck,
  mergeApplication: IconUsersPlus,
  claimBenefit: IconRosette,
  withdraw: IconTrash,
};

/** What a parent came for: shown first and strongest. */
const FIRST: readonly CardAction[] = ['choosePlace', 'confirmInterest'];
/** What waits for the line at this computer, and may be given while it is down. */
const KEPT: readonly CardAction[] = ['confirmInterest', 'updateContacts'];

/** What can be done with the application now, exactly as the server permits it, and in a sentence each why and until when. */
export function CardActions({ card }: { readonly card: ApplicationCard }) {
  const { uuid, status } = card.row;
  const permission = useCore('application.permitted', { application: uuid }, { fresh: true });
  useRefetchAt(permission.data?.referral?.returnUntil ?? null, permission.refetch);
  const down = permission.error?.failure.code === 'server-unreachable';
  const [asked, setAsked] = useState<CardAction | null>(null);
  const [known, setKnown] = useState<Permission | null>(null);
  const ask = (action: CardAction) => {
    setKnown(permission.data ?? null);
    setAsked(action);
  };
  return (
    <>
      <OpenCommands application={uuid} />
      {permission.data !== undefined ? (
        <Permitted card={card} permission={permission.data} onAsk={ask} />
      ) : down ? (
        <WithoutLine
          active={ACTIVE.some((each) => each === status)}
          interestBy={card.record?.confirmInterestBy ?? null}
          onAsk={ask}
        />
      ) : permission.isError ? (
        <FailureNotice failure={permission.error.failure} retry={() => void permission.refetch()} />
      ) : (
        <Loading />
      )}
      <Asked action={asked} card={card} referral={known?.referral ?? null} onClose={() => setAsked(null)} />
    </>
  );
}

function Permitted(props: {
  readonly card: ApplicationCard;
  readonly permission: Permission;
  readonly onAsk: (action: CardAction) => void;
}) {
  const { t } = useTranslation('actions');
  const locale = useLocale();
  const session = useSession();
  const { policy } = useStatus();
  const navigate = useNavigate();
  const { card, permission } = props;
  const { permitted, refused } = permission;
  const parent = card.record?.parents.includes(session?.iin ?? '') ?? false;
  // Staff without a part in it read the card; the actions are not theirs.
  if (!parent && permitted.length === 0 && CARD_ACTIONS.every((action) => isBarred(refused[action])))
    return null;
  const sayings = sayingsOf(permission, locale, policy);
  if (permitted.length === 0 && sayings.length === 0) return null;
  const open = (action: CardAction) =>
    action === 'choosePlace'
      ? void navigate({ to: '/application/$uuid/place', params: { uuid: card.row.uuid } })
      : props.onAsk(action);
  return (
    <Card title={t('title')}>
      <Sayings sayings={sayings} />
      <Actions actions={permitted} onAct={open} />
    </Card>
  );
}

/** Refused for the person's sake, or for the status and so for everybody. */
function isBarred(code: string | undefined): boolean {
  return code === 'not-permitted' || code === 'wrong-status';
}

function WithoutLine(props: {
  readonly active: boolean;
  readonly interestBy: string | null;
  readonly onAsk: (action: CardAction) => void;
}) {
  const { t } = useTranslation('actions');
  const { policy = 'classic' } = useStatus();
  if (!props.active) return null;
  // What the server would refuse as too early is not offered.
  const interest = isInterestDue(props.interestBy, POLICIES[policy].interestWindowDays, Date.now());
  return (
    <Card title={t('title')}>
      <Text>{t(interest ? 'offline' : 'offlineContacts')}</Text>
      <Actions
        actions={KEPT.filter((action) => interest || action !== 'confirmInterest')}
        onAct={props.onAsk}
      />
    </Card>
  );
}

function Sayings({ sayings }: { readonly sayings: readonly Saying[] }) {
  const { t } = useTranslation('actions');
  if (sayings.length === 0) return null;
  return (
    <ul className={classes.sayings}>
      {sayings.map(({ key, facts }) => (
        <li key={key}>{t(`say.${key}`, { replace: facts })}</li>
      ))}
    </ul>
  );
}

function Actions(props: {
  readonly actions: readonly CardAction[];
  readonly onAct: (action: CardAction) => void;
}) {
  const { t } = useTranslation('actions');
  const first = FIRST.filter((action) => props.actions.includes(action));
  const further = CARD_ACTIONS.filter((action) => props.actions.includes(action) && !FIRST.includes(action));
  if (first.length + further.length === 0) return null;
  const button = (action: CardAction, variant: 'filled' | 'default') => {
    const Icon = ICONS[action];
    return (
      <Button
        key={action}
        size={variant === 'filled' ? 'lg' : 'md'}
        variant={variant}
        leftSection={<Icon size={22} aria-hidden />}
        data-action={action}
        onClick={() => props.onAct(action)}
      >
        {t(action)}
      </Button>
    );
  };
  return (
    <Stack gap="md">
      {first.length === 0 ? null : <Group gap="md">{first.map((action) => button(action, 'filled'))}</Group>}
      {further.length === 0 ? null : (
        <Group gap="sm">{further.map((action) => button(action, 'default'))}</Group>
      )}
    </Stack>
  );
}

/** The dialog of an action; it keeps what it opened with, whatever the card behind it becomes. */
function Asked(props: {
  readonly action: CardAction | null;
  readonly card: ApplicationCard;
  readonly referral: Permission['referral'];
  readonly onClose: () => void;
}) {
  const { card, referral, onClose } = props;
  switch (props.action) {
    case 'cancelReferral':
      return referral === null ? null : (
        <ReturnReferral card={card} number={referral.number} onClose={onClose} />
      );
    case 'extendReferral':
      return referral === null ? null : <ExtendReferral card={card} referral={referral} onClose={onClose} />;
    case 'confirmInterest':
      return <ConfirmInterest card={card} onClose={onClose} />;
    case 'updateContacts':
      return <UpdateContacts card={card} onClose={onClose} />;
    case 'claimBenefit':
      return <ClaimBenefit card={card} onClose={onClose} />;
    case 'mergeApplication':
      return <MergeApplication card={card} onClose={onClose} />;
    case 'withdraw':
      return <WithdrawApplication card={card} onClose={onClose} />;
    default:
      return null;
  }
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Asks again when a moment that is shown has passed: what was permitted until then is so no longer. */
function useRefetchAt(iso: string | null, refetch: () => unknown): void {
  useEffect(() => {
    if (iso === null) return;
    const left = Date.parse(iso) - Date.now() + 1000;
    if (left <= 0 || left > LONGEST_TIMER_MS) return;
    const timer = setTimeout(() => void refetch(), left);
    return () => clearTimeout(timer);
  }, [iso, refetch]);
}
