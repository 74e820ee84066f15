import { Alert, Box, Button, Group, Modal, Text, VisuallyHidden } from '@mantine/core';
import {
  IconAlertCircle,
  IconDownload,
  IconRotateClockwise,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentLocale } from '../../../core/protocol/locale.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { CoreError } from '../../link/use-core.ts';
import { useStatus } from '../../session.ts';
import { type FileContent, readFileOf } from '../document/file-source.ts';
import { useSaveFile } from '../document/use-save-file.ts';
import type { FileTarget } from '../print/print-target.ts';
import classes from './file-view.module.css';
import { ImagePage } from './image-page.tsx';
import { PdfPages } from './pdf-pages.tsx';

const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3] as const;
const ORIGINAL = ZOOMS.indexOf(1);
/** CSS pixels; wider is not easier to read. */
const GREATEST_FIT = 1000;

type FileViewProps = {
  readonly target: FileTarget;
  readonly name: string;
  readonly locale: DocumentLocale;
  readonly onClose: () => void;
};

/** A file on the whole screen: a document of the system or a scan, to be read, enlarged and turned. */
export function FileView(props: FileViewProps) {
  const { t } = useTranslation('document');
  const [zoom, setZoom] = useState(ORIGINAL);
  const [rotation, setRotation] = useState(0);
  const file = useQuery<FileContent, CoreError>({
    queryKey: ['file.view', props.target, props.locale],
    queryFn: async () => {
      const read = await readFileOf(props.target, props.locale);
      if (!read.ok) throw new CoreError(read.error);
      return read.value;
    },
    gcTime: 0,
    structuralSharing: false,
  });
  return (
    <Modal.Root opened onClose={props.onClose} fullScreen padding={0} radius={0}>
      <Modal.Content aria-label={props.name}>
        <div className={classes.header}>
          <h2 className={classes.title}>{props.name}</h2>
          <Group gap="xs">
            <ViewButton label={t('view.zoomOut')} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
              <IconZoomOut size={22} aria-hidden />
            </ViewButton>
            <ViewButton
              label={t('view.zoomIn')}
              disabled={zoom === ZOOMS.length - 1}
              onClick={() => setZoom(zoom + 1)}
            >
              <IconZoomIn size={22} aria-hidden />
            </ViewButton>
            <ViewButton label={t('view.rotate')} onClick={() => setRotation((rotation + 90) % 360)}>
              <IconRotateClockwise size={22} aria-hidden />
            </ViewButton>
            <Button leftSection={<IconX size={20} aria-hidden />} onClick={props.onClose} data-autofocus>
              {t('view.close')}
            </Button>
          </Group>
        </div>
        {/* Whoever has no mouse scrolls an enlarged page with the arrow keys. */}
        <Box component="section" className={classes.body} tabIndex={0} aria-label={props.name}>
          {file.isError ? (
            <FailureNotice failure={file.error.failure} retry={() => void file.refetch()} />
          ) : file.isPending ? (
            <Loading text={t('view.loading')} />
          ) : (
            <Shown {...props} file={file.data} zoom={ZOOMS[zoom] ?? 1} rotation={rotation} />
          )}
        </Box>
      </Modal.Content>
    </Modal.Root>
  );
}

function ViewButton(props: {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Button
      variant="default"
      px="sm"
      title={props.label}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      {props.children}
      <VisuallyHidden>{props.label}</VisuallyHidden>
    </Button>
  );
}

/** The content of a file, as wide as what holds it. */
export function Shown(
  props: FileViewProps & {
    readonly file: FileContent;
    readonly zoom: number;
    readonly rotation: number;
  },
) {
  const { file, zoom, rotation } = props;
  const [broken, setBroken] = useState(false);
  const onBroken = useCallback(() => setBroken(true), []);
  const holder = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState<number | null>(null);
  useEffect(() => {
    const parent = holder.current?.parentElement;
    if (parent === null || parent === undefined) return;
    const measure = () => setFit(Math.min(GREATEST_FIT, parent.clientWidth - 40));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(parent);
    return () => watch.disconnect();
  }, []);
  if (broken) return <Unreadable {...props} />;
  const look = { width: Math.round((fit ?? 0) * zoom), rotation };
  return (
    <>
      <div ref={holder} hidden />
      {fit === null ? null : file.type === 'application/pdf' ? (
        <PdfPages bytes={file.bytes} name={props.name} look={look} onBroken={onBroken} />
      ) : (
        <ImagePage bytes={file.bytes} type={file.type} name={props.name} look={look} onBroken={onBroken} />
      )}
    </>
  );
}

function Unreadable({ target, locale }: FileViewProps) {
  const { t } = useTranslation('document');
  const kiosk = useStatus().mode === 'kiosk';
  const saving = useSaveFile(target, locale);
  return (
    <Alert icon={<IconAlertCircle aria-hidden />} title={t('view.unreadable')} role="alert" maw="40rem">
      <Text>{kiosk ? t('view.unreadableKiosk') : t('view.unreadableNext')}</Text>
      {kiosk ? null : (
        <Button
          mt="md"
          size="sm"
          loading={saving.busy}
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={saving.save}
        >
          {t('download')}
        </Button>
      )}
    </Alert>
  );
}
