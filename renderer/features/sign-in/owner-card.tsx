import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAlmaty } from '../../../core/domain/almaty.ts';
import { parseInstant } from '../../../core/domain/instant.ts';
import type { Output } from '../../../core/protocol/desk.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useCoreMutation } from '../../link/use-core.ts';
import { useEntered } from '../../session.ts';
import { FirstEmailFields, useFirstEmail } from './first-email.tsx';

/** The owner of the chosen key, then «Кіру»; at the first sign-in the e-mail is asked for (R11). */
export function OwnerCard(props: {
  readonly chosen: Output<'session.choose'>;
  readonly onAgain: () => void;
  readonly onEntered: () => void;
}) {
  const { t } = useTranslation('sign-in');
  const { owner, emailNeeded, ticket } = props.chosen;
  const enter = useCoreMutation('session.enter');
  const entered = useEntered();
  const email = useFirstEmail(emailNeeded);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!email.attempt()) return;
    enter.mutate(
      { ticket, email: email.value },
      {
        onSuccess: (session) => {
          entered(session);
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
          <FirstEmailFields email={email} />
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
