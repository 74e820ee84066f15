import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDERGARTEN_KINDS, type KindergartenKind } from '../../../core/domain/group.ts';
import { parseBin } from '../../../core/domain/iin.ts';
import type { KindergartenRow } from '../../../core/protocol/kindergarten.ts';
import { CoordinatesSchema } from '../../../core/protocol/kindergarten-entry.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useDistricts } from '../../office.ts';
import { KindergartenDialog } from './command-dialog.tsx';
import { contactsOf } from './contacts.ts';
import type { Said } from './said.ts';
import { useGive } from './use-give.ts';

/** What the region keeps of a kindergarten: names, place, BIN; null for a new one. A kindergarten with groups stays in its district. */
export function DetailsDialog(props: {
  readonly kindergarten: KindergartenRow | null;
  readonly onDone: (said: Said) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('kindergarten');
  const locale = useLocale();
  const districts = useDistricts();
  const was = props.kindergarten;
  const [id] = useState(() => was?.id ?? crypto.randomUUID());
  const [kind, setKind] = useState<KindergartenKind>(was?.kind ?? 'kindergarten');
  const [district, setDistrict] = useState<string | null>(was?.district ?? null);
  const [text, setText] = useState({
    kk: was?.name.kk ?? '',
    ru: was?.name.ru ?? '',
    bin: was?.bin ?? '',
    settlement: was?.settlement ?? '',
    address: was?.address ?? '',
    phone: was?.phone ?? '+7',
    director: was?.director ?? '',
    latitude: was?.coordinates?.latitude.toString() ?? '',
    longitude: was?.coordinates?.longitude.toString() ?? '',
  });
  const giving = useGive(() => props.onDone({ of: 'details' }));
  const trimmed = (field: keyof typeof text) => text[field].trim();
  const contacts = contactsOf(text.phone, text.director);
  const bin = trimmed('bin') === '' ? null : trimmed('bin');
  const binWrong = bin !== null && !parseBin(bin).ok;
  const coordinates = coordinatesOf(trimmed('latitude'), trimmed('longitude'));
  const filled = (['kk', 'ru', 'settlement', 'address'] as const).every((field) => trimmed(field) !== '');
  const save = () => {
    if (district === null || contacts === 'wrong' || coordinates === 'wrong') return;
    giving.give({
      ...{ do: 'saveKindergarten', kindergarten: id },
      details: {
        ...{ district, kind, bin, coordinates, ...contacts },
        ...{ name: { kk: trimmed('kk'), ru: trimmed('ru') } },
        ...{ settlement: trimmed('settlement'), address: trimmed('address') },
      },
    });
  };
  const field = (name: keyof typeof text) => ({
    label: t(`details.${name}`),
    value: text[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setText((now) => ({ ...now, [name]: currentTarget.value })),
    maxLength: 200,
  });
  const valid = filled && district !== null && !binWrong && contacts !== 'wrong' && coordinates !== 'wrong';
  return (
    <KindergartenDialog
      title={was === null ? t('details.add') : t('details.change')}
      confirm={t('groupForm.save')}
      giving={giving}
      {...(valid ? { onConfirm: save } : {})}
      onClose={props.onClose}
    >
      <TextInput {...field('kk')} required data-autofocus />
      <TextInput {...field('ru')} required />
      <Select
        label={t('fact.kind')}
        value={kind}
        onChange={(chosen) => setKind(KINDERGARTEN_KINDS.find((each) => each === chosen) ?? kind)}
        data={KINDERGARTEN_KINDS.map((value) => ({ value, label: t(`kindergartenKind.${value}`) }))}
      />
      <Select
        label={t('details.district')}
        value={district}
        onChange={setDistrict}
        data={districts.map((each) => ({ value: each.code, label: each[locale] }))}
        searchable
        required
      />
      <TextInput {...field('settlement')} description={t('details.settlementHint')} required />
      <TextInput {...field('address')} required />
      <TextInput {...field('bin')} error={binWrong ? t('details.binFault') : null} />
      <TextInput
        {...field('phone')}
        type="tel"
        error={contacts === 'wrong' ? t('contacts.phoneFault') : null}
      />
      <TextInput {...field('director')} />
      <Group grow align="start">
        <TextInput {...field('latitude')} error={coordinates === 'wrong' ? t('details.whereFault') : null} />
        <TextInput {...field('longitude')} error={coordinates === 'wrong'} />
      </Group>
    </KindergartenDialog>
  );
}

/** Where the kindergarten lies as typed, with a comma or a point; null where nothing is. */
function coordinatesOf(
  latitude: string,
  longitude: string,
): { latitude: number; longitude: number } | null | 'wrong' {
  if (latitude === '' && longitude === '') return null;
  const [north, east] = [latitude, longitude].map((each) => Number(each.replace(',', '.') || Number.NaN));
  const read = CoordinatesSchema.safeParse({ latitude: north, longitude: east });
  return read.success ? read.data : 'wrong';
}
