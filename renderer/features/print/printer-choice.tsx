import { Button, Group, Select, Text } from '@mantine/core';
import { IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { PrinterSchema } from '../../../core/protocol/printing.ts';
import { Remark } from '../../components/note.tsx';
import { useStatus } from '../../session.ts';

export type Printer = z.infer<typeof PrinterSchema>;

/** The printer to take when nobody has chosen: the system's default, else the first. */
export function preferredPrinter(printers: readonly Printer[]): string | null {
  return (printers.find(({ isDefault }) => isDefault) ?? printers[0])?.name ?? null;
}

/** Which printer; says what to do when there is none. */
export function PrinterChoice(props: {
  readonly printers: readonly Printer[];
  readonly value: string | null;
  readonly onChange: (name: string) => void;
  readonly refreshing: boolean;
  readonly onRefresh: () => void;
}) {
  const { t } = useTranslation('print');
  const kiosk = useStatus().mode === 'kiosk';
  if (props.printers.length === 0)
    return (
      <Remark title={t('noPrinters')}>
        <Text>{kiosk ? t('noPrintersKiosk') : t('noPrintersNext')}</Text>
        <Button
          mt="sm"
          size="sm"
          variant="default"
          loading={props.refreshing}
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={props.onRefresh}
        >
          {t('refresh')}
        </Button>
      </Remark>
    );
  return (
    <Group align="end" gap="sm" wrap="nowrap">
      <Select
        flex={1}
        label={t('printer')}
        leftSection={<IconPrinter size={20} aria-hidden />}
        data={props.printers.map(({ name, title, isDefault }) => ({
          value: name,
          label: isDefault ? t('default', { name: title }) : title,
        }))}
        value={props.value}
        onChange={(name) => {
          if (name !== null) props.onChange(name);
        }}
      />
      <Button
        variant="default"
        aria-label={t('refresh')}
        title={t('refresh')}
        loading={props.refreshing}
        onClick={props.onRefresh}
      >
        <IconRefresh size={20} aria-hidden />
      </Button>
    </Group>
  );
}
