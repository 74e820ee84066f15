import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../locale/i18n.ts';
import type { DocumentKind } from '../print/print-target.ts';
import { DocumentLanguage, documentLocaleFor } from './document-language.tsx';
import { FileActions } from './file-actions.tsx';

/**
 * A document of the system in the reader's hands: language, print, download, show.
 * @param id the document's id, or `provisional:<form uuid>` for the provisional slip
 */
export function DocumentActions(props: {
  readonly id: string;
  readonly fileKind: DocumentKind;
  readonly prominent?: boolean;
}) {
  const { t } = useTranslation('document');
  const interfaceLocale = useLocale();
  const [chosen, setChosen] = useState<'kk' | 'ru' | null>(null);
  const locale = chosen ?? documentLocaleFor(interfaceLocale);
  return (
    <Stack gap="md">
      <DocumentLanguage value={locale} onChange={setChosen} />
      <FileActions
        target={{ kind: 'document', id: props.id, fileKind: props.fileKind }}
        name={t(`kind.${props.fileKind}`)}
        locale={locale}
        prominent={props.prominent ?? false}
      />
    </Stack>
  );
}
