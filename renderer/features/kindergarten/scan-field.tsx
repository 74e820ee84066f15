import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../core/domain/failure.ts';
import type { KindergartenChild } from '../../../core/protocol/kindergarten.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { core } from '../../link/core.ts';

/** The text of a referral's QR code, from a scanner that types it or pasted; checked against the server's key without the network. */
export function ScanField(props: {
  readonly referrals: readonly KindergartenChild[];
  readonly onFound: (child: KindergartenChild) => void;
}) {
  const { t } = useTranslation('kindergarten');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [foreign, setForeign] = useState<string | null>(null);
  const check = async () => {
    setBusy(true);
    setFailure(null);
    setForeign(null);
    const slip = await core.call('slip.check', { text });
    setBusy(false);
    if (!slip.ok) return setFailure(slip.error);
    const child = props.referrals.find(({ application }) => application === slip.value.application);
    setText('');
    if (child === undefined) setForeign(slip.value.number);
    else props.onFound(child);
  };
  return (
    <Stack
      component="form"
      gap="sm"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !busy) void check();
      }}
    >
      <Group align="end" gap="sm">
        <TextInput
          flex="1 1 20rem"
          label={t('received.scan')}
          description={t('received.scanHint')}
          leftSection={<IconQrcode size={22} aria-hidden />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" variant="light" loading={busy} disabled={text.trim() === ''}>
          {t('received.check')}
        </Button>
      </Group>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {foreign === null ? null : (
        <div role="alert">
          <Remark>{t('received.foreign', { number: foreign })}</Remark>
        </div>
      )}
    </Stack>
  );
}
