import { SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Address, PersonName } from '../../../core/domain/application-form.ts';
import { type Corrected, correctedFields, correctionFault } from '../../../core/domain/corrected-form.ts';
import { parseChildIin } from '../../../core/domain/iin.ts';
import type { Card } from '../../../core/protocol/card.ts';
import type { Command } from '../../../core/protocol/command.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { MaskedInput } from '../../components/masked-input.tsx';
import { Remark } from '../../components/note.tsx';
import { maskIin } from '../../masks.ts';
import { CommandDialog } from '../command/command-dialog.tsx';
import { dateText } from '../journal/journal-format.ts';
import { useOfficeRoles } from './office-roles.ts';
import { isReason, ReasonField } from './reason-field.tsx';

type Typed = {
  readonly childName: PersonName;
  readonly childIin: string;
  readonly applicantName: PersonName;
  readonly registrationAddress: Address;
  readonly residenceAddress: Address;
  readonly settlement: string;
};

/**
 * A clerk's error is put right: the operator alone where it is a name or an address, with a second person where it is the child's IIN
 * (domain.md §1.11 `correct`). The form shows what stands now; only what was changed is sent.
 */
export function CorrectData(props: { readonly card: Card; readonly onClose: () => void }) {
  const { t } = useTranslation('proposal');
  const { card } = props;
  const operator = useOfficeRoles().includes('operator');
  const before = typedOf(card);
  const [typed, setTyped] = useState(before);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const correction = changesOf(before, typed);
  const iin = correction.childIin === null ? null : parseChildIin(correction.childIin);
  const wrongIin = iin !== null && !iin.ok;
  const nothing = correctedFields(correction).length === 0;
  const alone = correction.childIin === null && operator;
  const fault = correctionFault(correction);
  const ready = !nothing && !wrongIin && fault === null && isReason(reason);
  const nameFault = (field: 'childName' | 'applicantName') =>
    asked && fault?.field === field ? <FaultText failure={{ code: fault.code }} /> : null;
  const application = card.row.uuid;
  const given: Command = alone
    ? { do: 'correct', application, correction, reason: reason.trim() }
    : { do: 'propose', application, proposal: { kind: 'correct', correction, reason: reason.trim() } };
  const change = (patch: Partial<Typed>) => setTyped((now) => ({ ...now, ...patch }));
  return (
    <CommandDialog
      name={alone ? 'correct' : 'propose'}
      card={card}
      title={t('kind.correct')}
      lead={t('correct.lead', { child: card.row.childName })}
      meaning={alone ? [t('correct.alone')] : [t('propose.second')]}
      action={alone ? t('correct.action') : t('propose.action')}
      command={ready ? given : null}
      onIncomplete={() => setAsked(true)}
      done={alone ? t('correct.done') : t('propose.done')}
      onClose={props.onClose}
    >
      <Stack gap="lg">
        <Part title={t('correct.child')}>
          <NameFields
            value={typed.childName}
            fault={nameFault('childName')}
            onChange={(childName) => change({ childName })}
          />
          <MaskedInput
            label={t('field.childIin')}
            inputMode="numeric"
            className="numbers"
            value={typed.childIin}
            mask={maskIin}
            onMasked={(childIin) => change({ childIin })}
            error={wrongIin ? t('correct.iin') : null}
          />
          {iin?.ok ? <Remark>{t('correct.two', { date: dateText(iin.value.birthDate) })}</Remark> : null}
          <Line
            label={t('field.settlement')}
            value={typed.settlement}
            max={200}
            onChange={(settlement) => change({ settlement })}
          />
        </Part>
        <Part title={t('correct.applicant')}>
          <NameFields
            value={typed.applicantName}
            fault={nameFault('applicantName')}
            onChange={(applicantName) => change({ applicantName })}
          />
        </Part>
        <Part title={t('correct.registration')}>
          <AddressFields
            value={typed.registrationAddress}
            onChange={(registrationAddress) => change({ registrationAddress })}
          />
        </Part>
        <Part title={t('correct.residence')}>
          <AddressFields
            value={typed.residenceAddress}
            onChange={(residenceAddress) => change({ residenceAddress })}
          />
        </Part>
        <ReasonField label={t('correct.reason')} value={reason} asked={asked} onChange={setReason} />
        {asked && nothing ? (
          <Text c="var(--kezek-danger)" role="alert">
            {t('correct.nothing')}
          </Text>
        ) : null}
      </Stack>
    </CommandDialog>
  );
}

function typedOf({ form, childIndex }: Card): Typed {
  const child = form.children[childIndex];
  return {
    childName: child?.name ?? { surname: '', name: '', patronymic: '' },
    childIin: child?.iin ?? '',
    applicantName: form.applicant.name,
    registrationAddress: form.applicant.registrationAddress,
    residenceAddress: form.applicant.residenceAddress,
    settlement: form.settlement,
  };
}

/** What differs from what stands, trimmed; null where nothing does. */
function changesOf(before: Typed, typed: Typed): Corrected {
  const parts = <T extends object>(old: T, now: T): T | null =>
    JSON.stringify(old) === JSON.stringify(now) ? null : now;
  const text = (old: string, now: string) => (old === now.trim() || now.trim() === '' ? null : now.trim());
  return {
    childName: parts(before.childName, typed.childName),
    childIin: text(before.childIin, typed.childIin),
    applicantName: parts(before.applicantName, typed.applicantName),
    registrationAddress: parts(before.registrationAddress, typed.registrationAddress),
    residenceAddress: parts(before.residenceAddress, typed.residenceAddress),
    settlement: text(before.settlement, typed.settlement),
  };
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={3}>{title}</Title>
      {children}
    </Stack>
  );
}

function NameFields(props: {
  readonly value: PersonName;
  readonly fault: ReactNode;
  readonly onChange: (name: PersonName) => void;
}) {
  const { t } = useTranslation('proposal');
  const { value, onChange } = props;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
      {(['surname', 'name', 'patronymic'] as const).map((part) => (
        <Line
          key={part}
          label={t(`correct.${part}`)}
          value={value[part]}
          max={100}
          error={part === 'surname' ? props.fault : null}
          onChange={(text) => onChange({ ...value, [part]: text })}
        />
      ))}
    </SimpleGrid>
  );
}

function AddressFields(props: { readonly value: Address; readonly onChange: (address: Address) => void }) {
  const { t } = useTranslation('proposal');
  const { value, onChange } = props;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {(['district', 'city', 'street', 'house', 'flat'] as const).map((part) => (
        <Line
          key={part}
          label={t(`correct.${part}`)}
          value={value[part]}
          max={part === 'house' || part === 'flat' ? 30 : 200}
          onChange={(text) => onChange({ ...value, [part]: text })}
        />
      ))}
    </SimpleGrid>
  );
}

function Line(props: {
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly error?: ReactNode;
  readonly onChange: (text: string) => void;
}) {
  return (
    <TextInput
      label={props.label}
      maxLength={props.max}
      value={props.value}
      error={props.error ?? null}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
