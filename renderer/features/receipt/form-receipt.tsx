import { Button, Group } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsOperator, useStatus } from '../../session.ts';
import { useForm } from '../application/form-context.tsx';
import { toForm } from '../application/to-form.ts';
import { ReceiptDialog } from './receipt-dialog.tsx';
import { draftOfForm } from './receipt-draft.ts';

/** The receipt of what came with the form, as far as it is filled in; for the operator at a desk, absent for everybody else. */
export function FormReceipt() {
  const { t } = useTranslation('receipt');
  const form = useForm();
  const operator = useIsOperator();
  const status = useStatus();
  const [opened, setOpened] = useState(false);
  if (!operator || status.mode !== 'desk') return null;
  return (
    <Group justify="flex-end">
      <Button
        variant="default"
        size="sm"
        leftSection={<IconReceipt size={20} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('action')}
      </Button>
      {opened ? (
        <ReceiptDialog
          start={() => draftOfForm(toForm(form.values), form.faults)}
          onClose={() => setOpened(false)}
        />
      ) : null}
    </Group>
  );
}
