import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useCoreMutation } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useStatus } from '../../session.ts';
import { minuteText } from '../journal/journal-format.ts';
import { useAdministered } from './administered.ts';
import classes from './pair-dialog.module.css';

/** Makes a code with which one computer joins the server (domain.md §1.11): 8 characters, 10 minutes, 5 tries. */
export function PairDialog({ onClose }: { readonly onClose: (done: boolean) => void }) {
  const { t } = useTranslation('administration');
  const locale = useLocale();
  const { districts } = useAdministered();
  const here = useStatus().desk?.district ?? null;
  const [district, setDistrict] = useState(here);
  const [mode, setMode] = useState<'desk' | 'kiosk'>('desk');
  const give = useCoreMutation('command.give');
  const made = give.data?.state === 'done' ? give.data.facts : null;
  const make = () => {
    if (district === null) return;
    give.mutate({
      uuid: crypto.randomUUID(),
      command: { do: 'pairDesk', district, mode },
      ...{ attachments: [], storage: null, locale, signer: null, consent: null },
    });
  };
  return (
    <Modal
      opened
      onClose={() => onClose(made !== null)}
      title={t('pair.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('pair.close') }}
    >
      <Stack gap="md">
        {made === null ? (
          <>
            <Text>{t('pair.lead')}</Text>
            <Select
              label={t('grant.district')}
              data={districts.map((each) => ({ value: each.code, label: each[locale] }))}
              value={district}
              onChange={setDistrict}
              searchable
              required
            />
            <Select
              label={t('desks.mode')}
              data={(['desk', 'kiosk'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))}
              value={mode}
              onChange={(value) => setMode(value === 'kiosk' ? 'kiosk' : 'desk')}
            />
            {give.isError ? <FailureNotice failure={give.error.failure} /> : null}
            {give.data?.state === 'saved' ? (
              <FailureNotice failure={{ code: 'server-unreachable' }} mild />
            ) : null}
            <Group justify="end">
              <Button variant="default" onClick={() => onClose(false)}>
                {t('pair.cancel')}
              </Button>
              <Button onClick={make} loading={give.isPending} disabled={district === null}>
                {t('pair.action')}
              </Button>
            </Group>
          </>
        ) : (
          <>
            <Alert title={t('pair.code')} role="status">
              <Text className={classes.code} data-pairing-code>
                {made.code}
              </Text>
              <Text>{t('pair.until', { at: minuteText(String(made.expiresAt)) })}</Text>
            </Alert>
            <Text>{t('pair.how')}</Text>
            <Group justify="end">
              <Button onClick={() => onClose(true)}>{t('pair.close')}</Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}
