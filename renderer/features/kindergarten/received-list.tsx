import { Button, Group, Stack, Text } from '@mantine/core';
import { IconUserCheck, IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useCore } from '../../link/use-core.ts';
import { dateText } from '../journal/journal-format.ts';
import { ArrivalDialog } from './arrival-dialog.tsx';
import { ChildCard } from './child-card.tsx';
import classes from './kindergarten.module.css';
import { RefuseDialog } from './refuse-dialog.tsx';
import { ScanField } from './scan-field.tsx';

type Open = { readonly what: 'arrival' | 'refuse'; readonly child: KindergartenChild };

/** Referrals in force: the child has come, by its QR code or from the list, or is not taken. */
export function ReceivedList(props: {
  readonly kindergarten: string;
  readonly marks: boolean;
  readonly onDone: (text: string) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const received = useCore('referral.received', { kindergarten: props.kindergarten }, { fresh: true });
  const [open, setOpen] = useState<Open | null>(null);
  const [found, setFound] = useState<string | null>(null);
  if (received.isError)
    return <FailureNotice failure={received.error.failure} retry={() => void received.refetch()} />;
  if (received.data === undefined) return <Loading />;
  const { referrals } = received.data;
  const done = (text: string) => {
    setOpen(null);
    props.onDone(text);
  };
  const close = () => setOpen(null);
  return (
    <Stack gap="md">
      <Text c="var(--kezek-ink-soft)">{t('received.lead')}</Text>
      {props.marks ? (
        <ScanField
          referrals={referrals}
          onFound={(child) => {
            setFound(child.application);
            setOpen({ what: 'arrival', child });
          }}
        />
      ) : null}
      {referrals.length === 0 ? <Text>{t('received.none')}</Text> : null}
      <ul className={classes.list}>
        {referrals.map((child) => (
          <ChildCard
            key={child.application}
            child={child}
            found={child.application === found}
            line={validText(t, child)}
            actions={props.marks ? <Actions child={child} onOpen={setOpen} /> : null}
          />
        ))}
      </ul>
      {open?.what === 'arrival' ? <ArrivalDialog child={open.child} onDone={done} onClose={close} /> : null}
      {open?.what === 'refuse' ? <RefuseDialog child={open.child} onDone={done} onClose={close} /> : null}
    </Stack>
  );
}

function validText(
  t: ReturnType<typeof useTranslation<'kindergarten'>>['t'],
  { referral }: KindergartenChild,
): string {
  const until = t('child.validUntil', { date: dateText(referral.validUntil) });
  return referral.extended ? `${until} (${t('child.extended')})` : until;
}

function Actions(props: { readonly child: KindergartenChild; readonly onOpen: (open: Open) => void }) {
  const { t } = useTranslation('kindergarten');
  const { child, onOpen } = props;
  const name = fullName(child.child.name);
  return (
    <Group gap="xs">
      <Button
        size="sm"
        leftSection={<IconUserCheck size={18} aria-hidden />}
        aria-label={t('arrival.named', { name })}
        onClick={() => onOpen({ what: 'arrival', child })}
      >
        {t('arrival.action')}
      </Button>
      <Button
        size="sm"
        variant="default"
        c="var(--kezek-danger)"
        leftSection={<IconUserX size={18} aria-hidden />}
        aria-label={t('refuse.named', { name })}
        onClick={() => onOpen({ what: 'refuse', child })}
      >
        {t('refuse.action')}
      </Button>
    </Group>
  );
}
