import { Button, Group } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { StepsList } from '../../components/steps-list.tsx';
import { LINKS } from '../../links.ts';
import { useWords } from '../../locale/i18n.ts';
import { useSession } from '../../session.ts';

/** «Баланың келуін белгілеу»: who marks the arrival of a child, and how; leads the director to sign in. */
export function ArrivalPage() {
  const { t } = useTranslation('start');
  const { arrival } = useWords('start');
  const session = useSession();
  return (
    <Page title={arrival.title} lead={arrival.lead} back="start" width={48}>
      <Card title={arrival.how}>
        <StepsList steps={arrival.steps} />
        {session === null ? (
          <Group>
            <Button component={Link} to={LINKS.signIn} leftSection={<IconLogin2 size={20} aria-hidden />}>
              {t('arrival.enter')}
            </Button>
          </Group>
        ) : null}
      </Card>
      <Note kind="attention">{arrival.parents}</Note>
    </Page>
  );
}
