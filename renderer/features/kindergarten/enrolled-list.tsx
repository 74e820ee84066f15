import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowsExchange, IconDoorExit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useCore } from '../../link/use-core.ts';
import { minuteText } from '../journal/journal-format.ts';
import { ChildCard } from './child-card.tsx';
import classes from './kindergarten.module.css';
import { LeaveDialog } from './leave-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

type Open = { readonly what: 'transfer' | 'leave'; readonly child: KindergartenChild };

/** The enrolled children; they move to another group's open place, or leave. */
export function EnrolledList(props: {
  readonly kindergarten: string;
  readonly marks: boolean;
  readonly onDone: (text: string) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const enrolled = useCore('kindergarten.enrolled', { kindergarten: props.kindergarten }, { fresh: true });
  const [open, setOpen] = useState<Open | null>(null);
  if (enrolled.isError)
    return <FailureNotice failure={enrolled.error.failure} retry={() => void enrolled.refetch()} />;
  if (enrolled.data === undefined) return <Loading />;
  const { children } = enrolled.data;
  const done = (text: string) => {
    setOpen(null);
    props.onDone(text);
  };
  const close = () => setOpen(null);
  return (
    <Stack gap="md">
      <Text c="var(--kezek-ink-soft)">{t('enrolled.lead')}</Text>
      {children.length === 0 ? <Text>{t('enrolled.none')}</Text> : null}
      <ul className={classes.list}>
        {children.map((child) => (
          <ChildCard
            key={child.application}
            child={child}
            line={t('enrolled.since', {
              number: child.referral.number,
              date: minuteText(child.referral.issuedAt),
            })}
            actions={props.marks ? <Actions child={child} onOpen={setOpen} /> : null}
          />
        ))}
      </ul>
      {open?.what === 'transfer' ? <TransferDialog child={open.child} onDone={done} onClose={close} /> : null}
      {open?.what === 'leave' ? <LeaveDialog child={open.child} onDone={done} onClose={close} /> : null}
    </Stack>
  );
}

function Actions(props: { readonly child: KindergartenChild; readonly onOpen: (open: Open) => void }) {
  const { t } = useTranslation('kindergarten');
  const { child, onOpen } = props;
  const name = fullName(child.child.name);
  return (
    <Group gap="xs">
      <Button
        size="sm"
        variant="light"
        leftSection={<IconArrowsExchange size={18} aria-hidden />}
        aria-label={t('transfer.named', { name })}
        onClick={() => onOpen({ what: 'transfer', child })}
      >
        {t('transfer.action')}
      </Button>
      <Button
        size="sm"
        variant="default"
        c="var(--kezek-danger)"
        leftSection={<IconDoorExit size={18} aria-hidden />}
        aria-label={t('leave.named', { name })}
        onClick={() => onOpen({ what: 'leave', child })}
      >
        {t('leave.action')}
      </Button>
    </Group>
  );
}
