import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconRotateClockwise } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../core/domain/application-form.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { CoreError } from '../../link/use-core.ts';
import { type FileContent, readFileOf } from '../document/file-source.ts';
import { Shown } from './file-view.tsx';
import classes from './scan-beside.module.css';
import { ShowScan } from './show-scan.tsx';

/** A scan beside what it is to prove: read without leaving the page, turned, or opened on the whole screen. */
export function ScanBeside({ attachment }: { readonly attachment: Attachment }) {
  const { t } = useTranslation('document');
  const [rotation, setRotation] = useState(0);
  const { sha256, name } = attachment;
  const target = { kind: 'attachment', sha256, name } as const;
  const file = useQuery<FileContent, CoreError>({
    queryKey: ['file.view', target, 'kk'],
    queryFn: async () => {
      const read = await readFileOf(target, 'kk');
      if (!read.ok) throw new CoreError(read.error);
      return read.value;
    },
    gcTime: 0,
    structuralSharing: false,
  });
  return (
    <Paper withBorder className={classes.scan}>
      <Group justify="space-between" p="sm" gap="sm">
        <div>
          <Text fw={600}>{t(`purpose.${attachment.purpose}`)}</Text>
          <Text size="sm" c="var(--kezek-ink-soft)">
            {name}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            variant="default"
            size="sm"
            leftSection={<IconRotateClockwise size={18} aria-hidden />}
            onClick={() => setRotation((rotation + 90) % 360)}
          >
            {t('view.rotate')}
          </Button>
          <ShowScan attachment={attachment} />
        </Group>
      </Group>
      <Stack className={classes.body} align="center" tabIndex={0} role="region" aria-label={name}>
        {file.isError ? (
          <FailureNotice failure={file.error.failure} retry={() => void file.refetch()} />
        ) : file.isPending ? (
          <Loading text={t('view.loading')} />
        ) : (
          <Shown
            target={target}
            name={name}
            locale="kk"
            onClose={() => undefined}
            file={file.data}
            zoom={1}
            rotation={rotation}
          />
        )}
      </Stack>
    </Paper>
  );
}
