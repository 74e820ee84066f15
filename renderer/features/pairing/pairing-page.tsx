import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Page } from '../../components/page.tsx';
import { StepsList } from '../../components/steps-list.tsx';
import { useCoreMutation } from '../../link/use-core.ts';
import { useWords } from '../../locale/i18n.ts';

/** Length of the code that `kezek pair` prints (domain.md §1.11 "Roles"). */
const CODE_LENGTH = 8;

/**
 * Joins this computer to the server; shown instead of everything else until that is done.
 * @param struckOff the server knew this computer, and does not any more
 */
export function PairingPage({ struckOff }: { readonly struckOff: boolean }) {
  const { t } = useTranslation('start');
  const { pairing } = useWords('start');
  const pair = useCoreMutation('desk.pair');
  const [code, setCode] = useState('');
  const [short, setShort] = useState(false);
  const bare = tidyCode(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShort(bare.length !== CODE_LENGTH);
    if (bare.length === CODE_LENGTH) pair.mutate({ code: bare });
  };
  return (
    <Page title={t('pairing.title')} lead={t('pairing.lead')} width={40}>
      {struckOff && !pair.isError ? <FailureNotice failure={{ code: 'desk-unknown' }} /> : null}
      <Card>
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('pairing.code')}
              description={t('pairing.hint')}
              error={short ? t('pairing.short') : null}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
              size="lg"
              maxLength={12}
              autoComplete="off"
              spellCheck={false}
            />
            {pair.isError ? <FailureNotice failure={pair.error.failure} /> : null}
            <Group>
              <Button type="submit" size="lg" loading={pair.isPending}>
                {t('pairing.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
      <Card title={pairing.help}>
        <StepsList steps={pairing.helpSteps} />
      </Card>
    </Page>
  );
}

/** The code as it is sent: capitals and digits only, however it was grouped on paper. */
function tidyCode(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
