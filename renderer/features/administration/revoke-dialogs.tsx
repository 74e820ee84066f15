import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskEntry, StaffMember } from '../../../core/protocol/administration.ts';
import { ReasonText } from '../../../core/protocol/command-text.ts';
import { CommandDialog } from '../command/command-dialog.tsx';

/** Takes a role away from this moment on, with a reason that the audit keeps. */
export function RevokeRoleDialog(props: {
  readonly member: StaffMember;
  readonly where: string;
  readonly onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation('administration');
  const { iin, role, district, kindergarten, name } = props.member;
  const reason = useReason();
  return (
    <CommandDialog
      name="revokeRole"
      title={t('revoke.title')}
      lead={t('revoke.lead', { name: name === '' ? iin : name, role: t(`role.${role}`), where: props.where })}
      meaning={[t('revoke.atOnce'), t('grant.logged')]}
      action={t('revoke.action')}
      danger
      command={
        reason.text === null
          ? null
          : { do: 'revokeRole', iin, role, district, kindergarten, reason: reason.text }
      }
      onIncomplete={reason.press}
      done={t('revoke.done')}
      onClose={props.onClose}
    >
      {reason.field}
    </CommandDialog>
  );
}

/** Shuts a computer out: stolen, or thrown away. */
export function RevokeDeskDialog(props: {
  readonly desk: DeskEntry;
  readonly onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation('administration');
  const reason = useReason();
  return (
    <CommandDialog
      name="revokeDesk"
      title={t('revokeDesk.title', { code: props.desk.code })}
      lead={t('revokeDesk.lead')}
      meaning={[t('revokeDesk.sessions'), t('revokeDesk.unsent'), t('grant.logged')]}
      action={t('revokeDesk.action')}
      danger
      command={reason.text === null ? null : { do: 'revokeDesk', desk: props.desk.id, reason: reason.text }}
      onIncomplete={reason.press}
      done={t('revokeDesk.done')}
      onClose={props.onClose}
    >
      {reason.field}
    </CommandDialog>
  );
}

/** A field for the reason; `text` is null while it says too little. */
export function useReason() {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [pressed, setPressed] = useState(false);
  const read = ReasonText.safeParse(typed);
  return {
    text: read.success ? read.data : null,
    press: () => setPressed(true),
    field: (
      <Textarea
        label={t('reason.label')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={pressed && !read.success ? t('reason.missing') : null}
        autosize
        minRows={2}
        maxLength={1000}
        required
      />
    ),
  };
}
