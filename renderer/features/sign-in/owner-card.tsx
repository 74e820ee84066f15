import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAlmaty } from '../../../core/domain/almaty.ts';
import { parseEmail } from '../../../core/domain/email.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import type { Output } from '../../../core/protocol/desk.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailureNotice, useFailureWords } from '../../components/failure-notice.tsx';
import { Note } from '../../components/note.tsx';
import { keyOf, useCoreMutation } from '../../link/use-core.ts';
import { forgetPersonal, useStatus } from '../../session.ts';

/** The owner of the chosen key, then «Кіру»; at the first sign-in the e-mail is asked for (R11). */
export function OwnerCard(props: {
  readonly chosen: Output<'session.choose'>;
  readonly onAgain: () => void;
  readonly onEntered: () => void;
}) {
  const { t } = useTranslation('sign-in');
  const { owner, emailNeeded, ticket } = props.chosen;
  const status = useStatus();
  const client = useQueryClient();
  const enter = useCoreMutation('session.enter');
  const failureWords = useFailureWords();
  const [email, setEmail] = useState('');
  const [noEmail, setNoEmail] = useState(false);
  const [asked, setAsked] = useState(false);
  const fault =
    !emailNeeded || noEmail || parseEmail(email).ok
      ? null
      : failureWords({ code: email.trim() === '' ? 'email-required' : 'email-malformed' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (fault !== null) return;
    enter.mutate(
      { ticket, email: emailNeeded && !noEmail ? email.trim() : null },
      {
        onSuccess: (session) => {
          forgetPersonal(client);
          client.setQueryData(keyOf('session.current', {}), session);
          props.onEntered();
        },
      },
    );
  };
  const day = (iso: string) => {
    const instant = parseInstant(iso);
    return instant === null ? iso : formatAlmaty(instant).slice(0, 10);
  };
  return (
    <Card title={t('owner.title')} text={t('owner.lead')}>
      <Facts
        label={t('owner.title')}
        facts={[
          [t('owner.name'), owner.name],
          [t('owner.iin'), owner.iin],
          [t('owner.organisation'), owner.organisation],
          [t('owner.bin'), owner.bin],
          [t('owner.validity'), `${day(owner.validFrom)} – ${day(owner.validTo)}`],
          [t('owner.serialNumber'), owner.serialNumber],
          [t('owner.issuer'), owner.issuer],
          [t('owner.algorithm'), owner.algorithm],
        ]}
      />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {emailNeeded ? (
            <>
              <Note kind="attention">{t('email.first')}</Note>
              <TextInput
                label={t('email.label')}
                type="email"
                autoComplete="email"
                value={email}
                disabled={noEmail}
                onChange={(event) => setEmail(event.currentTarget.value)}
                error={asked && fault !== null ? `${fault.text} ${fault.next}` : null}
              />
              {status.mode === 'desk' ? (
                <Checkbox
                  label={t('email.none')}
                  description={t('email.noneHint')}
                  checked={noEmail}
                  onChange={(event) => setNoEmail(event.currentTarget.checked)}
                />
              ) : null}
            </>
          ) : null}
          {enter.isError ? <FailureNotice failure={enter.error.failure} /> : null}
          <Group>
            <Button type="submit" size="lg" loading={enter.isPending}>
              {t('enter')}
            </Button>
            <Button variant="default" size="lg" onClick={props.onAgain}>
              {t('other')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
