import { Button, Group, MantineThemeProvider, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Storage } from '../../../core/protocol/ncalayer.ts';
import type { Session } from '../../../core/protocol/person.ts';
import { BrandMark } from '../../components/brand.tsx';
import { LanguageSwitch } from '../../components/language-switch.tsx';
import { NcaLayerGuide } from '../../components/ncalayer-guide.tsx';
import { SigningFailureNotice } from '../../components/ncalayer-help.tsx';
import { StorageSelect } from '../../components/storage-select.tsx';
import { keyOf } from '../../link/use-core.ts';
import { LINKS } from '../../links.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useLeave } from '../../session.ts';
import { useKeySteps } from '../sign-in/use-key-steps.tsx';
import classes from './lock-screen.module.css';

const DIALOGS = 'over-lock';
/** Dialogs of the lock open over it; those of the page stay under it. */
const OVER_THE_LOCK = {
  components: { Portal: { defaultProps: { target: `#${DIALOGS}`, reuseTargetNode: false } } },
};

/** Covers everything while a staff session is locked: who is signed in, the way back by the own key, and the way out. */
export function LockScreen({ session }: { readonly session: Session }) {
  const { t } = useTranslation('lock');
  const { t: common } = useTranslation();
  const screen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = screen.current;
    if (element === null) return;
    element.querySelector('h1')?.focus();
    // A dialog under the lock keeps the page from scrolling; the lock itself may.
    const keep = (event: Event): void => event.stopPropagation();
    element.addEventListener('wheel', keep);
    element.addEventListener('touchmove', keep);
    return () => {
      element.removeEventListener('wheel', keep);
      element.removeEventListener('touchmove', keep);
    };
  }, []);
  return (
    <MantineThemeProvider theme={OVER_THE_LOCK}>
      <div className={classes.screen} ref={screen}>
        <header className={classes.bar}>
          <span className={classes.brand}>
            <BrandMark size={40} />
            {common('product')}
          </span>
          <LanguageSwitch />
        </header>
        <main className={classes.body}>
          <Paper className={classes.card}>
            <Stack gap="lg">
              <Group gap="md" wrap="nowrap" align="center">
                <IconLock size={48} stroke={1.4} color="var(--kezek-sky)" aria-hidden />
                <div>
                  <Title order={1} tabIndex={-1}>
                    {t('title')}
                  </Title>
                  <Text size="lg" fw={600}>
                    {t('who', { name: session.name })}
                  </Text>
                </div>
              </Group>
              <Text>{t('text')}</Text>
              <Unlock session={session} />
            </Stack>
          </Paper>
        </main>
        <div id={DIALOGS} />
      </div>
    </MantineThemeProvider>
  );
}

function Unlock({ session }: { readonly session: Session }) {
  const { t } = useTranslation('lock');
  const locale = useLocale();
  const client = useQueryClient();
  const [storage, setStorage] = useState<Storage>('PKCS12');
  const [leaving, setLeaving] = useState(false);
  const unlock = useKeySteps('session.unlock');
  const start = () =>
    unlock.start({ storage, locale }, (opened) => {
      client.setQueryData(keyOf('session.current', {}), opened);
      // What was asked for under the lock was refused; it is asked for again.
      void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
    });
  return (
    <Stack gap="md">
      <Text>{t('how')}</Text>
      <StorageSelect value={storage} onChange={setStorage} />
      {unlock.failure === null ? null : (
        <SigningFailureNotice failure={unlock.failure} retry={start}>
          {unlock.failure.code === 'iin-mismatch' ? (
            <Text fw={600}>{t('mismatch', { name: session.name })}</Text>
          ) : null}
        </SigningFailureNotice>
      )}
      <Group justify="space-between" gap="sm">
        <Button size="lg" onClick={start}>
          {t('unlock')}
        </Button>
        <Button size="lg" variant="default" onClick={() => setLeaving(true)}>
          {t('leave')}
        </Button>
      </Group>
      <NcaLayerGuide />
      {unlock.waiting}
      {leaving ? <Leaving name={session.name} onStay={() => setLeaving(false)} /> : null}
    </Stack>
  );
}

function Leaving(props: { readonly name: string; readonly onStay: () => void }) {
  const { t } = useTranslation('lock');
  const leave = useLeave();
  const navigate = useNavigate();
  return (
    <Modal opened onClose={props.onStay} title={t('leaveTitle')} withCloseButton={false}>
      <Stack>
        <Text>{t('leaveText', { name: props.name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onStay} data-autofocus>
            {t('stay')}
          </Button>
          <Button color="red" onClick={() => void navigate({ to: LINKS.start }).then(leave)}>
            {t('leave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
