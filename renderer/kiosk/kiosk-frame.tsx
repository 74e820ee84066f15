import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconBook2, IconHome, IconLogout } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '../components/brand.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { Remark } from '../components/note.tsx';
import { LINKS } from '../links.ts';
import { useMachineRemarks } from '../machine-remarks.ts';
import { useDistrictName } from '../office.ts';
import { useSession, useStatus } from '../session.ts';
import { DialogTitle } from './dialog-title.tsx';
import classes from './kiosk-frame.module.css';
import { OfflineNotice } from './offline-notice.tsx';

/**
 * The frame of a visit: where one is, the language, the way out, always in sight.
 * @param onLeave ends the visit; null where there is none to end (an unpaired kiosk)
 */
export function KioskFrame(props: { readonly onLeave: (() => void) | null; readonly children: ReactNode }) {
  const { t } = useTranslation('kiosk');
  const { t: common } = useTranslation();
  const status = useStatus();
  const remarks = useMachineRemarks();
  const session = useSession();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const district = useDistrictName(status.desk?.district ?? status.district);
  const offline = status.desk !== null && status.server === 'unreachable';
  // Without a session nothing here works but reading; with one, what was begun stays in sight.
  const closed = offline && session === null && path !== LINKS.instructions && path !== LINKS.start;
  return (
    <div className={classes.frame}>
      <header className={classes.bar}>
        <BrandMark size={56} />
        <div className={classes.names}>
          <Text className={classes.product}>{common('product')}</Text>
          <Text className={classes.office}>{session?.name ?? district ?? common('productFull')}</Text>
        </div>
        <Group gap="sm" ms="auto">
          {path === LINKS.start ? null : (
            <Button
              component={Link}
              to={session === null ? LINKS.start : LINKS.cabinet}
              size="lg"
              variant="default"
              leftSection={<IconHome size={26} aria-hidden />}
            >
              {t('bar.home')}
            </Button>
          )}
          <LanguageSwitch />
          {props.onLeave === null ? null : <LeaveButton onLeave={props.onLeave} ask={session !== null} />}
        </Group>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Stack gap="lg">
          {status.desk === null ? <Remark title={t('unpaired.title')}>{t('unpaired.text')}</Remark> : null}
          {offline ? <OfflineNotice /> : null}
          {closed ? (
            <Group justify="center">
              <Button
                component={Link}
                to={LINKS.instructions}
                size="xl"
                leftSection={<IconBook2 size={28} aria-hidden />}
              >
                {t('offline.instructions')}
              </Button>
            </Group>
          ) : (
            props.children
          )}
        </Stack>
      </main>
      <footer className={classes.hint}>
        <span>{t('hint.touch')}</span>
        <span>{t('hint.secret')}</span>
        {remarks.map((remark) => (
          <span key={remark} className={classes.demo}>
            {remark}
          </span>
        ))}
      </footer>
    </div>
  );
}

/** «Шығу». Who is signed in is asked first: what is typed and not sent goes with the visit. */
function LeaveButton(props: { readonly onLeave: () => void; readonly ask: boolean }) {
  const { t } = useTranslation('kiosk');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="lg"
        color="red.9"
        variant="filled"
        leftSection={<IconLogout size={26} aria-hidden />}
        onClick={() => (props.ask ? setAsking(true) : props.onLeave())}
      >
        {t('bar.leave')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={<DialogTitle text={t('leave.title')} />}
        size="lg"
        withCloseButton={false}
      >
        <Stack gap="lg">
          <Text size="lg">{t('leave.text')}</Text>
          <Group grow>
            <Button size="xl" variant="default" onClick={() => setAsking(false)} data-autofocus>
              {t('leave.stay')}
            </Button>
            <Button size="xl" color="red.9" onClick={props.onLeave}>
              {t('leave.leave')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
