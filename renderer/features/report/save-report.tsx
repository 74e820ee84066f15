import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/domain/failure.ts';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import { REPORT_FORMATS, type ReportFormat, type ReportQuery } from '../../../core/protocol/report.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { core } from '../../link/core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { DocumentLanguage, documentLocaleFor } from '../document/document-language.tsx';
import { saveFile } from '../document/file-download.ts';

const TYPES: Readonly<Record<ReportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/** Saves a report as a file, in one of the two languages of the state. */
export function SaveReport({ query }: { readonly query: ReportQuery }) {
  const { t } = useTranslation('report');
  const interfaceLocale = useLocale();
  const [chosen, setChosen] = useState<DocumentLocale | null>(null);
  const [busy, setBusy] = useState<ReportFormat | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [failed, setFailed] = useState<{ failure: Failure; format: ReportFormat } | null>(null);
  const locale = chosen ?? documentLocaleFor(interfaceLocale);
  const save = async (format: ReportFormat) => {
    setBusy(format);
    setSaved(null);
    setFailed(null);
    const file = await core.call('report.file', { ...query, locale, format });
    setBusy(null);
    if (!file.ok) return setFailed({ failure: file.error, format });
    saveFile({ ...file.value, type: TYPES[format] });
    setSaved(file.value.fileName);
  };
  return (
    <Stack gap="sm">
      <Group align="end" gap="md">
        <DocumentLanguage value={locale} onChange={setChosen} />
        {REPORT_FORMATS.map((format) => (
          <Button
            key={format}
            variant="light"
            loading={busy === format}
            disabled={busy !== null && busy !== format}
            leftSection={<IconDownload size={20} aria-hidden />}
            onClick={() => void save(format)}
          >
            {t(format)}
          </Button>
        ))}
      </Group>
      {saved === null ? null : (
        <Text size="sm" c="var(--kezek-good)" role="status">
          {t('saved', { file: saved })}
        </Text>
      )}
      {failed === null ? null : (
        <FailureNotice failure={failed.failure} retry={() => void save(failed.format)} />
      )}
    </Stack>
  );
}
