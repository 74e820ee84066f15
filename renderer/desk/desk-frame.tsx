import { Button, Group, Text } from '@mantine/core';
import { IconLock, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '../components/brand.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { LineStatus } from '../components/line-status.tsx';
import { core } from '../link/core.ts';
import { LINKS } from '../links.ts';
import { useMachineRemarks } from '../machine-remarks.ts';
import { useDistrictName } from '../office.ts';
import { useLeave, useSession, useStatus } from '../session.ts';
import classes from './desk-frame.module.css';

/** The frame of the desk: whose office this is, how the line stands, who is signed in. */
export function DeskFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const status = useStatus();
  const district = useDistrictName(status.desk?.district ?? status.district);
  const remarks = useMachineRemarks();
  return (
    <div className={classes.frame}>
      <button type="button" className={classes.skip} onClick={focusContent}>
        {t('action.skip')}
      </button>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link to={LINKS.start} className={classes.brand}>
            <BrandMark />
            <span>
              <span className={classes.product}>{t('product')}</span>
              <span className={classes.office}>
                {district ?? t('productFull')}
                {status.desk === null ? null : (
                  <>
                    {' · '}
                    <span className={classes.desk}>{t('office.desk', { code: status.desk.code })}</span>
                  </>
                )}
              </span>
            </span>
          </Link>
          <Group gap={8} ms="auto">
            {status.desk === null ? null : <LineStatus status={status} />}
            <LanguageSwitch />
            <Person />
          </Group>
        </div>
        {remarks.length === 0 ? null : <p className={classes.demo}>{remarks.join(' · ')}</p>}
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={classes.footer}>
        {t('productFull')} · {t('machine.version', { version: status.version })}
      </footer>
    </div>
  );
}

function focusContent(): void {
  document.getElementById('content')?.focus();
}

function Person() {
  const { t } = useTranslation();
  const { t: lock } = useTranslation('lock');
  const session = useSession();
  const leave = useLeave();
  const navigate = useNavigate();
  if (session === null) return null;
  const role = session.grants[0]?.role ?? 'applicant';
  return (
    <Group gap={6} wrap="nowrap" className={classes.person}>
      <IconUserCircle size={30} stroke={1.5} aria-hidden color="var(--kezek-sky)" />
      <div>
        <Text size="sm" fw={600} lh={1.25}>
          {session.name}
        </Text>
        <Text size="sm" c="var(--kezek-ink-soft)" lh={1.25}>
          {t(`person.role.${role}`)}
        </Text>
        {session.offline ? (
          <Text size="sm" c="var(--kezek-warn-ink)" fw={600} lh={1.25}>
            {lock('offline')}
          </Text>
        ) : null}
      </div>
      {session.grants.length === 0 ? null : (
        <Button
          variant="subtle"
          size="sm"
          px="xs"
          leftSection={<IconLock size={18} aria-hidden />}
          onClick={() => void core.call('session.lock', {})}
        >
          {lock('now')}
        </Button>
      )}
      <Button
        variant="subtle"
        size="sm"
        px="xs"
        leftSection={<IconLogout size={18} aria-hidden />}
        onClick={() => void navigate({ to: LINKS.start }).then(leave)}
      >
        {t('person.leave')}
      </Button>
    </Group>
  );
}
