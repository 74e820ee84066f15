import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../../core/domain/wording.ts';
import { type DocumentLocale, DocumentLocaleSchema } from '../../../core/protocol/locale.ts';

/** Documents are drawn in the two languages of the state: Russian for who reads Russian, else Kazakh. */
export function documentLocaleFor(locale: Locale): DocumentLocale {
  return locale === 'ru' ? 'ru' : 'kk';
}

/** The language a document is shown, downloaded and printed in. */
export function DocumentLanguage(props: {
  readonly value: DocumentLocale;
  readonly onChange: (locale: DocumentLocale) => void;
  readonly disabled?: boolean;
}) {
  const { t } = useTranslation('document');
  const id = useId();
  return (
    <Stack gap={4}>
      <Text id={id} fw={600}>
        {t('language')}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        w="fit-content"
        value={props.value}
        disabled={props.disabled ?? false}
        onChange={(value) => props.onChange(DocumentLocaleSchema.parse(value))}
        data={DocumentLocaleSchema.options.map((value) => ({ value, label: t(`languages.${value}`) }))}
      />
    </Stack>
  );
}
