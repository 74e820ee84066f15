import { Button, Checkbox, Group, Paper, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { almatyDay } from '../../../core/domain/almaty.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import type { Command } from '../../../core/protocol/command.ts';
import type { Output } from '../../../core/protocol/desk.ts';
import { Facts } from '../../components/facts.tsx';
import { Remark } from '../../components/note.tsx';
import { dateText, phoneText } from '../journal/journal-format.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import { contactsOf } from './contacts.ts';
import { DetailsDialog } from './details-dialog.tsx';
import { isReason } from './reason.ts';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

type Garden = Output<'kindergarten.groups'>;
type DialogProps = {
  readonly garden: Garden;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
};

/** What the kindergarten is and how it is reached; who may, corrects it, closes it and opens it again. */
export function KindergartenHeader({ garden, onDone }: Omit<DialogProps, 'onClose'>) {
  const { t } = useTranslation('kindergarten');
  const [open, setOpen] = useState<'contacts' | 'details' | 'close' | null>(null);
  const { kindergarten: k, may } = garden;
  const closed = k.closedAt === null ? null : parseInstant(k.closedAt);
  const dialog = {
    garden,
    onDone: (said: Said) => {
      setOpen(null);
      onDone(said);
    },
    onClose: () => setOpen(null),
  };
  return (
    <Paper withBorder p="lg">
      {closed === null ? null : <Remark>{t('closed', { date: dateText(almatyDay(closed)) })}</Remark>}
      <Facts
        facts={[
          [t('fact.kind'), t(`kindergartenKind.${k.kind}`)],
          [t('fact.address'), `${k.settlement}, ${k.address}`],
          [t('fact.phone'), k.phone === null ? null : phoneText(k.phone)],
          [t('fact.director'), k.director],
          [t('fact.bin'), k.bin],
        ]}
      />
      <Group gap="sm" mt="md">
        {may.saveKindergarten ? (
          <Button size="sm" variant="light" onClick={() => setOpen('details')}>
            {t('details.change')}
          </Button>
        ) : may.publish ? (
          <Button size="sm" variant="light" onClick={() => setOpen('contacts')}>
            {t('contacts.action')}
          </Button>
        ) : null}
        {may.close ? (
          <Button size="sm" variant="default" c="var(--kezek-danger)" onClick={() => setOpen('close')}>
            {closed === null ? t('close.action') : t('close.reopen')}
          </Button>
        ) : null}
      </Group>
      {open === 'details' ? (
        <DetailsDialog kindergarten={k} onDone={dialog.onDone} onClose={dialog.onClose} />
      ) : null}
      {open === 'contacts' ? <ContactsDialog {...dialog} /> : null}
      {open === 'close' ? <CloseDialog {...dialog} /> : null}
    </Paper>
  );
}

function ContactsDialog({ garden, onDone, onClose }: DialogProps) {
  const { t } = useTranslation('kindergarten');
  const { kindergarten: k } = garden;
  const [phone, setPhone] = useState(k.phone ?? '+7');
  const [director, setDirector] = useState(k.director ?? '');
  const giving = useGive(() => onDone({ of: 'contacts' }));
  const contacts = contactsOf(phone, director);
  return (
    <KindergartenDialog
      title={t('contacts.action')}
      confirm={t('groupForm.save')}
      giving={giving}
      {...(contacts === 'wrong'
        ? {}
        : {
            onConfirm: () =>
              giving.give({ do: 'updateKindergartenContacts', kindergarten: k.id, ...contacts }),
          })}
      onClose={onClose}
    >
      <TextInput
        type="tel"
        label={t('contacts.phone')}
        value={phone}
        onChange={({ currentTarget }) => setPhone(currentTarget.value)}
        error={contacts === 'wrong' ? t('contacts.phoneFault') : null}
        data-autofocus
      />
      <TextInput
        label={t('contacts.director')}
        value={director}
        onChange={({ currentTarget }) => setDirector(currentTarget.value)}
        maxLength={200}
      />
    </KindergartenDialog>
  );
}

function CloseDialog({ garden, onDone, onClose }: DialogProps) {
  const { t } = useTranslation('kindergarten');
  const { kindergarten: k } = garden;
  const [reason, setReason] = useState('');
  const [ends, setEnds] = useState(false);
  const giving = useGive(() => onDone({ of: 'close' }));
  const closes = k.closedAt === null;
  const promised = k.places.offered + k.places.open + k.places.referred;
  const given = { kindergarten: k.id, reason: reason.trim() };
  const command: Command = closes
    ? { do: 'closeKindergarten', ...given, endPlaces: ends && promised > 0 }
    : { do: 'reopenKindergarten', ...given };
  return (
    <KindergartenDialog
      title={closes ? t('close.action') : t('close.reopen')}
      meaning={t(closes ? 'close.meaning' : 'close.reopenMeaning')}
      confirm={closes ? t('close.action') : t('close.reopen')}
      danger={closes}
      giving={giving}
      {...(isReason(reason) ? { onConfirm: () => giving.give(command) } : {})}
      onClose={onClose}
    >
      <Textarea
        label={t('close.reason')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        required
        autosize
        minRows={2}
        maxLength={1000}
        size="md"
        data-autofocus
      />
      {closes && promised > 0 ? (
        <Checkbox
          label={t('close.ends', {
            published: k.places.offered + k.places.open,
            referred: k.places.referred,
          })}
          description={t('close.endsMeaning')}
          checked={ends}
          onChange={({ currentTarget }) => setEnds(currentTarget.checked)}
        />
      ) : null}
    </KindergartenDialog>
  );
}
