import { Select } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { STORAGES, type Storage } from '../../core/protocol/desk.ts';

/** «Сақтау орны»: where the key is, this computer first (domain.md §1.11 "Labels"). */
export function StorageSelect(props: {
  readonly value: Storage;
  readonly onChange: (storage: Storage) => void;
}) {
  const { t } = useTranslation();
  const { t: signIn } = useTranslation('sign-in');
  return (
    <Select
      label={t('storage.label')}
      description={signIn('storageHint')}
      value={props.value}
      onChange={(value) => {
        const storage = STORAGES.find((each) => each === value);
        if (storage !== undefined) props.onChange(storage);
      }}
      data={STORAGES.map((value) => ({ value, label: t(`storage.${value}`) }))}
      leftSection={<IconKey size={20} aria-hidden />}
    />
  );
}
