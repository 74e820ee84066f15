import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCertificate, IconCheck, IconLock } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { NcaLayerGuide } from '../../components/ncalayer-guide.tsx';
import { Page } from '../../components/page.tsx';
import { LINKS, type LinkName } from '../../links.ts';
import { useWords } from '../../locale/i18n.ts';
import { useLeave, useStatus } from '../../session.ts';
import classes from './needs-eds.module.css';

/** Filing, for somebody who signed in by a one-time code: why it needs an EDS, and the ways to go on from here. */
export function NeedsEdsPage() {
  const { t } = useTranslation('sign-in');
  const { ways } = useWords('sign-in').needsEds;
  const { mode } = useStatus();
  return (
    <Page title={t('needsEds.title')} back="cabinet" width={52}>
      <Card>
        <Stack gap="lg">
          <Text size="lg">{t('needsEds.text')}</Text>
          <MarkedList title={t('needsEds.waysTitle')} lines={ways} />
          <Group>
            <EdsButton />
            <Button component={Link} to={LINKS.cabinet} variant="default" size="lg">
              {t('needsEds.back')}
            </Button>
          </Group>
          {mode === 'desk' ? <NcaLayerGuide /> : null}
        </Stack>
      </Card>
    </Page>
  );
}

/** Out of the session by code and on to the sign-in by EDS, from which the work goes on: by default the application. */
export function EdsButton({ goal = 'service' }: { readonly goal?: LinkName }) {
  const { t } = useTranslation('sign-in');
  const leave = useLeave();
  const navigate = useNavigate();
  const change = async () => {
    // By way of the start page: the pages of a session that is over would lead away.
    await navigate({ to: LINKS.start });
    await leave();
    await navigate({ to: LINKS.signIn, search: { goal } });
  };
  return (
    <Button size="lg" leftSection={<IconCertificate size={22} aria-hidden />} onClick={() => void change()}>
      {t('needsEds.enter')}
    </Button>
  );
}

/** In the cabinet: what a person who signed in by code may do, and what needs an EDS. */
export function CodeSessionCard() {
  const { t } = useTranslation('sign-in');
  const { may, needs } = useWords('sign-in').byCode;
  return (
    <Card title={t('byCode.title')} text={t('byCode.text')}>
      <div className={classes.columns}>
        <MarkedList title={t('byCode.mayTitle')} lines={may} />
        <MarkedList title={t('byCode.needsTitle')} lines={needs} locked />
      </div>
      <Group>
        <EdsButton />
      </Group>
    </Card>
  );
}

function MarkedList(props: {
  readonly title: string;
  readonly lines: readonly string[];
  readonly locked?: boolean;
}) {
  const Icon = props.locked === true ? IconLock : IconCheck;
  return (
    <section>
      <Text fw={700} mb="xs">
        {props.title}
      </Text>
      <ul className={classes.list} data-locked={props.locked}>
        {props.lines.map((line) => (
          <li key={line}>
            <Icon size={20} aria-hidden />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
