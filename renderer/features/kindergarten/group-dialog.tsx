import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TEACHING_LANGUAGES } from '../../../core/domain/application-form.ts';
import type { GroupRow } from '../../../core/protocol/kindergarten.ts';
import { Remark } from '../../components/note.tsx';
import { KindergartenDialog } from './command-dialog.tsx';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

const KINDS = ['general', 'special'] as const;
/** Places of a group before anybody has said how many it has. */
const USUAL_CAPACITY = 25;

/** A new group, or a change of one. What a group with places cannot change is shown and not asked. */
export function GroupDialog(props: {
  readonly group: GroupRow | null;
  readonly kindergarten: string;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const { group } = props;
  const [id] = useState(() => group?.id ?? crypto.randomUUID());
  const [name, setName] = useState(group?.name ?? '');
  const [birthYear, setBirthYear] = useState<number | string>(
    group?.birthYear ?? new Date().getFullYear() - 2,
  );
  const [kind, setKind] = useState<(typeof KINDS)[number]>(group?.kind ?? 'general');
  const [language, setLanguage] = useState<(typeof TEACHING_LANGUAGES)[number]>(group?.language ?? 'kk');
  const [capacity, setCapacity] = useState<number | string>(group?.places.capacity ?? USUAL_CAPACITY);
  const [otherwise, setOtherwise] = useState<number | string>(group?.places.enrolledOtherwise ?? 0);
  const giving = useGive(() => props.onDone({ of: 'groupForm' }));
  const inUse =
    group !== null &&
    group.places.enrolled + group.places.referred + group.places.offered + group.places.open > 0;
  const filled = name.trim() !== '' && [birthYear, capacity, otherwise].every(Number.isInteger);
  const save = () =>
    giving.give({
      ...{ do: 'saveGroup', kindergarten: props.kindergarten, group: id, name: name.trim(), kind, language },
      ...{ birthYear: Number(birthYear), capacity: Number(capacity), enrolledOtherwise: Number(otherwise) },
    });
  const number = { allowDecimal: false, allowNegative: false, clampBehavior: 'strict', size: 'md' } as const;
  return (
    <KindergartenDialog
      title={group === null ? t('groupForm.add') : t('groupForm.change', { group: group.name })}
      confirm={t('groupForm.save')}
      giving={giving}
      {...(filled ? { onConfirm: save } : {})}
      onClose={props.onClose}
    >
      <TextInput
        label={t('groupForm.name')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={100}
        required
        data-autofocus
      />
      {inUse ? <Remark>{t('groupForm.inUse')}</Remark> : null}
      <NumberInput
        {...number}
        label={t('groupForm.birthYear')}
        value={birthYear}
        onChange={setBirthYear}
        min={2000}
        max={2100}
        disabled={inUse}
      />
      <Select
        label={t('groupForm.kind')}
        value={kind}
        onChange={(chosen) => setKind(KINDS.find((each) => each === chosen) ?? kind)}
        data={KINDS.map((value) => ({ value, label: t(`group.kind.${value}`) }))}
        disabled={inUse}
      />
      <Select
        label={t('groupForm.language')}
        value={language}
        onChange={(chosen) => setLanguage(TEACHING_LANGUAGES.find((each) => each === chosen) ?? language)}
        data={TEACHING_LANGUAGES.map((value) => ({ value, label: t(`group.language.${value}`) }))}
        disabled={inUse}
      />
      <NumberInput
        {...number}
        label={t('groupForm.capacity')}
        value={capacity}
        onChange={setCapacity}
        min={0}
        max={200}
      />
      <NumberInput
        {...number}
        label={t('groupForm.enrolledOtherwise')}
        value={otherwise}
        onChange={setOtherwise}
        min={0}
        max={200}
      />
    </KindergartenDialog>
  );
}
