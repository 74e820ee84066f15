import { Button, Group } from '@mantine/core';
import { IconLogin2, IconUserCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { StepsList } from '../../components/steps-list.tsx';
import { LINKS } from '../../links.ts';
import { useWords } from '../../locale/i18n.ts';
import { useKindergartens, useSession } from '../../session.ts';

/** «Баланың келуін белгілеу»: who marks the arrival of a child, and how; leads the director to sign in. */
export function ArrivalPage() {
  const { t } = useTranslation('start');
  const { arrival } = useWords('start');
  const navigate = useNavigate();
  const session = useSession();
  const director = useKindergartens() === 'own';
  return (
    <Page title={arrival.title} lead={arrival.lead} back="start" width={48}>
      <Card title={arrival.how}>
        <StepsList steps={arrival.steps} />
        {session === null ? (
          <Group>
            <Button
              onClick={() => void navigate({ to: LINKS.signIn, search: { goal: 'kindergarten' } })}
              leftSection={<IconLogin2 size={20} aria-hidden />}
            >
              {t('arrival.enter')}
            </Button>
          </Group>
        ) : director ? (
          <Group>
            <Button
              onClick={() => void navigate({ to: LINKS.kindergarten, search: { tab: 'received' } })}
              leftSection={<IconUserCheck size={20} aria-hidden />}
            >
              {t('arrival.title')}
            </Button>
          </Group>
        ) : null}
      </Card>
      <Note kind="attention">{arrival.parents}</Note>
    </Page>
  );
}
