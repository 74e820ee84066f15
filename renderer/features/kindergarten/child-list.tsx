import { Button, Group, Stack, Text } from '@mantine/core';
import { IconUsers, type IconUserX } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullName } from '../../../core/domain/application-form.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { Nothing } from '../../components/nothing.tsx';
import { ChildCard } from './child-card.tsx';
import classes from './kindergarten.module.css';
import type { Said } from './said.ts';
import { ScanField } from './scan-field.tsx';

/** What a director does with a child of the list; `what` names its words. */
export type ChildAct = {
  readonly what: 'arrival' | 'receipt' | 'refuse' | 'transfer' | 'leave';
  readonly look: 'filled' | 'light' | 'danger';
  readonly icon: typeof IconUserX;
  readonly dialog: ComponentType<{
    readonly child: KindergartenChild;
    readonly onDone: (said: Said) => void;
    readonly onClose: () => void;
  }>;
};
type Open = { readonly act: ChildAct; readonly child: KindergartenChild };

/** Children of a kindergarten, or on their way there, with what their director does with them. */
export function ChildList(props: {
  readonly rows: readonly KindergartenChild[];
  readonly lead: string;
  /** What is said where there is no child, and when there will be. */
  readonly none: { readonly title: string; readonly text: string };
  readonly line?: (child: KindergartenChild) => string;
  /** Empty for whoever only looks. */
  readonly acts: readonly ChildAct[];
  /** What is done with the child whose QR code is read; absent where none is. */
  readonly scanned?: ChildAct | undefined;
  readonly onDone: (said: Said) => void;
}) {
  const { rows, acts, scanned } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const Dialog = open?.act.dialog;
  return (
    <Stack gap="md">
      <Text c="var(--kezek-ink-soft)">{props.lead}</Text>
      {scanned === undefined ? null : (
        <ScanField
          referrals={rows}
          onFound={(child) => {
            setFound(child.application);
            setOpen({ act: scanned, child });
          }}
        />
      )}
      {rows.length === 0 ? <Nothing bare icon={IconUsers} {...props.none} /> : null}
      <ul className={classes.list}>
        {rows.map((child) => (
          <ChildCard
            key={child.application}
            child={child}
            found={child.application === found}
            line={props.line?.(child) ?? null}
            actions={<Actions acts={acts} child={child} onOpen={setOpen} />}
          />
        ))}
      </ul>
      {open === null || Dialog === undefined ? null : (
        <Dialog
          child={open.child}
          onDone={(said) => {
            setOpen(null);
            props.onDone(said);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Stack>
  );
}

function Actions(props: {
  readonly acts: readonly ChildAct[];
  readonly child: KindergartenChild;
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const { acts, child, onOpen } = props;
  if (acts.length === 0) return null;
  const name = fullName(child.child.name);
  return (
    <Group gap="xs">
      {acts.map((act) => (
        <Button
          key={act.what}
          size="sm"
          {...(act.look === 'danger'
            ? { variant: 'default', c: 'var(--kezek-danger)' }
            : { variant: act.look })}
          leftSection={<act.icon size={18} aria-hidden />}
          aria-label={t(`${act.what}.named`, { name })}
          onClick={() => onOpen({ act, child })}
        >
          {t(`${act.what}.action`)}
        </Button>
      ))}
    </Group>
  );
}
