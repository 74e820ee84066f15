import { Select, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { STORAGES, type Storage } from '../../core/protocol/ncalayer.ts';

/**
 * «Сақтау орны»: where the key is, this computer first (domain.md §1.11 "Labels").
 * @param signs a document is signed, not a sign-in: the key for signing in alone is not named
 */
export function StorageSelect(props: {
  readonly value: Storage;
  readonly onChange: (storage: Storage) => void;
  readonly signs?: boolean;
}) {
  const { t } = useTranslation();
  const { t: signIn } = useTranslation('sign-in');
  return (
    <Select
      label={t('storage.label')}
      description={signIn(hintOf(props.value, props.signs))}
      renderOption={({ option }) => <Choice value={option.value} signs={props.signs} />}
      value={props.value}
      onChange={(value) => {
        const storage = STORAGES.find((each) => each === value);
        if (storage !== undefined) props.onChange(storage);
      }}
      data={STORAGES.map((value) => ({ value, label: t(`storage.${value}`) }))}
      leftSection={<IconKey size={20} aria-hidden />}
      maxDropdownHeight={420}
    />
  );
}

/** A storage by its name, and how to know it. */
function Choice({ value, signs }: { readonly value: string; readonly signs: boolean | undefined }) {
  const { t } = useTranslation();
  const { t: signIn } = useTranslation('sign-in');
  const storage = STORAGES.find((each) => each === value);
  if (storage === undefined) return null;
  return (
    <div>
      <Text fw={600}>{t(`storage.${storage}`)}</Text>
      <Text size="sm" c="var(--kezek-ink-soft)">
        {signIn(hintOf(storage, signs))}
      </Text>
    </div>
  );
}

/** How to know the storage. */
function hintOf(storage: Storage, signs = false) {
  return signs && storage === 'PKCS12'
    ? ('storageHints.fileToSign' as const)
    : (`storageHints.${storage}` as const);
}
